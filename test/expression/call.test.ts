import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { run } from '../../src/expression/budget.ts';
import { detached, invoke, invokeWith, isCallable, TailCall } from '../../src/expression/call.ts';
import { callable } from '../../src/expression/values.ts';

describe('calls of function values', () => {
  it('invoke() follows tail calls without growing the stack', () => {
    run.steps = 200_000;
    const count = callable(1, ([n]) => ((n as number) === 0 ? 'done' : new TailCall(count, [(n as number) - 1], 0)));
    assert.equal(invoke(count, [100_000], null), 'done');
    assert.throws(
      () =>
        invoke(
          callable(0, () => new TailCall({}, [], 3)),
          [],
          null,
        ),
      (error: { code: string }) => error.code === 'T1006',
    );
    run.steps = 0;
  });
  it('invokeWith() passes as many arguments as the function takes', () => {
    run.steps = 100;
    for (const arity of [0, 1, 2, 3]) {
      const target = callable(arity, (args) => args.length);
      assert.equal(invokeWith(target, 1, 2, 3), Math.max(arity, 1));
    }
    run.steps = 0;
  });
  it('detached() hides the context of the caller', () => {
    const target = callable(0, (_, context) => context);
    assert.equal(invoke(target, [], 'context'), 'context');
    assert.equal(invoke(detached(target) as typeof target, [], 'context'), null);
    assert.equal(detached(5), 5);
    assert.ok(!isCallable(() => 1));
  });
});
