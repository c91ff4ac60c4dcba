// The histories of test/fixtures/histories, each in a real repository and through the compiled binary.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { applyStep, CONFIGURATION, outcomeOf, RULES, readHistory } from '../../builders/history.ts';
import { withRepository } from '../../builders/repository.ts';

const FOLDER = join('test', 'fixtures', 'histories');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));

describe('runCheck()', () => {
  it('has histories to run', () => assert.ok(files.length >= 9, `found ${files.length}`));

  for (const file of files) {
    const history = readHistory(join(FOLDER, file));
    it(`${file}: ${history.description}`, async () => {
      await withRepository(
        (repository) => {
          if (history.rules !== false) {
            repository.write({ 'sallyport.yaml': CONFIGURATION, 'rules/rules.yaml': RULES });
            repository.commit('rules');
          }
          let checks = 0;
          for (const step of history.steps) {
            if (!('check' in step)) {
              applyStep(repository, step);
              continue;
            }
            checks++;
            const { check, stdin = '', ...expected } = step;
            const ran = repository.sallyport(['check', '--format', 'json', ...check], { input: stdin });
            const got: Readonly<Record<string, unknown>> = { findings: [], errors: [], ...outcomeOf(ran) };
            const wanted = { findings: [], errors: [], ...expected };
            const chosen = Object.fromEntries(Object.keys(wanted).map((key) => [key, got[key]]));
            assert.deepEqual(chosen, wanted, `check ${check.join(' ')}\n${ran.stdout}${ran.stderr}`);
          }
          assert.ok(checks > 0, 'the history checks nothing');
        },
        history.objectFormat ? { objectFormat: history.objectFormat } : {},
      );
    });
  }
});
