import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkExpression, type ExpressionPlace } from '../../src/validation/expressions.ts';
import type { FieldErrors } from '../../src/validation/subject.ts';

const PLACE: ExpressionPlace = {
  variables: ['object', 'request', 'authorizer', 'variables'],
  results: ['bool'],
};

const TAKEN = [
  'true',
  'object.metadata.name == "a"',
  'has(object.spec) && object.spec.replicas > 1',
  'request.dryRun',
  'variables.fine',
  'authorizer.group("").resource("pods").check("get").allowed()',
  '["a"].exists(x, x == object.kind)',
];
const REFUSED: readonly (readonly [string, RegExp])[] = [
  ['1 +', /cannot be read/],
  ['authorizer.group(', /cannot be read/],
  ['params.a == 1', /does not compile/],
  ['foo(1)', /does not compile/],
  ['1', /must be a bool/],
  ['object.spec.paused', /must be a bool/],
];

describe('checkExpression()', () => {
  const refusalsOf = (text: string): FieldErrors => {
    const out: FieldErrors = [];
    checkExpression(out, '/at', 'expression', text, PLACE);
    return out;
  };

  for (const text of TAKEN) it(`takes ${text}`, () => assert.deepEqual(refusalsOf(text), []));

  for (const [text, message] of REFUSED) {
    it(`refuses ${text}`, () => {
      const [refused, ...more] = refusalsOf(text);
      assert.deepEqual(more, []);
      assert.equal(refused?.pointer, '/at');
      assert.match(refused?.message ?? '', message);
    });
  }

  it('refuses what nests too deep to be read', () => {
    assert.equal(refusalsOf(`${'('.repeat(100_000)}true`).length, 1);
  });
});
