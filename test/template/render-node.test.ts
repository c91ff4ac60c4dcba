import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { textOf, zeroOf } from '../../src/template/render-node.ts';
import { makeScope, resolveName } from '../../src/template/scope.ts';

describe('rendered values', () => {
  it('zeroOf() is what a type is empty as', () => {
    const zero = (type?: string) => {
      const resolved = resolveName('a', makeScope('', { properties: { a: type === undefined ? {} : { type } } }));
      return resolved.ok ? zeroOf(resolved.ref) : assert.fail();
    };
    assert.deepEqual(['string', 'integer', 'boolean', 'array', 'object'].map(zero), ['', 0, false, [], {}]);
    assert.equal(zero(), undefined);
  });

  it('textOf() is a value within a text', () => {
    assert.deepEqual([textOf(1), textOf(true), textOf('a'), textOf([1])], ['1', 'true', 'a', '[1]']);
  });
});
