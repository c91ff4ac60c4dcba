import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json, JsonObject } from '../../src/kube/object.ts';
import { createRegistry } from '../../src/openapi/registry.ts';
import { apiSchemas } from '../builders/api-schemas.ts';

const registry = createRegistry(apiSchemas());

const deployment = (spec: Json, rest: JsonObject = {}): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec,
  ...rest,
});
const pod = (container: JsonObject): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', creationTimestamp: null },
  spec: { containers: [container] },
});
const errorsOf = (object: JsonObject) =>
  (registry.checkOf(String(object['apiVersion']), String(object['kind']))?.(object) ?? []).map(
    ({ type, pointer, message }) => `${type} ${pointer}: ${message}`,
  );

/** Objects and all that is wrong with them. */
const CASES: Readonly<Record<string, readonly [JsonObject, readonly string[]]>> = {
  'an unknown field with a suggestion': [
    deployment({ replica: 3, selector: {}, template: {} }),
    ['unknown-field /spec/replica: `replica` is no field of Deployment.spec, did you mean `replicas`'],
  ],
  'a field in another case': [
    pod({ name: 'a', securityContext: { Privileged: true } }),
    [
      'unknown-field /spec/containers/0/securityContext/Privileged: `Privileged` is no field of Pod.spec.containers[].securityContext, did you mean `privileged`',
    ],
  ],
  'an unknown field that is null': [
    pod({ name: 'a', superfluous: null }),
    ['unknown-field /spec/containers/0/superfluous: `superfluous` is no field of Pod.spec.containers[]'],
  ],
  'a text for a boolean': [
    pod({ name: 'a', securityContext: { privileged: 'yes' } }),
    [
      'type-invalid /spec/containers/0/securityContext/privileged: `privileged` takes true or false, not the text `yes`',
    ],
  ],
  'a number in a list of texts': [
    pod({ name: 'a', args: ['b', 3, null] }),
    ['type-invalid /spec/containers/0/args/1: `args[1]` takes a text, not `3`'],
  ],
  'missing fields': [
    deployment({}),
    [
      'required /spec/selector: `selector` is missing from Deployment.spec, which requires it',
      'required /spec/template: `template` is missing from Deployment.spec, which requires it',
    ],
  ],
  'a null among structs, which has no name': [
    { apiVersion: 'v1', kind: 'Pod', spec: { containers: [null] } },
    ['required /spec/containers/0/name: `name` is missing from Pod.spec.containers[], which requires it'],
  ],
  'a value that is not listed': [
    pod({ name: 'a', imagePullPolicy: 'Sometimes' }),
    [
      'not-supported /spec/containers/0/imagePullPolicy: `imagePullPolicy` is the text `Sometimes`, and takes `Always`, `IfNotPresent` or `Never`',
    ],
  ],
  'nothing where null and empty texts are as good as absent': [
    pod({ name: 'a', imagePullPolicy: '', args: null, ports: [], resources: { limits: { cpu: null } } }),
    [],
  ],
  'nothing below status': [deployment({ selector: {}, template: {} }, { status: { conditions: [{}] } }), []],
  'wrong types below status': [
    deployment({ selector: {}, template: {} }, { status: { replicas: '3' } }),
    ['type-invalid /status/replicas: `replicas` takes a whole number, not the text `3`'],
  ],
  'names that every object inherits': [
    pod({ name: 'a', constructor: {}, toString: 1 }),
    [
      'unknown-field /spec/containers/0/constructor: `constructor` is no field of Pod.spec.containers[]',
      'unknown-field /spec/containers/0/toString: `toString` is no field of Pod.spec.containers[]',
    ],
  ],
  'a spec that is a list': [deployment([]), ['type-invalid /spec: `spec` takes an object, not a list']],
  'schemas of custom kinds: unknown fields in them, but not where they are read leniently': [
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { kind: 'Widget', plural: 'widgets' },
        versions: [
          {
            name: 'v1',
            schema: {
              openAPIV3Schema: {
                type: 'object',
                tipe: 'object',
                additionalProperties: { tipe: 'object', type: 5 },
                properties: { a: { items: { tipe: 'x' }, default: { anything: 1 }, additionalProperties: 'yes' } },
              },
            },
          },
        ],
      },
    },
    [
      'unknown-field /spec/versions/0/schema/openAPIV3Schema/tipe: `tipe` is no field of CustomResourceDefinition.spec.versions[].schema.openAPIV3Schema, did you mean `type`',
      'type-invalid /spec/versions/0/schema/openAPIV3Schema/additionalProperties/type: `type` takes a text, not `5`',
      'type-invalid /spec/versions/0/schema/openAPIV3Schema/properties/a/additionalProperties: `additionalProperties` takes true, false or a schema, not the text `yes`',
    ],
  ],
};

describe('createRegistry()', () => {
  for (const [name, [object, errors]] of Object.entries(CASES))
    it(`finds ${name}`, () => assert.deepEqual(errorsOf(object), errors));

  it('knows kinds, and only those', () => {
    assert.deepEqual(
      [registry.kindOf('apps/v1', 'Deployment')?.resource, registry.kindOf('v1', 'Node')?.namespaced],
      ['deployments', false],
    );
    for (const [apiVersion, kind] of [
      ['apps/v1beta1', 'Deployment'],
      ['v1', 'pod'],
      ['', 'constructor'],
    ] as const)
      assert.deepEqual([registry.kindOf(apiVersion, kind), registry.checkOf(apiVersion, kind)], [undefined, undefined]);
  });

  it('compiles every kind', () => {
    const kinds = Object.keys(apiSchemas().kinds);
    assert.ok(kinds.length >= 60);
    for (const key of kinds) {
      const [apiVersion = '', kind = ''] = key.split(' ');
      assert.ok(Array.isArray(registry.checkOf(apiVersion, kind)?.({ apiVersion, kind })), key);
    }
  });

  it('follows schemas that hold themselves as deep as objects go', () => {
    let schema: JsonObject = { type: 'object' };
    for (let depth = 0; depth < 900; depth++) schema = { type: 'object', properties: { a: schema } };
    const versions = [{ name: 'v1', schema: { openAPIV3Schema: schema } }];
    const names = { kind: 'Widget', plural: 'widgets' };
    const spec = { group: 'example.com', scope: 'Namespaced', names, versions };
    assert.deepEqual(errorsOf({ apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', spec }), []);
  });
});
