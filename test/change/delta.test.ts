import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { deltaOf } from '../../src/change/delta.ts';
import type { JsonObject } from '../../src/kube/object.ts';

const pod = (...containers: JsonObject[]): JsonObject => ({ spec: { containers } });

describe('deltaOf()', () => {
  it('names changed, added and removed leaves', () => {
    const before = { spec: { replicas: 1, paused: true, template: { a: { b: 1 } } } };
    const after = { spec: { replicas: 2, template: { a: { b: 1, c: [] } }, 'a/b': 'x' } };
    assert.deepEqual(deltaOf(before, after), [
      { pointer: '/spec/replicas', before: 1, after: 2 },
      { pointer: '/spec/template/a/c', after: [] },
      { pointer: '/spec/a~1b', after: 'x' },
      { pointer: '/spec/paused', before: true },
    ]);
  });

  it('pairs list items by their merge key, so that moving one is no change', () => {
    const a = { name: 'a', image: 'x:1' };
    const b = { name: 'b', image: 'y:1' };
    assert.deepEqual(deltaOf(pod(a, b), pod(b, a)), []);
    assert.deepEqual(deltaOf(pod(a, b), pod(b, { ...a, image: 'x:2' })), [
      { pointer: '/spec/containers/1/image', before: 'x:1', after: 'x:2' },
    ]);
  });

  it('puts the leaves of a removed item at `-`', () => {
    const a = { name: 'a', image: 'x:1' };
    assert.deepEqual(deltaOf(pod(a, { name: 'b' }), pod(a)), [{ pointer: '/spec/containers/-/name', before: 'b' }]);
    assert.deepEqual(deltaOf({ args: ['x', 'y'] }, { args: ['x'] }), [{ pointer: '/args/-', before: 'y' }]);
  });

  it('pairs by position where keys are missing or shared', () => {
    const twice = [
      { name: 'a', value: '1' },
      { name: 'a', value: '2' },
    ];
    assert.deepEqual(deltaOf({ env: twice }, { env: [twice[0] as JsonObject, { name: 'a', value: '3' }] }), [
      { pointer: '/env/1/value', before: '2', after: '3' },
    ]);
  });

  it('leaves out what the server keeps for itself', () => {
    const before = { metadata: { name: 'a', uid: '1', generation: 1, managedFields: [] }, status: { replicas: 1 } };
    const after = {
      metadata: { name: 'a', uid: '2', generation: 2, managedFields: [{}], resourceVersion: '7' },
      status: {},
    };
    assert.deepEqual(deltaOf(before, after), []);
  });

  it('is empty for equal objects and never for others', () => {
    const objects = fc.dictionary(fc.string(), fc.jsonValue()) as unknown as fc.Arbitrary<JsonObject>;
    fc.assert(fc.property(objects, (object) => deltaOf(object, structuredClone(object)).length === 0));
    fc.assert(
      fc.property(objects, objects, (a, b) => {
        const same = JSON.stringify(a) === JSON.stringify(b);
        const onlyOrder = deltaOf(a, b).length === 0;
        if (same) assert.ok(onlyOrder);
      }),
    );
  });

  it('compares with nothing on a create and a delete', () => {
    assert.deepEqual(deltaOf(undefined, { a: 1, b: {} }), [
      { pointer: '/a', after: 1 },
      { pointer: '/b', after: {} },
    ]);
    assert.deepEqual(deltaOf({ a: [1] }, undefined), [{ pointer: '/a/-', before: 1 }]);
  });
});
