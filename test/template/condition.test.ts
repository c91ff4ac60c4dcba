import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json, JsonObject } from '../../src/kube/object.ts';
import { parseCondition } from '../../src/template/condition.ts';
import { makeScope } from '../../src/template/scope.ts';
import { testRefusing } from '../builders/template.ts';

const SCHEMA: JsonObject = {
  properties: {
    on: { type: 'boolean' },
    size: { type: 'string', enum: ['small', 'large'] },
    tier: { type: 'string', enum: ['a', 'b', 'c'] },
    count: { type: 'integer' },
    probe: { type: 'object', properties: { on: { type: 'boolean' } } },
  },
};

/** A condition, the value with which it holds, and the only other one, which absence tells. */
const READ: readonly (readonly [text: string, value: Json, other: Json | undefined])[] = [
  ['on', true, false],
  ['!on', false, true],
  [' ! on ', false, true],
  ['probe.on', true, false],
  ['on = false', false, true],
  ['size = small', 'small', 'large'],
  ['size = "large"', 'large', 'small'],
  ["tier='b'", 'b', undefined],
  ['count = 3', 3, undefined],
];
const REFUSED: readonly (readonly [text: string, says: RegExp])[] = [
  ['size', /`size` is no boolean: write `size = value`/],
  ['!size = small', /`!` goes with a boolean alone/],
  ['on and size', /is no condition: write/],
  ['', /is no condition: write/],
  ['size = medium', /`size` can never be `medium`/],
  ['count = "3"', /`count` can never be `3`/],
  ['siz = small', /`siz` is not declared, did you mean `size`/],
];

describe('conditions', () => {
  testRefusing('condition');

  it('tell a value by presence, and by absence where there is but one other', () => {
    for (const [text, value, other] of READ) {
      const parsed = parseCondition(text, makeScope('', SCHEMA));
      assert.ok(parsed.ok, text);
      assert.deepEqual([parsed.condition.value, parsed.condition.other], [value, other], text);
    }
  });

  it('say what is wrong with their text', () => {
    for (const [text, says] of REFUSED) {
      const parsed = parseCondition(text, makeScope('', SCHEMA));
      assert.match(parsed.ok ? 'taken' : parsed.message, says, text);
    }
  });
});
