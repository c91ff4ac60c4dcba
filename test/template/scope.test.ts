import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromText, hasTypeOf, makeScope, resolveName, typeOf } from '../../src/template/scope.ts';

const root = makeScope('', {
  type: 'object',
  required: ['list'],
  properties: {
    name: { type: 'string' },
    count: { type: 'integer' },
    flag: { type: 'boolean' },
    deep: { type: 'object', properties: { x: {} } },
    list: { type: 'array' },
  },
});
const item = makeScope('v', { type: 'object', required: ['k'], properties: { k: { type: 'string' } } }, root);
const slot = (name: string, from = root) => {
  const resolved = resolveName(name, from);
  return resolved.ok ? resolved.ref : resolved.message;
};

describe('names', () => {
  it('lead to one slot each, in their own scope', () => {
    const first = slot('name');
    assert.ok(typeof first === 'object' && first.up === 0);
    const again = slot('name', item);
    assert.ok(typeof again === 'object' && again.up === 1 && again.slot === first.slot);
    const inner = slot('v.k', item);
    assert.ok(typeof inner === 'object' && inner.up === 0 && inner.slot.required);
    assert.deepEqual(typeof inner === 'object' && inner.slot.path, ['k']);
  });

  it('that are none come with what was meant', () => {
    assert.match(String(slot('nam')), /did you mean `name`/);
    assert.match(String(slot('deep.z')), /is not declared in `deep`/);
    assert.match(String(slot('v.k')), /is not declared/);
    assert.match(String(slot('constructor')), /is not declared/);
  });

  it('have types', () => {
    const count = slot('count');
    assert.ok(typeof count === 'object');
    assert.equal(hasTypeOf(count.slot, 1), true);
    assert.equal(hasTypeOf(count.slot, '1'), false);
    assert.deepEqual(
      [fromText(count.slot, '80'), fromText(count.slot, '080'), fromText(count.slot, '')],
      [80, '080', ''],
    );
    assert.deepEqual([null, [], {}, 1, 1.5, 'a', true].map(typeOf), [
      'null',
      'array',
      'object',
      'integer',
      'number',
      'string',
      'boolean',
    ]);
  });
});
