import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Member, Pattern, Presence } from '../../../src/template/infer/pattern.ts';
import { isVoidable, withAbsent } from '../../../src/template/infer/voidable.ts';

const LITERAL: Pattern = { type: 'literal', value: 1 };
const member = (pattern: Pattern, presence?: Presence): Member => ({
  key: 'a',
  path: ['a'],
  pattern,
  ...(presence && { presence }),
});
const map = (...members: readonly Member[]): Pattern => ({ type: 'map', members });
const list = (...items: readonly Member[]): Pattern => ({ type: 'list', path: [], keys: ['name'], items });

describe('what is voidable', () => {
  it('has nothing that must be there, but something that may', () => {
    assert.ok(isVoidable(map(member(LITERAL, [true, false]))));
    assert.ok(isVoidable(map(member(map(member(LITERAL, [true, false]))))));
    assert.ok(isVoidable(list(member(LITERAL, [true, false]))));
    assert.ok(isVoidable({ type: 'map', members: [], open: ['a'] }));
    assert.ok(!isVoidable(map(member(LITERAL, [true, false]), member(LITERAL))));
    assert.ok(!isVoidable(map()));
    assert.ok(!isVoidable(list()));
    assert.ok(!isVoidable(LITERAL));
  });

  it('is empty where it is absent', () => {
    const inner = withAbsent(map(member(map(member(LITERAL, [true, undefined, undefined])))), [true, false, undefined]);
    assert.deepEqual(inner, map(member(map(member(LITERAL, [true, false, undefined])))));
  });
});
