import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  checkCountOrPercentage,
  checkGiven,
  checkName,
  checkNonNegative,
  checkOneOf,
  checkPort,
  checkRange,
  checkText,
  checkUnchanged,
  listed,
  MAX_INT32,
  reportDuplicate,
  reportForbidden,
  reportRequired,
} from '../../src/validation/checks.ts';
import { dnsLabel } from '../../src/validation/names.ts';
import type { FieldErrors } from '../../src/validation/subject.ts';

type Check = (out: FieldErrors) => unknown;

const FINE: readonly Check[] = [
  (out) => checkText(out, '/a', 'a', 'x', dnsLabel),
  (out) => checkName(out, { a: 'x' }, '', 'a', dnsLabel),
  (out) => checkGiven(out, { a: 'x' }, '', 'a'),
  (out) => checkOneOf(out, { a: 'x' }, '', 'a', ['x']),
  (out) => checkOneOf(out, {}, '', 'a', ['x'], 'optional'),
  (out) => checkNonNegative(out, { a: 0 }, '', 'a'),
  (out) => checkRange(out, { a: MAX_INT32 }, '', 'a', 0, MAX_INT32),
  (out) => checkRange(out, {}, '', 'a', 1, 2),
  (out) => checkPort(out, 65_535, '/a', 'a'),
  (out) => checkCountOrPercentage(out, '25%', '/a', 'a'),
  (out) => checkCountOrPercentage(out, 0, '/a', 'a'),
  (out) => checkUnchanged(out, { a: [] }, {}, '', 'a'),
];

const WRONG: readonly (readonly [Check, string, string, string])[] = [
  [
    (out) => checkText(out, '/a', 'a', 'X', dnsLabel),
    'invalid',
    '/a',
    'a `X` must consist of lower-case letters, digits and `-`, and start and end with a letter or digit',
  ],
  [(out) => checkName(out, {}, '/b', 'a', dnsLabel), 'required', '/b/a', 'a is missing'],
  [(out) => checkGiven(out, { a: '' }, '', 'a'), 'required', '/a', 'a is missing'],
  [(out) => checkOneOf(out, { a: 'z' }, '', 'a', ['x', 'y']), 'not-supported', '/a', 'a `z` must be `x` or `y`'],
  [(out) => checkOneOf(out, {}, '', 'a', ['x']), 'required', '/a', 'a is missing: it takes `x`'],
  [(out) => checkNonNegative(out, { a: -1 }, '', 'a'), 'invalid', '/a', 'a is -1, and must not be negative'],
  [(out) => checkRange(out, { a: 3 }, '', 'a', 1, 2), 'invalid', '/a', 'a is 3, and must be 1 to 2'],
  [(out) => checkPort(out, 0, '/a', 'a'), 'invalid', '/a', 'a is 0, and must be 1 to 65535'],
  [
    (out) => checkCountOrPercentage(out, '5', '/a', 'a'),
    'invalid',
    '/a',
    'a `5` must be a whole number and a percent sign',
  ],
  [(out) => checkCountOrPercentage(out, -1, '/a', 'a'), 'invalid', '/a', 'a is -1, and must not be negative'],
  [(out) => checkUnchanged(out, { a: 1 }, { a: 2 }, '/x', 'a'), 'immutable', '/x/a', 'a must not change'],
  [(out) => reportRequired(out, '/a', 'a', 'b needs it'), 'required', '/a', 'a is missing: b needs it'],
  [(out) => reportForbidden(out, '/a', 'a', 'here'), 'forbidden', '/a', 'a is not allowed here'],
  [(out) => reportDuplicate(out, '/a', 'a', 'x'), 'duplicate', '/a', 'a `x` is given twice'],
];

describe('checks', () => {
  for (const [index, check] of FINE.entries()) {
    it(`say nothing of what is fine (${index})`, () => {
      const out: FieldErrors = [];
      check(out);
      assert.deepEqual(out, []);
    });
  }
  for (const [check, type, pointer, message] of WRONG) {
    it(`say: ${message}`, () => {
      const out: FieldErrors = [];
      check(out);
      assert.deepEqual(out, [{ type, pointer, message }]);
    });
  }
  it('list values as a sentence does', () => {
    assert.deepEqual([listed([]), listed(['a']), listed(['a', 'b', ''])], ['', '`a`', '`a`, `b` or empty']);
  });
});
