import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expressionsWith } from '../../../src/bundle/expressions.ts';
import { generateCorpus } from '../../../src/template/compat/corpus.ts';
import { bringOver } from '../../../src/template/compat/upgrades.ts';
import { templateOf } from '../../builders/template.ts';

const hole = (name: string) => `$\{${name}}`;
const versionOf = (version: string, parameter: string, maximum: number, params?: string) =>
  templateOf({
    version,
    properties: { [parameter]: { type: 'integer', minimum: 1, maximum } },
    required: [parameter],
    body: { metadata: { name: 'web' }, data: { size: hole(parameter) } },
    ...(params !== undefined && { upgrade: [{ from: '1.x', params }] }),
  });

describe('bringOver()', () => {
  const old = versionOf('1.0.0', 'size', 9);
  const corpus = generateCorpus(old, {});
  const bring = (fresh: ReturnType<typeof versionOf>) =>
    bringOver(
      old,
      fresh,
      corpus,
      expressionsWith(() => undefined),
    );

  it('counts the sets that can be brought over', () => {
    const found = bring(versionOf('2.0.0', 'width', 9, '{"width": params.size}'));
    assert.ok(found.tried > 2);
    assert.deepEqual(found.failed, []);
  });

  it('tells those that cannot, with the reason', () => {
    const narrow = bring(versionOf('2.0.0', 'width', 8, '{"width": params.size}'));
    assert.ok(narrow.failed.length > 0 && narrow.failed.length < narrow.tried);
    assert.match(narrow.failed[0]?.message ?? '', /must be <= 8/);
    const missing = bring(versionOf('2.0.0', 'width', 9));
    assert.equal(missing.failed.length, missing.tried);
    assert.match(missing.failed[0]?.message ?? '', /no step from 1.x/);
  });
});
