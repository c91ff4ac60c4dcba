// The histories of test/fixtures/histories, each in a real repository, by whole command lines; the binary itself is run by test/commands.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { applyStep, CONFIGURATION, outcomeOf, RULES, readHistory, runLine } from '../../builders/history.ts';
import { withRepository } from '../../builders/repository.ts';

const FOLDER = join('test', 'fixtures', 'histories');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'));

describe('runCheck()', () => {
  it('has histories to run', () => assert.ok(files.length >= 9, `found ${files.length}`));

  for (const file of files) {
    const history = readHistory(join(FOLDER, file));
    it(`${file}: ${history.description}`, async () => {
      await withRepository(
        async (repository) => {
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
            const ran = await runLine(['check', '--format', 'json', ...check], repository, stdin);
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
