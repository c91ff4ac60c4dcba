import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readIndexes } from '../../../src/validation/batch/indexes.ts';

describe('readIndexes()', () => {
  it('counts the indexes of numbers and intervals', () => {
    const totals: readonly (readonly [string, number])[] = [
      ['', 0],
      ['0', 1],
      ['0,2-4,9', 5],
      ['+1,02', 2],
      ['0-9', 10],
    ];
    for (const [text, total] of totals) assert.deepEqual(readIndexes(text, 10), { ok: true, total }, text);
  });

  it('refuses what is no list in increasing order below the number of completions', () => {
    for (const text of [
      '10',
      '0-10',
      '3-3',
      '4-3',
      '1,1',
      '2,1',
      '0-3,3',
      '1-2-3',
      '-1',
      '1-',
      ',',
      '1,',
      'a',
      '1.5',
      ' 1',
    ]) {
      assert.equal(readIndexes(text, 10).ok, false, text);
    }
  });
});
