import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { oldItems } from '../../src/openapi/correlate.ts';

describe('oldItems()', () => {
  const schema = { 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['port', 'protocol'] } as const;
  const old = [
    { port: 1, protocol: 'TCP', a: 1 },
    { port: 1, protocol: 'UDP', a: 2 },
    { port: 1, protocol: 'TCP', a: 3 },
    'odd',
  ];

  it('finds the item with the same keys, of several the first', () => {
    const find = oldItems(schema, old);
    assert.deepEqual(find?.({ port: 1, protocol: 'TCP', b: 1 }), old[0]);
    assert.deepEqual(find?.({ protocol: 'UDP', port: 1 }), old[1]);
    assert.deepEqual([find?.({ port: 1 }), find?.('odd')], [undefined, undefined]);
  });

  it('tells nothing of other lists', () => {
    assert.equal(oldItems({ 'x-kubernetes-list-type': 'set' }, old), undefined);
    assert.equal(oldItems(schema, { port: 1 }), undefined);
  });
});
