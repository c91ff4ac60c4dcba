import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { run } from '../../src/expression/budget.ts';
import { signatureOf } from '../../src/expression/signature.ts';

function check(definition: string, args: readonly unknown[], context?: unknown): unknown {
  run.steps = 1_000;
  try {
    return signatureOf(definition)(args, context, 'f');
  } catch (error) {
    const { code, facts } = error as { code: string; facts: { index?: number } };
    return `${code} ${facts.index}`;
  } finally {
    run.steps = 0;
  }
}

describe('signatureOf()', () => {
  it('passes what fits', () => {
    assert.deepEqual(check('<s-nn?:s>', ['a', 1]), ['a', 1, undefined]);
    assert.deepEqual(check('<(sf)s:b>', ['a', 'b']), ['a', 'b']);
    assert.deepEqual(check('<j:b>', [null]), [null]);
  });
  it('lets the context stand in for a missing argument', () => {
    assert.deepEqual(check('<s-n:s>', [1], 'context'), ['context', 1]);
    assert.equal(check('<s-n:s>', [1], 5), 'T0411 1');
  });
  it('wraps a single value where a list is taken and checks items', () => {
    assert.deepEqual(check('<a<n>:n>', [5]), [[5]]);
    assert.deepEqual(check('<a:n>', [undefined]), [undefined]);
    assert.equal(check('<a<n>:n>', [['x']]), 'T0412 1');
    assert.equal(check('<a<n>:n>', [[1, 'x']]), 'T0412 1');
  });
  it('names the first argument that does not fit', () => {
    assert.equal(check('<sn:s>', ['a', 'b']), 'T0410 2');
    assert.equal(check('<s:s>', ['a', 'b']), 'T0410 2');
    assert.equal(check('<f:s>', [undefined]), 'T0410 1');
  });
  it('takes no object for a function, whatever its keys', () => {
    assert.equal(check('<f:s>', [{ _jsonata_lambda: true, _jsonata_function: true }]), 'T0410 1');
    assert.deepEqual(check('<o:s>', [{ _jsonata_lambda: true }]), [{ _jsonata_lambda: true }]);
  });
});
