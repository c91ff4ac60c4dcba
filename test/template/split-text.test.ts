import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeScope, resolveName } from '../../src/template/scope.ts';
import { splitText } from '../../src/template/split-text.ts';

const scope = makeScope('', { properties: { a: { type: 'string' }, b: { type: 'string' }, c: { type: 'string' } } });
const ref = (name: string, validate?: (value: unknown) => boolean) => {
  const resolved = resolveName(name, scope);
  assert.ok(resolved.ok);
  return { ...resolved.ref, slot: { ...resolved.ref.slot, validate } };
};

describe('splitText', () => {
  it('splits in the only way there is', () => {
    assert.deepEqual(splitText(['', '-', ''], [ref('a'), ref('b')], 'x-y').pieces, ['x', 'y']);
    assert.equal(splitText(['', '-', ''], [ref('a'), ref('b')], 'x-y-z').pieces, undefined);
    assert.equal(splitText(['', '-', ''], [ref('a'), ref('b')], 'xyz').none, true);
    assert.equal(splitText(['p-', '-', ''], [ref('a'), ref('b')], 'x-y').none, true);
  });

  it('goes by what the schemas take, where that tells', () => {
    const shop = ref('a', (value) => value === 'shop');
    assert.deepEqual(splitText(['', '-', ''], [shop, ref('b')], 'shop-a-b').pieces, ['shop', 'a-b']);
    assert.deepEqual(splitText(['', '-', ''], [shop, ref('b')], 'pay-a').pieces, ['pay', 'a']);
  });

  it('keeps one name one value', () => {
    const [a, b] = [ref('a'), ref('b')];
    const again = { ...a, slot: a.slot };
    assert.deepEqual(splitText(['', '-', '-', ''], [a, b, again], 'x-y-z-x').pieces, ['x', 'y-z', 'x']);
  });

  it('stops when there is no end of ways', () => {
    const split = splitText(['', '-', '-', ''], [ref('a'), ref('b'), ref('c')], '-'.repeat(100_000));
    assert.equal(split.pieces, undefined);
    assert.ok(split.steps < 2_000);
  });
});
