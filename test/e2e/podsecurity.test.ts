// The Pod Security Standards: our packs against Kubernetes' own pod-security admission, object by object.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { JsonObject } from '../../src/kube/object.ts';
import { type Binaries, ensureBinaries, SKIP_REASON } from './binaries.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import { GENERATED_KINDS, generateObjects } from './pod-generator.ts';
import { askReferee, type Judgement, LEVELS } from './referee.ts';

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

const binaries = await ensureBinaries();

describe('the Pod Security Standards', { skip: binaries ? false : SKIP_REASON }, () => {
  let objects: readonly JsonObject[];
  let judgements: readonly Judgement[];
  before(async () => {
    objects = generateObjects(SEED, COUNT);
    judgements = await askReferee((binaries as Binaries).podSecurityReferee, objects);
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

  it('are judged by the referee as the API server itself judges them', async () => {
    const plane: ControlPlane = await startControlPlane(binaries as Binaries);
    try {
      for (const level of LEVELS)
        await plane.createNamespace(level, {
          'pod-security.kubernetes.io/enforce': level,
          'pod-security.kubernetes.io/enforce-version': 'v1.35',
        });
      let valid = 0;
      const wrong: string[] = [];
      const places = objects.flatMap(({ kind, spec }, place) =>
        kind === 'Pod' && !('ephemeralContainers' in (spec as JsonObject)) ? [place] : [],
      );
      for (const place of places.slice(0, SENT)) {
        for (const level of LEVELS) {
          const path = `/api/v1/namespaces/${level}/pods?dryRun=All`;
          const { status, body } = await plane.send('POST', path, objects[place]);
          if (status === 422) break; // refused by the API's validation: nobody judges it
          valid += level === 'baseline' ? 1 : 0;
          const said = judgements[place]?.levels[level];
          const forbidden = status === 403 && String(body['message']).includes(`violates PodSecurity "${level}:v1.35"`);
          if (said?.allowed ? status !== 201 : !forbidden)
            wrong.push(`${level}: ${status} ${body['message']}, referee ${JSON.stringify(said)}`);
        }
      }
      console.log(`the API server judged ${valid} of the generated Pods`);
      assert.deepEqual(wrong, []);
      assert.ok(valid >= LEAST_VALID, `only ${valid} Pods were valid`);
    } finally {
      await plane.stop();
    }
  });
});
