import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sequence } from '../../../src/template/compat/random.ts';

describe('sequence()', () => {
  it('is the same for one seed, another for another, and within its bounds', () => {
    const take = (seed: number) => {
      const random = sequence(seed);
      return Array.from({ length: 200 }, () => random.below(10));
    };
    assert.deepEqual(take(1), take(1));
    assert.notDeepEqual(take(1), take(2));
    assert.deepEqual([...new Set(take(1))].sort(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('picks nothing where there is nothing', () => {
    assert.equal(sequence(1).pick([]), undefined);
    assert.equal(sequence(1).pick(['a']), 'a');
  });
});
