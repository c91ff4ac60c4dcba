import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { depart, departAbsent, isRare } from '../../../src/template/infer/standard.ts';

function around(noted: number[]) {
  const judgement = { agreement: 0.9, depart: (_: unknown, index: number) => noted.push(index) };
  return { scope: { size: 3 }, judgement, object: 'workload', names: [] };
}

describe('the standard', () => {
  it('is departed from by few', () => {
    assert.ok(isRare(1, 10, 0.9));
    assert.ok(!isRare(2, 10, 0.9));
    assert.ok(!isRare(1, 2, 0.9));
    assert.ok(!isRare(1, 3, 1));
  });

  it('leaves out who departs, and notes it', () => {
    const noted: number[] = [];
    const column = { raw: ['a', 'b', undefined], done: ['a', 'b', undefined] };
    assert.deepEqual(depart(column, around(noted), (value) => value === 'a').done, ['a', undefined, undefined]);
    assert.equal(
      depart(column, around([]), () => true),
      column,
    );
    departAbsent([true, false, undefined], around(noted));
    assert.deepEqual(noted, [1, 1]);
  });
});
