import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../../src/kube/object.ts';
import { knownKinds, minorOf } from '../../src/openapi/kinds.ts';
import { createRegistry } from '../../src/openapi/registry.ts';
import { apiSchemas } from '../builders/api-schemas.ts';

const definition = (schema: JsonObject, group = 'example.com', kind = 'Widget'): JsonObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `widgets.${group}` },
  spec: {
    group,
    scope: 'Namespaced',
    names: { kind, plural: 'widgets' },
    versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
  },
});
const OPEN = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
const registry = createRegistry(apiSchemas());

describe('knownKinds()', () => {
  const kinds = knownKinds(registry, apiSchemas(), [definition(OPEN), definition(OPEN, 'apps', 'Deployment')]);

  it('joins built-in and custom kinds, and lets no definition change a built-in one', () => {
    assert.equal(kinds.checkOf('example.com/v1', 'Widget')?.({ x: 1 }).length, 0);
    assert.equal(kinds.kindOf('example.com/v1', 'Widget')?.resource, 'widgets');
    assert.equal(kinds.kindOf('apps/v1', 'Deployment')?.resource, 'deployments');
    assert.equal(kinds.checkOf('apps/v1', 'Deployment')?.({ superfluous: 1 })[0]?.type, 'unknown-field');
    assert.deepEqual([kinds.checkOf('a/v1', 'B'), kinds.kindOf('a/v1', 'B')], [undefined, undefined]);
  });

  it('checks definitions with their schemas, each place once', () => {
    const check = kinds.checkOf('apiextensions.k8s.io/v1', 'CustomResourceDefinition');
    assert.deepEqual(check?.(definition(OPEN)), []);
    const broken = definition({ type: 'object', properties: { a: {}, b: { type: 5 } } });
    assert.deepEqual(
      check?.(broken).map(({ type, pointer }) => `${type} ${pointer.split('/').slice(6).join('/')}`),
      ['type-invalid properties/b/type', 'required properties/a/type'],
    );
  });

  it('completes custom resources', () => {
    const completed = kinds.completeCustom({
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      x: 1,
      metadata: { labels: {} },
    });
    assert.deepEqual(completed, { apiVersion: 'example.com/v1', kind: 'Widget', x: 1, metadata: {} });
  });

  it('reads the minor release', () => assert.equal(minorOf(apiSchemas()), 35));
});
