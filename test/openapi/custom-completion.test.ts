import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json, JsonObject } from '../../src/kube/object.ts';
import { completeCustom, prunedValue } from '../../src/openapi/custom-completion.ts';
import { readSchema } from '../../src/openapi/custom-schema.ts';

const resource = (spec: Json, rest: JsonObject = {}): JsonObject => ({
  apiVersion: 'a/v1',
  kind: 'Widget',
  spec,
  ...rest,
});

/** A schema of the spec, a spec and what the server makes of it. */
const CASES: readonly (readonly [string, JsonObject, Json, Json])[] = [
  ['unknown fields go', { properties: { a: {} } }, { a: 1, b: 2 }, { a: 1 }],
  [
    'nothing is known below a type without fields',
    { properties: { a: { type: 'object' } } },
    { a: { b: 1 } },
    { a: {} },
  ],
  [
    'preserved fields stay',
    { 'x-kubernetes-preserve-unknown-fields': true },
    { a: { b: [null] } },
    { a: { b: [null] } },
  ],
  [
    'preserving ends at a field with a name',
    { 'x-kubernetes-preserve-unknown-fields': true, properties: { a: { properties: { b: {} } } } },
    { a: { b: 1, c: 2 }, d: {} },
    { a: { b: 1 }, d: {} },
  ],
  ['null goes', { properties: { a: { type: 'string' } } }, { a: null }, {}],
  [
    'null stays where it may',
    { properties: { a: { type: 'string', nullable: true, default: 'x' } } },
    { a: null },
    { a: null },
  ],
  ['null is defaulted', { properties: { a: { type: 'string', default: 'x' } } }, { a: null }, { a: 'x' }],
  [
    'null in a list is defaulted, or stays',
    { properties: { a: { items: { default: 1 } }, b: { items: {} } } },
    { a: [null], b: [null] },
    { a: [1], b: [null] },
  ],
  ['null in a map is defaulted', { additionalProperties: { default: 'x' } }, { a: null }, { a: 'x' }],
  [
    'defaults are defaulted in turn',
    { properties: { a: { default: {}, properties: { b: { default: 2 } } } } },
    {},
    { a: { b: 2 } },
  ],
  ['nothing is defaulted in what is not there', { properties: { a: { properties: { b: { default: 2 } } } } }, {}, {}],
  [
    'zero values stay as written',
    { properties: { a: {}, b: {}, c: {} } },
    { a: '', b: [], c: 0 },
    { a: '', b: [], c: 0 },
  ],
];

describe('completeCustom()', () => {
  for (const [name, schema, spec, expected] of CASES)
    it(name, () => {
      const whole = readSchema({ type: 'object', properties: { spec: { type: 'object', ...schema } } });
      const given = resource(spec);
      const before = structuredClone(given);
      assert.deepEqual(completeCustom(given, whole, false), resource(expected));
      assert.deepEqual(given, before);
    });

  it('writes metadata as its type is written', () => {
    const metadata = {
      name: 'a',
      labels: {},
      annotations: { a: null },
      creationTimestamp: null,
      unknown: 1,
      finalizers: [],
    };
    const completed = completeCustom(resource({}, { metadata }), readSchema({ properties: { spec: {} } }), false);
    assert.deepEqual(completed['metadata'], { name: 'a', annotations: { a: '' } });
  });

  it('wipes a status that is a subresource', () => {
    const schema = readSchema({ properties: { spec: {}, status: { properties: { a: {} } } } });
    assert.equal(Object.hasOwn(completeCustom(resource({}, { status: { a: 1 } }), schema, true), 'status'), false);
    assert.deepEqual(completeCustom(resource({}, { status: { a: 1 } }), schema, false)['status'], { a: 1 });
  });

  it('keeps a member named __proto__ a member', () => {
    const spec = JSON.parse('{"__proto__": {"a": 1}}') as Json;
    const schema = readSchema({ properties: { spec: { 'x-kubernetes-preserve-unknown-fields': true } } });
    assert.equal(JSON.stringify(completeCustom(resource(spec), schema, false)['spec']), '{"__proto__":{"a":1}}');
  });
});

describe('prunedValue()', () => {
  it('leaves a value that its schema knows', () => {
    assert.deepEqual(prunedValue({ a: 1, b: 1 }, readSchema({ properties: { a: {} } })), { a: 1 });
    assert.equal(prunedValue('text', {}), 'text');
  });
});
