// Validators meet objects that no schema has looked at: whatever stands in them, they answer with errors, quickly, and never throw.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { completionData } from '../../src/bundle/api-data.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/kube/object.ts';
import { validate } from '../../src/validation/validate.ts';

const KINDS: readonly string[] = [
  'apps/v1 ControllerRevision',
  'apps/v1 DaemonSet',
  'apps/v1 Deployment',
  'apps/v1 ReplicaSet',
  'apps/v1 StatefulSet',
  'autoscaling/v1 HorizontalPodAutoscaler',
  'autoscaling/v2 HorizontalPodAutoscaler',
  'batch/v1 CronJob',
  'batch/v1 Job',
  'policy/v1 PodDisruptionBudget',
  'storage.k8s.io/v1 CSIDriver',
  'storage.k8s.io/v1 CSINode',
  'storage.k8s.io/v1 CSIStorageCapacity',
  'storage.k8s.io/v1 StorageClass',
  'storage.k8s.io/v1 VolumeAttachment',
  'storage.k8s.io/v1 VolumeAttributesClass',
  'v1 LimitRange',
  'v1 PersistentVolume',
  'v1 PersistentVolumeClaim',
  'v1 ReplicationController',
  'v1 ResourceQuota',
];

const { types } = completionData().types;
/** Names of all fields of all types, so that random objects have members that are looked at. */
const fields = [...new Set(Object.values(types).flatMap((type) => Object.keys(type))), '__proto__', 'constructor'];

const { value } = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium' },
    fc.constantFrom<Json>(null, true, 0, -1, 5, '', 'text', '50%', '1Gi', 'a/b', 'RollingUpdate', 'Indexed', [], {}),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...fields), tie('value'), { maxKeys: 8 }),
  ),
}));

function objectOf(kind: string, members: Json): JsonObject {
  const [apiVersion = '', name = ''] = kind.split(' ');
  const rest = isJsonObject(members) ? members : { spec: members };
  return { ...rest, apiVersion, kind: name };
}

describe('validate() of hostile objects', () => {
  it('answers with pointers and sentences whatever the members are', () => {
    let seen = 0;
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), value, value, fc.boolean(), (kind, members, before, isUpdate) => {
        const old = isUpdate ? objectOf(kind, before) : undefined;
        for (const error of validate({ object: objectOf(kind, members), old, minor: 35 })) {
          assert.match(error.pointer, /^(\/|$)/);
          assert.ok(error.message.length < 1000);
          seen += 1;
        }
      }),
      { numRuns: 2000 },
    );
    assert.ok(seen > 2000);
  });

  it('stays linear on long lists', () => {
    const many = (item: (index: number) => Json) => Array.from({ length: 50_000 }, (_, index) => item(index));
    const objects: readonly JsonObject[] = [
      objectOf('storage.k8s.io/v1 StorageClass', {
        allowedTopologies: many((n) => ({ matchLabelExpressions: [{ key: 'a', values: [`v${n}`] }] })),
      }),
      objectOf('storage.k8s.io/v1 StorageClass', {
        allowedTopologies: [{ matchLabelExpressions: [{ key: 'a', values: many((n) => `v${n}`) }] }],
      }),
      objectOf('v1 ResourceQuota', { spec: { scopes: many((n) => `s${n}`) } }),
      objectOf('apps/v1 StatefulSet', {
        spec: {
          volumeClaimTemplates: many((n) => ({ metadata: { name: `c${n}` } })),
          template: { spec: { volumes: many((n) => ({ name: `v${n}` })) } },
        },
      }),
      objectOf('v1 PersistentVolumeClaim', { metadata: { ownerReferences: many((n) => ({ name: `o${n}` })) } }),
      objectOf('batch/v1 CronJob', { spec: { schedule: `@every ${'1'.repeat(1_000_000)}` } }),
    ];
    for (const object of objects) assert.ok(validate({ object, old: object, minor: 35 }).length > 0);
  });
});
