import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { escapeName, isReserved, unescapeName } from '../../src/cel/identifier.ts';

describe('names of properties as identifiers', () => {
  const pairs = [
    ['a', 'a'],
    ['namespace', '__namespace__'],
    ['a.b', 'a__dot__b'],
    ['a-b', 'a__dash__b'],
    ['a/b', 'a__slash__b'],
    ['a__b', 'a__underscores__b'],
    ['_a_', '_a_'],
  ] as const;
  it('are escaped and read back', () => {
    for (const [name, identifier] of pairs) {
      assert.equal(escapeName(name), identifier);
      assert.equal(unescapeName(identifier), name);
    }
  });
  it('cannot hold anything else', () => {
    for (const name of ['', '1a', 'a b', 'é', 'a$']) assert.equal(escapeName(name), undefined, name);
    for (const identifier of ['__nope__', 'a__in__', '__constructor__'])
      assert.equal(unescapeName(identifier), undefined);
  });
  it('know the words of CEL', () => {
    assert.ok(isReserved('namespace') && isReserved('in') && !isReserved('name'));
  });
});
