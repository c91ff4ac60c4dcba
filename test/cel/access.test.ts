import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { index, keyText, lookUp, optionalIndex, repacked, size, untyped } from '../../src/cel/access.ts';
import { Fault, steps } from '../../src/cel/fault.ts';
import { parseIp } from '../../src/cel/ip.ts';
import { listOf, NONE, some } from '../../src/cel/value.ts';

const isFault = (error: unknown) => error instanceof Fault;

describe('reading out of values', () => {
  const list = listOf(['a']);
  it('goes by whole numbers in a list', () => {
    steps.left = 100;
    assert.equal(index(list, 0n), 'a');
    assert.equal(index(list, 0), 'a');
    assert.equal(lookUp(list, 1n), undefined);
    assert.equal(lookUp(list, -1n), undefined);
    assert.deepEqual(optionalIndex(list, 0n), some('a'));
    assert.equal(optionalIndex(list, 2n ** 62n), NONE);
    assert.throws(() => index(list, 5n), isFault);
    assert.throws(() => lookUp(list, 'a'), isFault);
    assert.throws(() => lookUp('a', 0n), isFault);
  });
  it('counts code points', () => {
    steps.left = 100;
    assert.equal(size('a😀'), 2n);
    assert.equal(size('\ud83d'), 1n);
    assert.equal(size(Uint8Array.of(1, 2)), 2n);
    assert.throws(() => size(1n), isFault);
  });
  it('leaves of an optional what is JSON', () => {
    assert.equal(untyped({ kind: 'type', name: 'int' }), 'int');
    assert.equal(untyped(NONE), null);
    assert.throws(() => untyped(parseIp('::1')!), isFault);
    assert.equal(repacked(1n), 1n);
    assert.deepEqual(repacked(some(some(1n))), some(1n));
    assert.equal(keyText({ kind: 'uint', value: 1n }), '1u');
  });
});
