import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { run } from '../../src/expression/budget.ts';
import { mergeSort } from '../../src/expression/sort.ts';

describe('mergeSort()', () => {
  it('sorts stably, as the platform does, and leaves its input alone', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ max: 5, min: 0 }), fc.integer())), (list) => {
        run.steps = 1_000_000;
        const before = structuredClone(list);
        const key = (item: unknown) => (item as [number, number])[0];
        assert.deepEqual(
          mergeSort(list, (a, b) => key(a) > key(b)),
          list.toSorted((a, b) => key(a) - key(b)),
        );
        assert.deepEqual(list, before);
        run.steps = 0;
      }),
    );
  });
});
