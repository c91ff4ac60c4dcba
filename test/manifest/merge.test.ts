import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Unrounded } from '../../src/manifest/exact.ts';
import { type KeyKinds, mergeInto, noteKind } from '../../src/manifest/merge.ts';

type Members = Record<string, Unrounded>;

const merge = (map: Members, sources: readonly Members[], kinds: KeyKinds = new WeakMap()) => {
  const merged = new Set<string>();
  return { ...mergeInto(map, merged, sources, kinds), map, merged: [...merged] };
};

describe('mergeInto()', () => {
  it('replaces what stands before, and takes the first of several maps', () => {
    const sources: readonly Members[] = [
      { b: 3, c: 4 },
      { c: 5, d: 6 },
    ];
    assert.deepEqual(merge({ a: 1, b: 2 }, sources), {
      ...{ map: { a: 1, b: 3, c: 4, d: 6 }, merged: ['c', 'd'], replaced: 'b', unclear: undefined },
    });
    const none = { map: { a: 1 }, merged: [], replaced: undefined, unclear: undefined };
    assert.deepEqual(merge({ a: 1 }, [{ a: 1 }]), none);
    assert.deepEqual(merge({ a: 1 }, []), none);
  });

  it('names a name that two keys have', () => {
    const kinds: KeyKinds = new WeakMap();
    const map = { '8': 1, '9': 1 };
    const source = { '8': 1, '9': 2 };
    for (const one of [map, source]) noteKind(kinds, one, '9', 'whole');
    noteKind(kinds, source, '8', 'whole');
    assert.equal(merge(map, [source], kinds).unclear, '8');
    assert.equal(merge({}, [source, { '9': 1 }], kinds).unclear, '9');
    assert.equal(merge({}, [source, map], kinds).unclear, undefined);
  });

  it('keeps a member called __proto__', () => {
    const source = JSON.parse('{"__proto__": {"a": 1}}') as Members;
    const { map } = merge({}, [source]);
    assert.deepEqual([Object.keys(map), map['a']], [['__proto__'], undefined]);
  });
});

describe('noteKind()', () => {
  it('forgets a name that becomes a text', () => {
    const kinds: KeyKinds = new WeakMap();
    const map = {};
    noteKind(kinds, map, 'true', 'boolean');
    noteKind(kinds, map, '1', 'whole');
    noteKind(kinds, map, 'true', undefined);
    assert.deepEqual([...kinds.get(map)!], [['1', 'whole']]);
  });
});
