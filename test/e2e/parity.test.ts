// The parity law at a real API server: every policy case and every example is read from YAML by the git gate and sent to the
// server, whose AdmissionReview goes through the admission gate; both must find the same, and what the case states.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadBundle } from '../../src/bundle/load.ts';
import type { Change } from '../../src/change/change.ts';
import { decide } from '../../src/engine/decide.ts';
import type { Finding } from '../../src/engine/decision.ts';
import { answerReview } from '../../src/gates/admission/answer.ts';
import { intakeReview } from '../../src/gates/admission/intake.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import { parseManifests, parseText } from '../../src/manifest/parse.ts';
import type { Bundle } from '../../src/policy/bundle.ts';
import { RESERVED_NAMES } from '../../src/policy/compile.ts';
import { type Binaries, ensureBinaries, SKIP_REASON } from './binaries.ts';
import { bindingOf, bindingsFor, bundleOf, yamlOf } from './case-bindings.ts';
import { type ControlPlane, grantEverything, installKind, startControlPlane } from './control-plane.ts';
import { type Gate, startGate } from './gate.ts';
import { caseSender, type PolicyCase, readCases, type SentCase } from './policy-cases.ts';
import { type Recorder, startRecorder } from './recorder.ts';
import { SELECTING_POLICIES, SELECTION_DOCUMENTS, SELECTION_SUBJECTS } from './selection-subjects.ts';
import { contextFor, decisionDifference, differenceOf, gitChange } from './two-gates.ts';
import { registerWebhook, untilCalled } from './webhook.ts';

/** Lower bounds: a run that sees fewer has lost some. */
const LEAST_CASES = 180;
const LEAST_EXAMPLES = 15;

/** Policies of the examples that are not built in. */
const OWN_POLICIES = ['replicated-services', 'rollout', 'web-service'].map((name) => `examples/policies/${name}.yaml`);

/** Those that hold a policy: what is built in is judged beside nothing of the examples. */
const ownPoliciesFor = (policy: string) =>
  OWN_POLICIES.filter((file) => readFileSync(file, 'utf8').includes(`metadata: {name: ${policy}}`));

/** Cases that the API server itself turns away (422 unless stated), so that no webhook is ever shown them; `message` is part of its reason. */
interface RefusedCase {
  readonly case: string;
  readonly status?: number;
  readonly message: string;
}

function listed<T>(file: string): readonly T[] {
  const { documents, problems } = parseText(readFileSync(join('test/e2e', file), 'utf8'));
  assert.deepEqual(problems, []);
  return (documents[0]?.value ?? []) as unknown as readonly T[];
}

/** One object under test: a policy case, or a manifest of the examples. */
type Subject = Pick<PolicyCase, 'title' | 'input'> & Partial<Pick<PolicyCase, 'policy' | 'findings'>>;

const binaries = await ensureBinaries();

describe('parity at a real API server', { skip: binaries ? false : SKIP_REASON }, () => {
  // Reserved policies judge what reading a text shows, of which no server tells a webhook.
  const cases = [...readCases('policies'), ...readCases('examples/policies')].filter(
    ({ policy }) => !RESERVED_NAMES.has(policy),
  );
  const examples = exampleSubjects('examples/shop');
  const subjects: readonly Subject[] = [...cases, ...examples, ...SELECTION_SUBJECTS];
  const refusals = listed<RefusedCase>('refused-by-api.yaml');

  let plane: ControlPlane;
  let gate: Gate;
  let recorder: Recorder;
  let bundle: Bundle;
  const sent = new Map<string, SentCase>();

  before(async () => {
    plane = await startControlPlane(binaries as Binaries);
    // Bindings of the cases and of the subjects about selecting, and the example's own policies with its custom kind.
    const bindings = join(plane.folder, 'bindings.yaml');
    writeFileSync(bindings, yamlOf([...bindingsFor(cases), ...SELECTION_DOCUMENTS]));
    const policies = [bindings, 'examples/policies'];
    const loaded = await loadBundle(policies.map((path) => ({ path })));
    assert.ok(loaded.ok, JSON.stringify(loaded.ok || loaded.problems));
    bundle = loaded.bundle;
    await grantEverything(plane);
    await installKind(plane, 'argoproj.io', 'v1alpha1', 'Rollout');
    gate = await startGate(plane, policies, { selfSigned: true });
    recorder = await startRecorder(gate);
    await registerWebhook(plane, 'record.sallyport.dev', recorder);
    await untilCalled(
      () => plane.send('POST', '/api/v1/namespaces/default/configmaps?dryRun=All', { metadata: { name: 'probe' } }),
      () => recorder.take().length > 0,
    );
    const send = caseSender(plane, recorder);
    for (const { title, input } of subjects) sent.set(title, await send(input));
  });
  after(async () => {
    await recorder?.stop();
    await gate?.stop();
    await plane?.stop();
  });

  /** The decisions of both gates for one subject; undefined where the API server showed no review. */
  const decisionsOf = (subject: Subject) => {
    const { recorded } = sent.get(subject.title) as SentCase;
    if (!recorded) return undefined;
    const intake = intakeReview(recorded.review);
    assert.ok(intake.ok, `${subject.title}: ${JSON.stringify(intake)}`);
    const context = contextFor(subject.input);
    return {
      recorded,
      intake,
      git: decide(gitChange(subject.input), bundle, context),
      cluster: decide(intake.change, bundle, context),
    };
  };

  it('shows the server every case, but for those that it is known to refuse', () => {
    const unseen = subjects.filter(({ title }) => !sent.get(title)?.recorded);
    for (const { title } of unseen) {
      const { answer } = sent.get(title) as SentCase;
      const refusal = refusals.find((one) => one.case === title);
      const told = `${answer.status} ${String(answer.body['message'])}`;
      assert.ok(
        refusal && answer.status === (refusal.status ?? 422) && told.includes(refusal.message),
        `${title}: ${told}`,
      );
    }
    assert.deepEqual(unseen.map(({ title }) => title).sort(), refusals.map((one) => one.case).sort());
    const shown = cases.length - unseen.length;
    console.log(`${cases.length} cases and ${examples.length} examples: ${unseen.length} refused by the API itself`);
    assert.ok(shown >= LEAST_CASES, `only ${shown} cases were shown`);
    assert.ok(examples.length >= LEAST_EXAMPLES, `only ${examples.length} examples`);
  });

  it('finds at the admission gate what each case states', async () => {
    const bundles = new Map<string, Bundle>();
    for (const one of cases)
      if (!bundles.has(bindingOf(one))) bundles.set(bindingOf(one), await bundleOf([one], ownPoliciesFor(one.policy)));
    const wrong = cases.flatMap((one) => {
      const decisions = decisionsOf(one);
      if (!decisions) return [];
      const own = bundles.get(bindingOf(one)) as Bundle;
      const found = decide(decisions.intake.change, own, contextFor(one.input)).findings;
      const ids = (findings: readonly Pick<Finding, 'rule' | 'pointer' | 'message'>[]) =>
        findings.map(({ rule, pointer, message }) => `${rule} ${pointer} ${message}`).sort();
      const difference = differenceOf(ids(one.findings), ids(found));
      return difference === undefined ? [] : [`${one.title}: ${difference}`];
    });
    assert.deepEqual(wrong, []);
  });

  it('finds the same at the git gate and at the admission gate', () => {
    const differing = new Map<string, string>();
    let compared = 0;
    for (const subject of subjects) {
      const decisions = decisionsOf(subject);
      if (!decisions) continue;
      compared += 1;
      const difference = decisionDifference(decisions.git, decisions.cluster);
      if (difference !== undefined) differing.set(subject.title, difference);
    }
    console.log(`${compared} compared, ${differing.size} differ`);
    assert.deepEqual([...differing], []);
    assert.ok(compared >= LEAST_CASES + LEAST_EXAMPLES, `only ${compared} subjects were compared`);
  });

  it('selects by each field of a match, both ways', () => {
    const decisions = SELECTION_SUBJECTS.map(decisionsOf);
    for (const name of SELECTING_POLICIES) {
      const finding = decisions.filter((one) => one?.cluster.findings.some(({ policy }) => policy === name)).length;
      assert.ok(finding > 0, `${name} was never found`);
      if (name !== 'selects-all') assert.ok(finding < decisions.length, `${name} was always found`);
    }
    const exempted = decisions.filter((one) => one?.cluster.findings.some(({ exemption }) => exemption !== undefined));
    assert.ok(exempted.length > 0, 'nothing was exempted');
  });

  it('gets from `serve` the answer that the engine gives for the very same review', () => {
    for (const subject of subjects) {
      const decisions = decisionsOf(subject);
      if (!decisions) continue;
      const { recorded, intake, cluster } = decisions;
      const expected = answerReview(intake.uid, intake.change, cluster);
      assert.deepEqual(recorded.answer, JSON.parse(JSON.stringify(expected)), subject.title);
    }
  });

  it('notices a gate that reads one field otherwise', () => {
    const differing = subjects.filter((subject) => {
      const decisions = decisionsOf(subject);
      if (!decisions) return false;
      const change = decisions.intake.change;
      const broken: Change = { ...change, object: change.object && withoutContexts(change.object) };
      return decisionDifference(decisions.git, decide(broken, bundle, contextFor(subject.input))) !== undefined;
    });
    assert.ok(differing.length >= 20, `a planted fault changed only ${differing.length} comparisons`);
  });
});

/** The objects of the example manifests, each to be created. */
function exampleSubjects(folder: string): readonly Subject[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ya?ml$/.test(path))
    .sort()
    .flatMap((path) => {
      const { documents, problems } = parseManifests(readFileSync(join(folder, path), 'utf8'));
      assert.deepEqual(problems, []);
      return documents.map(({ value }, place) => ({
        title: `${folder}/${path} #${place + 1}`,
        input: { object: value as JsonObject },
      }));
    });
}

/** The planted fault: an intake that loses every `securityContext`. */
function withoutContexts(object: JsonObject): JsonObject {
  return JSON.parse(JSON.stringify(object), (key, value: unknown) =>
    key === 'securityContext' ? undefined : value,
  ) as JsonObject;
}
