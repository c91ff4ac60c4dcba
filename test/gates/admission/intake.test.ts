import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Change } from '../../../src/change/change.ts';
import { intakeReview } from '../../../src/gates/admission/intake.ts';
import type { JsonObject } from '../../../src/kube/object.ts';
import { buildReview, recordedReview, recordedReviews } from '../../builders/review.ts';

const POD = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' }, spec: { containers: [] } };

function changeOf(review: unknown): Change {
  const intake = intakeReview(review);
  assert.ok(intake.ok, intake.ok ? '' : intake.message);
  return intake.change;
}

function messageOf(review: unknown): string {
  const intake = intakeReview(review);
  assert.ok(!intake.ok);
  return intake.message;
}

/** What each recorded review must be read as: operation, kind, subresource, name, which objects. */
const RECORDED: Readonly<Record<string, string>> = {
  'autoscaler-equivalent-create': 'CREATE autoscaling/v2 HorizontalPodAutoscaler - shop/web2 new dry',
  'configmap-deletecollection': 'DELETE /v1 ConfigMap - shop/a old',
  'custom-resource-create': 'CREATE shop.test/v1 Thing - shop/t new',
  'deployment-create': 'CREATE apps/v1 Deployment - shop/web new',
  'deployment-scale-update': 'UPDATE autoscaling/v1 Scale scale shop/web new old',
  'pod-create': 'CREATE /v1 Pod - shop/web-0 new',
  'pod-delete': 'DELETE /v1 Pod - shop/web-0 old',
  'pod-ephemeralcontainers-update': 'UPDATE /v1 Pod ephemeralcontainers shop/web-0 new old',
  'pod-eviction-create': 'CREATE policy/v1 Eviction eviction shop/web-0 new dry',
  'pod-exec-connect': 'CONNECT /v1 PodExecOptions exec shop/web-0 new',
  'pod-update': 'UPDATE /v1 Pod - shop/web-0 new old',
  'service-create': 'CREATE /v1 Service - shop/web new',
};

function outline({ operation, gvk, subresource, namespace, name, object, oldObject, dryRun }: Change): string {
  const kind = `${gvk.group}/${gvk.version} ${gvk.kind}`;
  const objects = [object && 'new', oldObject && 'old', dryRun && 'dry'].filter(Boolean).join(' ');
  return `${operation} ${kind} ${subresource ?? '-'} ${namespace}/${name} ${objects}`;
}

describe('intakeReview()', () => {
  it('reads every recorded review', () => {
    const names = recordedReviews();
    assert.ok(names.length >= 12, `saw ${names.length} recorded reviews`);
    assert.deepEqual(
      Object.fromEntries(names.map((name) => [name, outline(changeOf(recordedReview(name)))])),
      RECORDED,
    );
  });

  it('leaves out what the server allots, but for a subresource', () => {
    const allotted = { ...POD, metadata: { ...POD.metadata, uid: 'u', generation: 3 }, status: { phase: 'Pending' } };
    assert.deepEqual(changeOf(buildReview(allotted)).object, POD);
    const status = buildReview(allotted, { operation: 'UPDATE', subResource: 'status', oldObject: POD });
    assert.deepEqual(changeOf(status).object, allotted);
  });

  it('keeps uid and actor of a recorded review', () => {
    const intake = intakeReview(recordedReview('pod-create'));
    assert.ok(intake.ok);
    assert.equal(intake.uid, 'a00f44d3-479e-4973-9506-21474987d516');
    assert.deepEqual(intake.change.actor, {
      name: 'admin',
      groups: ['system:masters', 'system:authenticated'],
      proof: 'apiserver',
    });
    assert.deepEqual(intake.change.origin, { gate: 'admission', comparable: true });
  });

  it('takes the kind from the object, not from the request', () => {
    const review = buildReview(POD, { kind: { group: 'x', version: 'v9', kind: 'Other' } });
    assert.equal(changeOf(review).gvk.kind, 'Pod');
  });

  it('gives an object by generateName no name, even where the server has drawn one', () => {
    const change = (generateName: string, name: string) =>
      changeOf(buildReview({ ...POD, metadata: { generateName, name, namespace: 'shop' } }, { name }));
    assert.equal(change('web-', 'web-x7k2p').name, '');
    assert.deepEqual(change('web-', 'web-x7k2p').object?.['metadata'], { generateName: 'web-', namespace: 'shop' });
    assert.equal(change('a'.repeat(70), `${'a'.repeat(58)}x7k2p`).name, '');
    const metadata = { generateName: 'web-', namespace: 'shop' };
    assert.equal(changeOf(buildReview({ ...POD, metadata }, { name: undefined })).name, '');
  });

  it('keeps a name that the client gave beside generateName', () => {
    const metadata = { generateName: 'web-', name: 'web-first', namespace: 'shop' };
    const { name, object } = changeOf(buildReview({ ...POD, metadata }));
    assert.equal(name, 'web-first');
    assert.deepEqual(object?.['metadata'], metadata);
  });

  it('puts a Namespace into itself and a cluster-scoped object nowhere', () => {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
    assert.equal(changeOf(buildReview(namespace)).namespace, 'shop');
    const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'r' } };
    assert.equal(changeOf(buildReview(role)).namespace, '');
  });

  it('refuses what is no AdmissionReview, without a uid', () => {
    for (const value of [null, 1, 'text', [], {}, { kind: 'Pod' }, { kind: { deep: [] } }]) {
      const intake = intakeReview(value);
      assert.ok(!intake.ok && intake.uid === undefined);
      assert.match(intake.message, /^the body is no AdmissionReview/);
    }
    assert.match(messageOf({ kind: 'AdmissionReview', apiVersion: 'admission.k8s.io/v1' }), /no `request`/);
    assert.match(messageOf(buildReview(POD, { uid: '' })), /no `request.uid`/);
    assert.match(messageOf(buildReview(POD, { uid: 7 })), /no `request.uid`/);
  });

  it('refuses another version of AdmissionReview and says how to register', () => {
    const review = { ...buildReview(POD), apiVersion: 'admission.k8s.io/v1beta1' };
    assert.match(messageOf(review), /v1beta1.*admissionReviewVersions: \[v1\]/);
  });

  it('refuses a malformed request with its uid', () => {
    const cases: readonly [Record<string, unknown>, RegExp][] = [
      [{ operation: 'PATCH' }, /operation is `PATCH`: known are CREATE, UPDATE, DELETE, CONNECT/],
      [{ operation: undefined }, /operation is missing/],
      [{ operation: 'constructor' }, /operation is `constructor`/],
      [{ operation: '__proto__' }, /operation is `__proto__`/],
      [{ operation: 'AUDIT' }, /operation is `AUDIT`/],
      [{ object: null }, /the CREATE request has no `object`/],
      [{ object: undefined }, /the CREATE request has no `object`/],
      [{ object: [] }, /has no `apiVersion` and `kind`/],
      [{ object: { spec: {} } }, /has no `apiVersion` and `kind`/],
      [{ operation: 'UPDATE' }, /the UPDATE request has no `oldObject`/],
      [{ operation: 'DELETE' }, /the DELETE request has no `oldObject`/],
      [{ operation: 'CONNECT', object: null }, /the CONNECT request has no `object`/],
      [{ userInfo: undefined }, /no `userInfo.username`/],
      [{ userInfo: { username: '' } }, /no `userInfo.username`/],
    ];
    for (const [request, message] of cases) {
      const intake = intakeReview(buildReview(POD, request));
      assert.ok(!intake.ok, JSON.stringify(request));
      assert.equal(intake.uid, '00000000-0000-4000-8000-000000000001');
      assert.match(intake.message, message);
    }
  });

  it('refuses nesting beyond what a manifest may have, however deep', () => {
    const nested = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as JsonObject[string];
    assert.ok(intakeReview(buildReview({ ...POD, spec: { deep: nested(990) } })).ok);
    assert.match(messageOf(buildReview({ ...POD, spec: { deep: nested(100_000) } })), /nest deeper than 1000/);
  });

  it('keeps a member named __proto__ as data', () => {
    const object = JSON.parse('{"apiVersion":"v1","kind":"Pod","__proto__":{"kind":"Node"},"metadata":{"name":"a"}}');
    const change = changeOf(JSON.parse(JSON.stringify(buildReview(object))));
    assert.equal(change.gvk.kind, 'Pod');
    assert.ok(Object.hasOwn(change.object ?? {}, '__proto__'));
  });

  it('never throws, and never reads garbage as a change', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('operation', 'object', 'userInfo', 'uid', 'name'), fc.jsonValue()),
        (request) => {
          const intake = intakeReview(buildReview(POD, request));
          if (intake.ok) assert.ok(intake.change.object ?? intake.change.oldObject);
          else assert.match(intake.message, /^[a-z]/);
        },
      ),
    );
  });
});
