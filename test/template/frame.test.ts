import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assemble, frameFrom, Items, isSame, makeFrame, toJson } from '../../src/template/frame.ts';
import { makeScope, resolveName } from '../../src/template/scope.ts';

describe('frames', () => {
  const schema = {
    type: 'object',
    properties: { a: { type: 'object', properties: { b: { type: 'string' } } }, c: { type: 'integer' } },
  };
  const scope = makeScope('', schema);
  for (const name of ['a.b', 'c']) assert.ok(resolveName(name, scope).ok);

  it('hold what they are read from, as far as it has names', () => {
    const value = { a: { b: 'x' }, c: 1 };
    assert.deepEqual(assemble(frameFrom(scope, value)), value);
    assert.deepEqual(assemble(frameFrom(scope, { c: 1, d: 2 })), { c: 1 });
    assert.deepEqual(assemble(makeFrame(scope)), {});
  });

  it('are the items of a list', () => {
    assert.deepEqual(toJson(new Items([frameFrom(scope, { c: 1 }), frameFrom(scope, { c: 2 })], true)), [
      { c: 1 },
      { c: 2 },
    ]);
  });

  it('isSame() compares by value, quantities by what they amount to', () => {
    assert.equal(isSame({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, false), true);
    assert.equal(isSame({ a: 1 }, { a: 1, b: 2 }, false), false);
    assert.equal(isSame([1], { 0: 1 }, false), false);
    assert.equal(isSame('1Gi', '1024Mi', true), true);
    assert.equal(isSame('1Gi', '1024Mi', false), false);
    assert.equal(isSame(JSON.parse('{"__proto__":1}'), {}, false), false);
  });
});
