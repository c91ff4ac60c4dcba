// The Pod Security Standards: our packs against Kubernetes' own pod-security admission, object by object.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { loadBundle } from '../../src/bundle/load.ts';
import { decide } from '../../src/engine/decide.ts';
import type { DecisionContext } from '../../src/engine/decision.ts';
import { intakeReview } from '../../src/gates/admission/intake.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import type { Bundle } from '../../src/policy/bundle.ts';
import { type Binaries, ensureBinaries, SKIP_REASON } from './binaries.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import { GENERATED_KINDS, generateObjects } from './pod-generator.ts';
import { startRecorder } from './recorder.ts';
import { askReferee, type Judgement, LEVELS, type Level } from './referee.ts';
import { gitChange } from './two-gates.ts';
import { registerWebhook, untilCalled } from './webhook.ts';

const SEED = 20_350;
const COUNT = 24_000;

/** The checks of the referee, so that one which a later version adds or retires is noticed. */
const CHECKS = [
  ...['allowPrivilegeEscalation', 'appArmorProfile', 'capabilities_baseline', 'capabilities_restricted'],
  ...['hostNamespaces', 'hostPathVolumes', 'hostPorts', 'hostProbesAndHostLifecycle', 'privileged', 'procMount'],
  ...['procMount_restricted', 'restrictedVolumes', 'runAsNonRoot', 'runAsUser', 'seLinuxOptions'],
  ...['seccompProfile_baseline', 'seccompProfile_restricted', 'sysctls', 'windowsHostProcess'],
];
/** A check counts as touched when it forbids this many objects, and this many at one level all alone. */
const LEAST_FORBIDDEN = 100;
const LEAST_ALONE = 20;
/** How many of the generated Pods are shown to the API server, and how many of them it must find valid. */
const SENT = 1_500;
const LEAST_VALID = 500;

/** Our policies of each level and the check of the referee that each of them stands for. */
const BASELINE = {
  'approved-selinux-options': 'seLinuxOptions',
  'confined-apparmor-profiles': 'appArmorProfile',
  'isolated-windows-containers': 'windowsHostProcess',
  'pod-local-probes': 'hostProbesAndHostLifecycle',
  'private-host-namespaces': 'hostNamespaces',
  'safe-sysctls': 'sysctls',
  'unbound-host-ports': 'hostPorts',
  'unprivileged-containers': 'privileged',
};
const POLICIES: Readonly<Record<Level, Readonly<Record<string, string>>>> = {
  baseline: {
    ...BASELINE,
    'confined-seccomp-profiles': 'seccompProfile_baseline',
    'default-capabilities': 'capabilities_baseline',
    'masked-proc-mount': 'procMount',
    'volumes-without-host-path': 'hostPathVolumes',
  },
  restricted: {
    ...BASELINE,
    'always-masked-proc-mount': 'procMount_restricted',
    'denied-privilege-escalation': 'allowPrivilegeEscalation',
    'dropped-capabilities': 'capabilities_restricted',
    'non-root-user-id': 'runAsUser',
    'required-seccomp-profiles': 'seccompProfile_restricted',
    'restricted-volume-types': 'restrictedVolumes',
    'run-as-non-root': 'runAsNonRoot',
  },
};
const CONTEXT: DecisionContext = { now: 0, kubernetesVersion: '1.35', namespaceLabels: () => ({}) };

const binaries = await ensureBinaries();

describe('the Pod Security Standards', { skip: binaries ? false : SKIP_REASON }, () => {
  let objects: readonly JsonObject[];
  let judgements: readonly Judgement[];
  const bundles = {} as Record<Level, Bundle>;
  before(async () => {
    for (const level of LEVELS) {
      const loaded = await loadBundle([{ pack: `pod-security-${level}` }]);
      assert.ok(loaded.ok, JSON.stringify(loaded.ok || loaded.problems));
      bundles[level] = loaded.bundle;
      const bound = loaded.bundle.bound.map(({ policy }) => policy.name).sort();
      assert.deepEqual(bound, Object.keys(POLICIES[level]).sort());
    }
    objects = generateObjects(SEED, COUNT);
    // Admission sees objects with the server's defaults, of which the host ports of a Pod in the node's network are one.
    const completed = objects.map((object) => gitChange({ object }).object ?? object);
    judgements = await askReferee((binaries as Binaries).podSecurityReferee, completed);
  });

  it('are touched in every check, alone and together, by the generated objects', () => {
    const forbidden = new Map(CHECKS.map((id) => [id, 0]));
    const alone = new Map(CHECKS.map((id) => [id, 0]));
    for (const { checks } of judgements) {
      const refusing = Object.entries(checks).filter(([, { allowed }]) => !allowed);
      assert.deepEqual(Object.keys(checks).sort(), [...CHECKS].sort());
      for (const [id, { level }] of refusing) {
        forbidden.set(id, (forbidden.get(id) ?? 0) + 1);
        const others = refusing.filter(([other, one]) => other !== id && one.level === level);
        if (others.length === 0) alone.set(id, (alone.get(id) ?? 0) + 1);
      }
    }
    console.log(`seed ${SEED}: ${COUNT} objects; forbidden by check: ${JSON.stringify(Object.fromEntries(forbidden))}`);
    for (const id of CHECKS) {
      assert.ok((forbidden.get(id) ?? 0) >= LEAST_FORBIDDEN, `${id} forbids ${forbidden.get(id)} objects`);
      assert.ok((alone.get(id) ?? 0) >= LEAST_ALONE, `${id} is the only one to forbid ${alone.get(id)} objects`);
    }
    const levels = { privileged: 0, baseline: 0, restricted: 0 };
    for (const { levels: given } of judgements)
      levels[given.restricted.allowed ? 'restricted' : given.baseline.allowed ? 'baseline' : 'privileged'] += 1;
    console.log(`levels: ${JSON.stringify(levels)}`);
    for (const [level, count] of Object.entries(levels)) assert.ok(count >= COUNT / 10, `${level}: ${count} objects`);
    const kinds = new Set(objects.map(({ kind }) => kind));
    assert.deepEqual([...kinds].sort(), [...GENERATED_KINDS].sort());
  });

  it('are judged by our packs as the referee judges them, level by level and policy by policy', () => {
    const wrong: string[] = [];
    let compared = 0;
    objects.forEach((object, place) => {
      const { levels, checks } = judgements[place] as Judgement;
      for (const level of LEVELS) {
        const { verdict, findings, errors } = decide(gitChange({ object }), bundles[level], CONTEXT);
        const blamed = new Set(findings.map(({ policy }) => policy));
        const disagreed = Object.entries(POLICIES[level]).filter(([policy, check]) => {
          compared += 1;
          return blamed.has(policy) === checks[check]?.allowed;
        });
        if (errors.length > 0 || disagreed.length > 0 || (verdict === 'allow') !== levels[level].allowed)
          wrong.push(`${level}: ${verdict}, not agreed on ${disagreed}: ${JSON.stringify({ errors, object })}`);
      }
    });
    console.log(
      `${objects.length} objects at ${LEVELS.length} levels, ${compared} verdicts of single policies compared`,
    );
    assert.deepEqual(wrong.slice(0, 5), [], `${wrong.length} judged otherwise`);
  });

  it('are noticed to be judged otherwise when one control is forgotten', () => {
    for (const [policy, check] of Object.entries(POLICIES.baseline)) {
      const without = {
        ...bundles.baseline,
        bound: bundles.baseline.bound.filter((one) => one.policy.name !== policy),
      };
      const place = judgements.findIndex(({ checks }) => {
        const refusing = Object.keys(checks).filter((id) => checks[id]?.level === 'baseline' && !checks[id]?.allowed);
        return refusing.length === 1 && refusing[0] === check;
      });
      const object = objects[place];
      assert.ok(object, `no object is refused by ${check} alone`);
      assert.equal(decide(gitChange({ object }), bundles.baseline, CONTEXT).verdict, 'deny');
      assert.equal(decide(gitChange({ object }), without, CONTEXT).verdict, 'allow', policy);
    }
  });

  it('are judged by the packs and by the referee as the API server itself judges them', async () => {
    const plane: ControlPlane = await startControlPlane(binaries as Binaries);
    const recorder = await startRecorder();
    try {
      await plane.createNamespace('open');
      for (const level of LEVELS)
        await plane.createNamespace(level, {
          'pod-security.kubernetes.io/enforce': level,
          'pod-security.kubernetes.io/enforce-version': 'v1.35',
        });
      await registerWebhook(plane, 'record.sallyport.dev', recorder);
      const probe = { metadata: { name: 'probe' } };
      await untilCalled(
        () => plane.send('POST', '/api/v1/namespaces/open/configmaps?dryRun=All', probe),
        () => recorder.take().length > 0,
      );
      let valid = 0;
      const wrong: string[] = [];
      const places = objects.flatMap(({ kind, spec }, place) =>
        kind === 'Pod' && !('ephemeralContainers' in (spec as JsonObject)) ? [place] : [],
      );
      for (const place of places.slice(0, SENT)) {
        const send = (namespace: string) =>
          plane.send('POST', `/api/v1/namespaces/${namespace}/pods?dryRun=All`, objects[place]);
        recorder.take();
        const { status: opened } = await send('open');
        if (opened === 422) continue; // refused by the API's validation: nobody judges it
        valid += 1;
        const intake = intakeReview(recorder.take()[0]?.review);
        assert.ok(intake.ok, JSON.stringify(intake));
        for (const level of LEVELS) {
          const { status, body } = await send(level);
          const message = String(body['message']);
          const allowed = status === 201;
          assert.ok(allowed || message.includes(`violates PodSecurity "${level}:v1.35"`), message);
          const referee = judgements[place]?.levels[level].allowed;
          const { verdict } = decide(intake.change, bundles[level], CONTEXT);
          if (referee !== allowed || (verdict === 'allow') !== allowed)
            wrong.push(`${level}: server ${status} ${message}, referee ${referee}, packs ${verdict}`);
        }
      }
      console.log(`the API server judged ${valid} of the generated Pods`);
      assert.deepEqual(wrong.slice(0, 5), [], `${wrong.length} judged otherwise`);
      assert.ok(valid >= LEAST_VALID, `only ${valid} Pods were valid`);
    } finally {
      await recorder.stop();
      await plane.stop();
    }
  });
});
