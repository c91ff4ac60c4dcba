import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { entryKey, isList, isMap, kindOf, listOf, NONE, some, TYPE_NAMES, typeNameOf } from '../../src/cel/value.ts';

describe('values of CEL', () => {
  it('have kinds and types', () => {
    const values = [null, true, 1n, 1, 'a', new Uint8Array(), NONE, listOf([]), { kind: 'uint', value: 1n } as const];
    assert.deepEqual(values.map(kindOf), [
      'null',
      'bool',
      'int',
      'double',
      'string',
      'bytes',
      'optional',
      'list',
      'uint',
    ]);
    assert.equal(typeNameOf(null), 'null_type');
    assert.equal(TYPE_NAMES.members, 'map');
    assert.ok(isList(listOf([])) && !isMap(listOf([])) && isMap({ kind: 'entries', entries: new Map() }));
    assert.equal(some(1n).value, 1n);
  });
  it('are keys of maps where they are texts, truth values or whole numbers', () => {
    assert.equal(entryKey('1'), 's1');
    assert.equal(entryKey(1n), entryKey(1));
    assert.equal(entryKey({ kind: 'uint', value: 1n }), entryKey(1n));
    assert.notEqual(entryKey(true), entryKey('true'));
    assert.equal(entryKey(1.5), undefined);
    assert.equal(entryKey(null), undefined);
  });
});
