import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../src/kube/object.ts';
import * as check from '../../src/openapi/check.ts';
import { toFieldErrors } from '../../src/openapi/fault.ts';

/** A check, values that it takes, and values that it refuses. */
const CASES: readonly (readonly [string, check.Check, readonly Json[], readonly Json[]])[] = [
  ['text', check.isText, ['', 'a'], [1, true, [], {}]],
  ['boolean', check.isBoolean, [true, false], ['true', 1, 0, [], {}]],
  ['number', check.isNumber, [1, 1.5, -1e300], ['1', true, []]],
  ['object', check.isObject, [{}, { a: 1 }], [[], 'a', 1]],
  ['int32', check.isInteger(32), [0, -(2 ** 31), 2 ** 31 - 1], [2 ** 31, 1.5, '1', true, [], {}]],
  ['int64', check.isInteger(64), [2 ** 31, -(2 ** 63)], [2 ** 64, 0.5, '1']],
  ['int or string', check.isIntOrString, [5, '5', '25%', ''], [1.5, 2 ** 31, true, [], {}]],
  ['quantity', check.isQuantity, ['500m', 1, 1.5, '1Gi', '1e3', ' 1 ', '.5'], ['', '1gi', 'x', true, [], {}]],
  ['time', check.isPointInTime, ['2020-01-01T00:00:00Z'], ['', '2020-01-01', 1, {}]],
  ['micro time', check.isPointInMicroTime, ['2020-01-01T00:00:00.000000Z'], ['2020-01-01T00:00:00Z', 1]],
  [
    'base64',
    check.isBase64,
    ['', 'YQ==', 'YWJj', 'YW\nJj', [], [1, 255, null]],
    ['YWJ', 'a=bc', 'ä===', [256], ['a'], 1, {}],
  ],
  ['list', check.isOneOf(['A', 'B']), ['A', 'B', ''], ['C', 'a', 1]],
  ['anything', check.anything, [1, 'a', [], {}], []],
];

describe('checks of single values', () => {
  for (const [name, one, good, bad] of CASES)
    it(`${name}: takes ${good.length}, refuses ${bad.length}`, () => {
      for (const value of good) assert.equal(one(value), undefined, JSON.stringify(value));
      for (const value of bad) assert.equal(one(value)?.length, 1, JSON.stringify(value));
    });

  it('says what is taken and what was there', () => {
    const message = (one: check.Check, value: Json) => {
      const faults = one(value) ?? [];
      for (const { path } of faults) path.push('size');
      return toFieldErrors(faults, 'Widget')[0]?.message;
    };
    assert.equal(message(check.isBoolean, 'yes'), '`size` takes true or false, not the text `yes`');
    assert.equal(message(check.isInteger(32), 2 ** 31), '`size` takes a whole number of 32 bits, not `2147483648`');
    assert.equal(message(check.isOneOf(['A', 'B']), 'C'), '`size` is the text `C`, and takes `A` or `B`');
  });
});
