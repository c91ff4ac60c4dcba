import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { shapeOf } from '../../src/cel/shape.ts';

describe('schemas as CEL sees them', () => {
  it('type values by type and format', () => {
    const kinds = [
      [{ type: 'integer' }, 'int'],
      [{ type: 'number' }, 'double'],
      [{ type: 'string', format: 'byte' }, 'bytes'],
      [{ type: 'string', format: 'date-time' }, 'timestamp'],
      [{ type: 'string', format: 'date' }, 'timestamp'],
      [{ type: 'string', format: 'duration' }, 'duration'],
      [{ type: 'string', format: 'uuid' }, 'string'],
      [{ 'x-kubernetes-int-or-string': true }, 'dyn'],
      [{ type: 'array', items: { type: 'string' } }, 'list'],
      [{ type: 'object', additionalProperties: { type: 'string' } }, 'map'],
      [{ type: 'object' }, 'struct'],
    ] as const;
    for (const [schema, kind] of kinds) assert.equal(shapeOf(schema).type?.kind, kind, JSON.stringify(schema));
  });
  it('hide what has no type, and lists and maps of it', () => {
    const hidden = { 'x-kubernetes-preserve-unknown-fields': true };
    assert.equal(shapeOf(hidden).type, undefined);
    assert.equal(shapeOf({ type: 'array', items: hidden }).type, undefined);
    assert.equal(shapeOf({ type: 'array' }).type, undefined);
    const { fields, properties } = shapeOf({ type: 'object', properties: { a: hidden, 'x y': { type: 'string' } } });
    assert.equal(fields?.size, 0);
    assert.equal(properties?.size, 2);
  });
  it('add to a resource what every resource has', () => {
    const names = (root: boolean) => [
      ...(shapeOf({ type: 'object', properties: { spec: { type: 'object' } } }, root).fields?.keys() ?? []),
    ];
    assert.deepEqual(names(false), ['spec']);
    assert.deepEqual(names(true), ['spec', 'apiVersion', 'kind', 'metadata']);
    const embedded = shapeOf({ type: 'object', 'x-kubernetes-embedded-resource': true });
    assert.deepEqual([...(embedded.fields?.get('metadata')?.fields?.keys() ?? [])], ['name', 'generateName']);
  });
  it('end where schemas nest too deep', () => {
    let schema: object = { type: 'string' };
    for (let depth = 0; depth < 10_000; depth++) schema = { type: 'array', items: schema };
    assert.equal(shapeOf(schema).type, undefined);
  });
});
