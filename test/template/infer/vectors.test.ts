import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../../src/kube/object.ts';
import type { HolePattern } from '../../../src/template/infer/pattern.ts';
import { vectorsOf } from '../../../src/template/infer/vectors.ts';

const hole = (name: string, values: readonly (Json | undefined)[]): HolePattern => ({
  type: 'hole',
  column: { raw: values, done: values },
  path: [name],
  object: 'workload',
});
const groups = (...holes: HolePattern[]) =>
  vectorsOf(holes).map((one) => one.holes.map(({ path }) => path[0]).join(' '));
const many = Array.from({ length: 10 }, (_, index) => `v${index}`);

describe('vectorsOf()', () => {
  it('joins holes with the same values, in the order of the document', () => {
    assert.deepEqual(groups(hole('a', ['x', 'y']), hole('b', ['x', 'z']), hole('c', ['x', 'y'])), ['a c', 'b']);
    assert.deepEqual(groups(hole('a', ['1', '2']), hole('b', [1, 2])), ['a', 'b']);
  });

  it('joins a hole that only some reach when it agrees too often for a coincidence', () => {
    const part = many.map((value, index) => (index % 2 === 0 ? value : undefined));
    assert.deepEqual(groups(hole('part', part), hole('whole', many)), ['part whole']);
    const [joined] = vectorsOf([hole('part', part), hole('whole', many)]);
    assert.deepEqual(joined?.column.done, many);
  });

  it('does not join on few or on monotonous values, or against a single other one', () => {
    assert.deepEqual(groups(hole('a', ['x', 'y']), hole('b', ['x', undefined])), ['a', 'b']);
    const same = many.map((_, index) => (index === 0 ? 'y' : 'x'));
    assert.deepEqual(groups(hole('a', same), hole('b', [...same.slice(0, 9), undefined])), ['a', 'b']);
    assert.deepEqual(groups(hole('a', many), hole('b', [undefined, ...many.slice(1, 9), 'other'])), ['a', 'b']);
  });
});
