// Every shipped policy: its cases hold, it has an accept case, and every rule a reject case.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { packNames } from '../src/bundle/sources.ts';
import { loadSuites } from '../src/bundle/suites.ts';
import { gaps, runCases } from '../src/suite/run.ts';
import { MODEL_OF } from './builders/model.ts';

const MINIMUM_POLICIES = 24;
const MINIMUM_CASES = 150;

const { suites, workloadKinds, problems } = loadSuites(packNames().map((pack) => ({ pack })));

describe('shipped policies', () => {
  it('load', () => {
    assert.deepEqual(problems, []);
    assert.ok(suites.length >= MINIMUM_POLICIES, `saw ${suites.length} policies`);
    const cases = suites.flatMap(({ tests }) => tests.flatMap(({ spec }) => spec.cases)).length;
    assert.ok(cases >= MINIMUM_CASES, `saw ${cases} cases`);
  });

  for (const { policy, tests } of suites) {
    it(`${policy.name} does what its cases say`, async () => {
      const context = { now: Date.UTC(2026, 0, 1), kubernetesVersion: '1.35', modelOf: MODEL_OF };
      const run = tests.map(({ spec }) => runCases(spec, policy, workloadKinds, context));
      const results = (await Promise.all(run)).flat();
      assert.deepEqual(
        results.filter(({ wrong }) => wrong.length > 0),
        [],
      );
      assert.deepEqual(gaps(policy, results), []);
    });
  }
});
