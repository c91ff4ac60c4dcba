import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileCel } from '../../src/cel/compile.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import { createCustomRegistry, customKindsOf, metadataCheck } from '../../src/openapi/custom.ts';
import { apiSchemas } from '../builders/api-schemas.ts';

const definition = (version: JsonObject = {}, spec: JsonObject = {}): JsonObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Widget', plural: 'widgets' },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: SCHEMA }, ...version }],
    ...spec,
  },
});
const SCHEMA: JsonObject = {
  type: 'object',
  required: ['spec'],
  properties: {
    spec: {
      type: 'object',
      'x-kubernetes-validations': [{ rule: 'self.size < 10', message: 'too big' }],
      properties: {
        size: { type: 'integer', default: 3 },
        names: { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } },
      },
    },
    status: { type: 'object' },
  },
};
const options = { schemas: apiSchemas(), compileRule: compileCel };
const widget = (rest: JsonObject): JsonObject => ({
  apiVersion: 'example.com/v1',
  kind: 'Widget',
  metadata: { name: 'a' },
  ...rest,
});

describe('customKindsOf()', () => {
  it('tells of served versions', () => {
    const [kind, ...others] = customKindsOf(definition());
    assert.deepEqual(
      [kind?.apiVersion, kind?.kind, kind?.namespaced, kind?.resource],
      ['example.com/v1', 'Widget', true, 'widgets'],
    );
    assert.equal(others.length, 0);
    assert.equal(customKindsOf(definition({}, { scope: 'Cluster' }))[0]?.namespaced, false);
    assert.deepEqual(customKindsOf(definition({ served: false })), []);
  });

  it('tells nothing of what is too broken', () => {
    const odds: readonly JsonObject[] = [
      { spec: null },
      { spec: [] },
      { kind: 'Pod' },
      { apiVersion: 'apiextensions.k8s.io/v1beta1' },
    ];
    for (const odd of odds) assert.deepEqual(customKindsOf({ ...definition(), ...odd }), []);
    const specs: readonly JsonObject[] = [{ names: null }, { versions: 'x' }, { versions: [null, {}] }, { group: '' }];
    for (const spec of specs) assert.deepEqual(customKindsOf(definition({}, spec)), []);
  });
});

describe('createCustomRegistry()', () => {
  const registry = createCustomRegistry([definition({ subresources: { status: {} } })], options);
  const found = (object: JsonObject, old?: JsonObject) =>
    registry
      .checkOf('example.com/v1', 'Widget')?.(object, old)
      .map(({ type, pointer }) => `${type} ${pointer}`);

  it('checks resources as they were read', () => {
    assert.deepEqual(found(widget({ spec: {} })), []);
    assert.deepEqual(found(widget({})), ['required /spec']);
    assert.deepEqual(found(widget({ spec: { sise: 1, size: 11, names: ['a', 'a'] }, metadata: { name: 'a', x: 1 } })), [
      'unknown-field /metadata/x',
      'unknown-field /spec/sise',
      'duplicate /spec/names/1',
      'custom-rule /spec',
    ]);
    // rules wait for what is wrong with types
    assert.deepEqual(found(widget({ spec: { size: '11' } })), ['type-invalid /spec/size']);
  });

  it('forgives old mistakes', () => {
    const old = widget({ spec: { size: 11, names: ['a', 'a'] } });
    assert.deepEqual(found({ ...old, metadata: { name: 'a', labels: { b: 'c' } } }, old), []);
  });

  it('completes resources, and only those', () => {
    assert.deepEqual(registry.complete(widget({ spec: { x: 1 }, status: {} })), widget({ spec: { size: 3 } }));
    const pod = { apiVersion: 'v1', kind: 'Pod' };
    assert.equal(registry.complete(pod), pod);
    assert.deepEqual([registry.checkOf('v1', 'Pod'), registry.kindOf('v1', 'Pod')], [undefined, undefined]);
    assert.equal(registry.kindOf('example.com/v1', 'Widget')?.namespaced, true);
  });

  it('lets the last definition count', () => {
    const open = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
    const both = createCustomRegistry([definition(), definition({ schema: { openAPIV3Schema: open } })], options);
    assert.deepEqual(both.checkOf('example.com/v1', 'Widget')?.(widget({ x: 1 })), []);
  });
});

describe('metadataCheck()', () => {
  it('knows the fields of all metadata', () => {
    const check = metadataCheck(apiSchemas());
    assert.equal(check({ name: 'a', ownerReferences: [{}] }), undefined);
    assert.equal(check({ name: 1, nam: 'a' })?.length, 2);
    assert.equal(metadataCheck({ version: '1.35', kinds: {}, definitions: {} })({ x: 1 }), undefined);
  });
});
