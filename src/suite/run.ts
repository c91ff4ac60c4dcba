// Runs the cases of a PolicyTest through the engine and says how what came differs from what was expected. Prints nothing.

import { decide } from '../engine/decide.ts';
import type { DecisionContext } from '../engine/decision.ts';
import type { JsonObject } from '../kube/object.ts';
import type { WorkloadKinds } from '../kube/workload.ts';
import type { Bundle } from '../policy/bundle.ts';
import type { CompiledPolicy } from '../policy/compile.ts';
import type { ExpectedFinding, PolicyTestSpec, TestCase } from '../policy/policy.ts';
import type { Result } from '../policy/rule-type.ts';
import { type ApiModel, judgedBy } from '../validation/api-model.ts';
import { changeOf, namespaceLabelsOf, textOf } from './change.ts';

/** How one case went: `wrong` is empty when it passed. */
export interface CaseResult {
  readonly name: string;
  readonly expects: 'accept' | 'reject';
  readonly wrong: readonly string[];
  /** Rules that the case made fail. */
  readonly rules: readonly string[];
}

/** The version and time that cases are judged at: both are stated, so that a case never turns with the calendar. */
export interface SuiteContext {
  readonly now: number;
  readonly kubernetesVersion: string;
  /** The API server of the release with these custom kinds: cases are judged as a gate would, completed and observed. */
  readonly modelOf: (definitions: readonly JsonObject[]) => Promise<ApiModel>;
}

/** A bundle that binds one policy everywhere, as deny, with these parameters. */
export function bundleOf(
  policy: CompiledPolicy,
  parameters: PolicyTestSpec['parameters'],
  workloadKinds: WorkloadKinds,
): Result<Bundle> {
  const checked = policy.parameters(parameters ?? {});
  if (!checked.ok) return checked;
  const bound = {
    policy,
    binding: 'test',
    scope: undefined,
    holdsForPath: undefined,
    parameters: checked.value,
    enforcementAt: () => 'deny' as const,
    onError: undefined,
  };
  const bundle: Bundle = {
    digest: 'sha256:test',
    bound: [bound],
    exemptions: [],
    workloadKinds,
    policies: new Map([[policy.name, policy]]),
  };
  return { ok: true, value: bundle };
}

/** Runs all cases of a test. Parameters that the policy does not take fail every case. */
export async function runCases(
  spec: PolicyTestSpec,
  policy: CompiledPolicy,
  workloadKinds: WorkloadKinds,
  context: SuiteContext,
): Promise<readonly CaseResult[]> {
  const bundle = bundleOf(policy, spec.parameters, workloadKinds);
  const asJudged = judgedBy(await context.modelOf(spec.definitions ?? []));
  return spec.cases.map((one) => {
    const expects = one.accept ? 'accept' : 'reject';
    if (!bundle.ok) {
      return {
        name: one.name,
        expects,
        wrong: bundle.problems.map(({ pointer, message }) => `parameters${pointer}: ${message}`),
        rules: [],
      };
    }
    return { name: one.name, expects, ...runCase(one, bundle.value, asJudged, context) };
  });
}

function runCase(
  one: TestCase,
  bundle: Bundle,
  asJudged: ReturnType<typeof judgedBy>,
  { now, kubernetesVersion }: SuiteContext,
): Pick<CaseResult, 'wrong' | 'rules'> {
  const input = one.accept ?? one.reject ?? {};
  const read = textOf(input);
  if (read && 'problem' in read) return { wrong: [read.problem], rules: [] };
  const described = changeOf(read ? { ...input, object: read.object } : input);
  if (!described) return { wrong: ['the case has neither `object`, nor `manifest`, nor `old`'], rules: [] };
  const change = asJudged(described, read?.text);
  // The API server never sends one: everything would count as changed.
  if (change.operation === 'UPDATE' && !change.oldObject)
    return { wrong: ['the case is an UPDATE and has no `old`'], rules: [] };
  const context: DecisionContext = { now, kubernetesVersion, namespaceLabels: namespaceLabelsOf(input) };
  const { findings, errors, unjudged } = decide(change, bundle, context);
  const wrong = [
    ...errors.map(({ rule, code, message }) => `error ${code}${rule ? ` in rule \`${rule}\`` : ''}: ${message}`),
    ...unjudged.map(({ rule, reason }) => `rule \`${rule}\` was not judged: ${reason}`),
    ...differences(one.accept ? [] : (one.findings ?? []), findings),
  ];
  return { wrong, rules: [...new Set(findings.map(({ rule }) => rule))] };
}

function differences(expected: readonly ExpectedFinding[], found: readonly ExpectedFinding[]): readonly string[] {
  const print = ({ rule, pointer, message }: ExpectedFinding) => `${rule} at ${pointer || 'the object'}: ${message}`;
  const left = new Set(expected.map(print));
  const right = new Set(found.map(print));
  return [
    ...[...left].filter((one) => !right.has(one)).map((one) => `missing     ${one}`),
    ...[...right].filter((one) => !left.has(one)).map((one) => `unexpected  ${one}`),
  ];
}

/** What the tests of a policy leave open: it needs an accept case, and a reject case for each rule. */
export function gaps(policy: CompiledPolicy, results: readonly CaseResult[]): readonly string[] {
  const rejected = new Set(results.filter(({ expects }) => expects === 'reject').flatMap(({ rules }) => rules));
  return [
    ...(results.some(({ expects }) => expects === 'accept') ? [] : ['no case accepts']),
    ...policy.rules
      .filter(({ spec }) => !rejected.has(spec.id))
      .map(({ spec }) => `no case rejects by rule \`${spec.id}\``),
  ];
}
