// The parity law: the same object under the same bundle gets the same findings at every gate. Replays every policy case and every
// example through the intakes of commit, push and admission, and shows that a fault planted in any of them is noticed.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { loadBundle } from '../../src/bundle/load.ts';
import { packNames } from '../../src/bundle/sources.ts';
import { loadSuites } from '../../src/bundle/suites.ts';
import type { Change } from '../../src/change/change.ts';
import { decide } from '../../src/engine/decide.ts';
import type { Decision } from '../../src/engine/decision.ts';
import { verdictOf } from '../../src/engine/verdict.ts';
import type { Bundle } from '../../src/policy/bundle.ts';
import { RESERVED_NAMES } from '../../src/policy/compile.ts';
import type { CaseInput } from '../../src/policy/policy.ts';
import { namespaceLabelsOf } from '../../src/suite/change.ts';
import { bundleOf } from '../../src/suite/run.ts';
import { casesOf, GATES, type GateIntake } from './gates.ts';

const MINIMUM_COMPARED = 400;
const NOW = Date.UTC(2026, 5, 15);

interface Replay {
  readonly name: string;
  readonly input: CaseInput;
  readonly bundle: Bundle;
}

/** Policies about what only a text shows, and the server says itself at the cluster: they judge at git gates alone. */
const GIT_ONLY: ReadonlySet<string> = RESERVED_NAMES;

/** What the law compares: neither the order of keys, nor places, nor `unjudged`, nor findings of policies of git gates. */
function compared(decision: Decision) {
  const findings = decision.findings.filter(({ policy }) => !GIT_ONLY.has(policy));
  const errors = decision.errors.filter(({ policy }) => !GIT_ONLY.has(policy));
  return {
    verdict: verdictOf(findings, errors),
    findings: findings.map(({ policy, rule, enforcement, pointer, message, exemption }) =>
      JSON.stringify({ policy, rule, enforcement, pointer, message, exemption }),
    ),
    errors: errors.map(({ code }) => code),
  };
}

/** Decisions by gate; a gate that the case cannot reach is left out. */
function replay({ input, bundle }: Replay, gates: Readonly<Record<string, GateIntake>>) {
  const context = { now: NOW, kubernetesVersion: '1.35', namespaceLabels: namespaceLabelsOf(input) };
  return Object.entries(gates).flatMap(([gate, intake]) => {
    const change = intake(input);
    return change ? [{ gate, decision: compared(decide(change, bundle, context)) }] : [];
  });
}

function differences(replays: readonly Replay[], gates: Readonly<Record<string, GateIntake>>) {
  let decisions = 0;
  const different = replays.filter((one) => {
    const answers = replay(one, gates);
    decisions += answers.length;
    const [first, ...rest] = answers.map(({ decision }) => JSON.stringify(decision));
    return rest.some((answer) => answer !== first);
  });
  return { decisions, different: different.map(({ name }) => name) };
}

const { suites, workloadKinds, problems } = loadSuites([
  ...packNames().map((pack) => ({ pack })),
  { path: 'examples/policies' },
]);
const everything = await loadBundle([...packNames().map((pack) => ({ pack })), { path: 'examples/policies' }]);

const ofCases: Replay[] = suites
  .filter(({ policy }) => !GIT_ONLY.has(policy.name))
  .flatMap(({ policy, tests }) =>
    tests.flatMap(({ spec }) => {
      const single = bundleOf(policy, spec.parameters, workloadKinds);
      assert.ok(single.ok);
      return spec.cases.flatMap((one) => {
        const input = one.accept ?? one.reject ?? {};
        const name = `${policy.name}: ${one.name}`;
        return [
          { name, input, bundle: single.value },
          ...(everything.ok ? [{ name: `${name} (all packs)`, input, bundle: everything.bundle }] : []),
        ];
      });
    }),
  );

const ofExamples: Replay[] = readdirSync('examples/shop')
  .sort()
  .flatMap((file) =>
    casesOf(join('examples/shop', file)).map((input, index) => {
      assert.ok(everything.ok);
      return { name: `${file} ${index}`, input, bundle: everything.bundle };
    }),
  );

describe('parity', () => {
  it('has every policy and every example to replay', () => {
    assert.deepEqual(problems, []);
    assert.ok(everything.ok, JSON.stringify(everything.ok || everything.problems));
    assert.ok(ofExamples.length >= 20, `saw ${ofExamples.length} examples`);
  });

  it('holds for every policy case and every example at commit, push and admission', (t) => {
    const { decisions, different } = differences([...ofCases, ...ofExamples], GATES);
    t.diagnostic(`${ofCases.length + ofExamples.length} replays, ${decisions} decisions compared`);
    assert.ok(
      ofCases.length + ofExamples.length >= MINIMUM_COMPARED,
      `saw ${ofCases.length + ofExamples.length} replays`,
    );
    assert.ok(decisions >= 2.5 * MINIMUM_COMPARED, `saw ${decisions} decisions`);
    assert.deepEqual(different, []);
  });

  it('reports findings, and not only silence', () => {
    const findings = ofCases.flatMap((one) => replay(one, GATES).map(({ decision }) => decision.findings.length));
    assert.ok(findings.filter((count) => count > 0).length >= MINIMUM_COMPARED);
  });

  const faults: Readonly<Record<string, (change: Change) => Change>> = {
    'loses the old object': (change) => ({ ...change, oldObject: undefined }),
    'loses the namespace': (change) => ({ ...change, namespace: undefined }),
    'takes every operation for a create': (change) => ({ ...change, operation: 'CREATE' }),
    'loses the labels': (change) => ({
      ...change,
      object: change.object && { ...change.object, metadata: { name: 'x' } },
    }),
  };
  for (const gate of Object.keys(GATES) as (keyof typeof GATES)[]) {
    for (const [fault, spoil] of Object.entries(faults)) {
      it(`is broken by a ${gate} intake that ${fault}`, () => {
        const broken: GateIntake = (input) => {
          const change = GATES[gate](input);
          return change && spoil(change);
        };
        assert.ok(differences(ofCases, { ...GATES, [gate]: broken }).different.length > 0);
      });
    }
  }
});
