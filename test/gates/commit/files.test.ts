import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Judged } from '../../../src/gates/commit/check.ts';
import { judgeFiles } from '../../../src/gates/commit/files.ts';
import { findConfig } from '../../../src/gates/commit/rules.ts';
import { CHECK_OPTIONS } from '../../builders/check.ts';
import { withRepository } from '../../builders/repository.ts';

const map = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}, namespace: shop}\n`;

describe('judgeFiles()', () => {
  const judged = (words: readonly string[], input = map('input')): Promise<Judged> =>
    withRepository(async (repository) => {
      repository.write({
        'a.yaml': map('a'),
        'left/b.yaml': map('b'),
        'c/Chart.yaml': 'name: c\n',
        'c/templates/t.yaml': '{{ x }}',
        'sallyport.yaml': 'apiVersion: sallyport.dev/v1alpha1\nkind: Config\nspec: {exclude: ["left/**"]}\n',
      });
      const root = repository.path;
      const check = { ...CHECK_OPTIONS, words, threads: 1 };
      const found = findConfig(check, { cwd: root, root });
      assert.ok(found.ok);
      const around = { cwd: root, env: {}, version: '0', stdin: async () => Buffer.from(input) };
      const result = await judgeFiles({ options: check, around, root, found });
      assert.ok(result.ok);
      return result;
    });

  it('judges all that is not excluded, and standard input', async () => {
    const { portion, files, ignored, errors, whole } = await judged(['.', '-']);
    assert.equal(portion.objects, 3);
    assert.deepEqual([files, ignored, errors.length, whole], [5, 3, 0, false]);
    assert.equal((await judged([])).whole, true);
    assert.equal((await judged(['a.yaml'])).whole, false);
  });

  it('says what is not there', async () => {
    const { errors, whole } = await judged(['none', '.']);
    assert.deepEqual([errors.map(({ code }) => code), whole], [['not-found'], false]);
  });

  it('takes no input without end', async () => {
    const { errors } = await judged(['-'], ' '.repeat(32 * 2 ** 20 + 1));
    assert.deepEqual(
      errors.map(({ code, location }) => `${code} ${location?.file}`),
      ['size-limit <stdin>'],
    );
  });
});
