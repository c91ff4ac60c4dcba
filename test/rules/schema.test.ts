import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decide } from '../../src/engine/decide.ts';
import { schemaRule } from '../../src/rules/schema.ts';
import { binding, bundleOf, CONTEXT, change, policy } from '../builders/bundle.ts';

async function pointers(schema: object, value: object): Promise<readonly string[]> {
  const bundle = await bundleOf(
    policy('p', `    - {id: a, at: data, schema: ${JSON.stringify(schema)}, message: bad}`) + binding('p'),
  );
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c', namespace: 'n' }, data: value };
  const { findings, errors } = decide(change({ object: object as never }), bundle, CONTEXT);
  assert.deepEqual(errors, []);
  return findings.map(({ pointer }) => pointer);
}

describe('schema rule', () => {
  it('points at the failing value, the missing and the superfluous property', async () => {
    assert.deepEqual(await pointers({ properties: { a: { const: 1 }, b: { type: 'string' } } }, { a: 2, b: 3 }), [
      '/data/a',
      '/data/b',
    ]);
    assert.deepEqual(await pointers({ required: ['x', 'y/z'] }, {}), ['/data/x', '/data/y~1z']);
    assert.deepEqual(await pointers({ properties: { a: {} }, additionalProperties: false }, { a: 1, b: 2 }), [
      '/data/b',
    ]);
    assert.deepEqual(await pointers({ properties: { a: {} }, unevaluatedProperties: false }, { b: 2 }), ['/data/b']);
  });

  it('folds what fails below anyOf and its like into one finding at its place', async () => {
    const either = { properties: { a: { anyOf: [{ const: 1 }, { type: 'object', required: ['deep'] }] } } };
    assert.deepEqual(await pointers(either, { a: {} }), ['/data/a']);
    assert.deepEqual(await pointers({ properties: { a: { not: { const: 1 } } } }, { a: 1 }), ['/data/a']);
    assert.deepEqual(
      await pointers({ if: { required: ['a'] }, then: { properties: { b: { const: 1 } } } }, { a: 1, b: 2 }),
      ['/data'],
    );
    assert.deepEqual(await pointers({ properties: { a: { contains: { const: 1 } } } }, { a: [2, 3] }), ['/data/a']);
    assert.deepEqual(await pointers({ propertyNames: { pattern: '^a' } }, { b: 1, c: 2 }), ['/data']);
    assert.deepEqual(
      await pointers({ $defs: { d: { required: ['z'] } }, oneOf: [{ $ref: '#/$defs/d' }, { $ref: '#/$defs/d' }] }, {}),
      ['/data'],
    );
  });

  it('does not take a property named anyOf for the keyword', async () => {
    assert.deepEqual(
      await pointers({ properties: { anyOf: { properties: { not: { const: 1 } } } } }, { anyOf: { not: 2 } }),
      ['/data/anyOf/not'],
    );
  });

  it('reports a place once, however many keywords fail there', async () => {
    assert.deepEqual(await pointers({ properties: { a: { minLength: 5, pattern: '^z' } } }, { a: 'x' }), ['/data/a']);
  });

  it('does not compile a faulty schema', () => {
    const result = schemaRule.compile({ id: 'a', message: '', schema: { propertis: {} } }, '/spec/rules/0', () => ({
      ok: false,
      problems: [],
    }));
    assert.deepEqual(result.ok ? [] : result.problems.map(({ pointer }) => pointer), ['/spec/rules/0/schema']);
  });
});
