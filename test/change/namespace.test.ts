import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { namespaceLabels, namespaceOf, scopesOf } from '../../src/change/namespace.ts';
import type { JsonObject } from '../../src/kube/object.ts';

const NONE = new Map<string, boolean>();
const object = (apiVersion: string, kind: string, metadata: JsonObject = {}): JsonObject => ({
  apiVersion,
  kind,
  metadata,
});
const space = (name: string, labels: Record<string, string> = {}) => object('v1', 'Namespace', { name, labels });

describe('namespaceOf()', () => {
  it('takes the namespace from the object, else from the user, else says that it does not know', () => {
    assert.equal(namespaceOf(object('v1', 'Pod', { namespace: 'shop' }), 'other', NONE), 'shop');
    assert.equal(namespaceOf(object('v1', 'Pod'), 'other', NONE), 'other');
    assert.equal(namespaceOf(object('v1', 'Pod'), undefined, NONE), undefined);
  });

  it('is empty for a cluster-scoped kind, whatever is written, and for a Namespace its own name', () => {
    assert.equal(namespaceOf(object('v1', 'Node', { namespace: 'shop' }), 'other', NONE), '');
    assert.equal(namespaceOf(object('sallyport.dev/v1alpha1', 'Policy'), 'other', NONE), '');
    assert.equal(namespaceOf(space('shop'), 'other', NONE), 'shop');
  });

  it('knows custom kinds by their definition', () => {
    const definition = (scope: string, kind: string) => ({
      ...object('apiextensions.k8s.io/v1', 'CustomResourceDefinition'),
      spec: { group: 'example.com', scope, names: { kind } },
    });
    const scopes = scopesOf([
      definition('Cluster', 'Fleet'),
      definition('Namespaced', 'Ship'),
      definition('?', 'Odd'),
      space('x'),
    ]);
    assert.equal(namespaceOf(object('example.com/v1', 'Fleet'), 'other', scopes), '');
    assert.equal(namespaceOf(object('example.com/v1', 'Ship'), 'other', scopes), 'other');
    assert.equal(namespaceOf(object('example.com/v1', 'Ship'), undefined, scopes), undefined);
    assert.deepEqual([...scopes.keys()], ['example.com/Fleet', 'example.com/Ship']);
  });
});

describe('namespaceLabels()', () => {
  const named = (name: string, labels: Record<string, string> = {}) => ({
    ...labels,
    'kubernetes.io/metadata.name': name,
  });

  it('reads Namespace objects and adds the name as the API server does', () => {
    const labels = namespaceLabels([space('shop', { tier: 'a' }), object('v1', 'Pod', { name: 'pay' })], []);
    assert.deepEqual(labels('shop'), named('shop', { tier: 'a' }));
    assert.equal(labels('pay'), undefined);
  });

  it('knows nothing where two objects disagree, unless the user says', () => {
    const objects = [space('shop', { tier: 'a' }), space('shop', { tier: 'b' }), space('pay'), space('pay')];
    assert.equal(namespaceLabels([...objects, space('shop', { tier: 'b' })], [])('shop'), undefined);
    assert.deepEqual(namespaceLabels(objects, [])('pay'), named('pay'));
    assert.deepEqual(
      namespaceLabels(objects, [{ name: 'shop', labels: { tier: 'c' } }])('shop'),
      named('shop', { tier: 'c' }),
    );
    assert.deepEqual(namespaceLabels(objects, [{ name: 'pay' }])('pay'), named('pay'));
    assert.equal(namespaceLabels([], [{ name: 'pay' }])('pay'), undefined);
  });
});
