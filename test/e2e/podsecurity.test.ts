// The Pod Security Standards: our packs against Kubernetes' own pod-security admission, object by object.
import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { JsonObject } from '../../src/kube/object.ts';
import { type Binaries, ensureBinaries, SKIP_REASON } from './binaries.ts';
import { GENERATED_KINDS, generateObjects } from './pod-generator.ts';
import { askReferee, type Judgement } from './referee.ts';

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
});
