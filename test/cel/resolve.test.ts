import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { generic, TYPES } from '../../src/cel/cel-type.ts';
import { overloadsOf } from '../../src/cel/library.ts';
import { Mistake } from '../../src/cel/mistake.ts';
import { Inference } from '../../src/cel/resolve.ts';

describe('overloads by types', () => {
  it('give the type of a call', () => {
    const inference = new Inference();
    const list = generic('list', TYPES.string);
    const { type, overloads } = inference.resolve(0, '+', overloadsOf('+')!, [list, list], false);
    assert.deepEqual([type.kind, overloads.length], ['list', 1]);
    assert.equal(inference.text(type), 'list(string)');
    assert.equal(inference.known(inference.fresh(), true).kind, 'dyn');
  });
  it('are several where an argument may be anything, and then give dyn', () => {
    const { type, overloads } = new Inference().resolve(0, '+', overloadsOf('+')!, [TYPES.dyn, TYPES.dyn], false);
    assert.equal(type.kind, 'dyn');
    assert.ok(overloads.length > 5);
  });
  it('are refused where none fits', () => {
    assert.throws(
      () => new Inference().resolve(3, 'charAt', overloadsOf('charAt')!, [TYPES.int, TYPES.int], true),
      (error) => error instanceof Mistake && error.message === 'there is no `(int).charAt(int)`' && error.offset === 3,
    );
    assert.ok(!new Inference().assignAll([TYPES.int], [TYPES.string]));
    assert.ok(new Inference().assign(TYPES.dyn, TYPES.string));
  });
});
