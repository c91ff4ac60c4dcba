import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { add, arithmetic, int, moment, negate, not, span, subtract, uint } from '../../src/cel/arithmetic.ts';
import { Fault, steps } from '../../src/cel/fault.ts';
import { fails, holds } from './expressions.ts';

const isFault = (error: unknown) => error instanceof Fault;

describe('arithmetic', () => {
  it('overflows nowhere', () => {
    const max = 2n ** 63n - 1n;
    assert.throws(() => int(max + 1n), isFault);
    assert.throws(() => uint(-1n), isFault);
    assert.throws(() => span(max + 1n), isFault);
    assert.throws(() => moment(10n ** 21n), isFault);
    assert.throws(() => negate(-max - 1n), isFault);
    fails([
      ['9223372036854775807 + 1 > 0', /overflows/],
      ['0u - 1u == 0u', /overflows/],
      ["timestamp('9999-12-31T23:59:59Z') + duration('1s') != null", /years/],
    ]);
  });
  it('rounds towards zero, and divides by nothing but zero', () => {
    holds([
      '-7 / 2 == -3',
      '-7 % 2 == -1',
      '7u / 2u == 3u',
      '1.0 / 0.0 > 1e300',
      "'a' + 'b' == 'ab'",
      "b'a' + b'b' == b'ab'",
    ]);
    fails([
      ['1 / 0 == 1', /zero/],
      ['1 % 0 == 1', /zero/],
    ]);
    assert.throws(() => arithmetic('%')(1, 1), isFault);
    assert.throws(() => not(1n), isFault);
  });
  it('adds and subtracts times', () => {
    steps.left = 100;
    assert.deepEqual(subtract(moment(5n), moment(3n)), span(2n));
    assert.deepEqual(add(span(1n), moment(1n)), moment(2n));
    holds(["timestamp('2024-01-01T00:00:00Z') - duration('1h') == timestamp('2023-12-31T23:00:00Z')"]);
  });
  it('merges lists of the API by their list type', () => {
    const schema = {
      type: 'object',
      properties: {
        set: { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'integer' } },
        byKey: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['k'],
          items: { type: 'object', properties: { k: { type: 'string' }, v: { type: 'integer' } } },
        },
      },
    };
    holds(
      [
        '(self.set + [3, 1, 4]).size() == 3',
        '[1] + self.set == [1, 1, 3]',
        '(self.byKey + oldSelf.byKey)[0].v == 9',
        '(self.byKey + oldSelf.byKey).size() == 2',
      ],
      {
        options: { schema },
        self: { set: [1, 3], byKey: [{ k: 'a', v: 1 }] },
        oldSelf: {
          byKey: [
            { k: 'a', v: 9 },
            { k: 'b', v: 2 },
          ],
        },
      },
    );
  });
});
