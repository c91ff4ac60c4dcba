import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../../src/kube/object.ts';
import {
  joinedColumn,
  memberColumn,
  presenceKey,
  presenceOf,
  reached,
  restrict,
  shapeOf,
  tally,
  valueKey,
  writtenValue,
} from '../../../src/template/infer/column.ts';

const column = (...values: (Json | undefined)[]) => ({ raw: values, done: values });

describe('columns', () => {
  it('tell which resources reach them', () => {
    assert.deepEqual(reached(column('a', undefined, 0)), [0, 2]);
    assert.deepEqual(restrict(column('a', 'b'), (value) => value === 'b').done, [undefined, 'b']);
  });

  it('take members of maps, null being absent and what completion dropped as well', () => {
    const done: Json[] = [{ a: 1 }, { a: null }, {}];
    const maps = { raw: [{ a: 1 }, { a: null }, { a: 2 }], done };
    assert.deepEqual(memberColumn(maps, 'a'), { raw: [1, undefined, undefined], done: [1, undefined, undefined] });
    assert.deepEqual(presenceOf(maps, memberColumn(maps, 'a')), [true, false, false]);
    assert.deepEqual(memberColumn(column({}), 'constructor').done, [undefined]);
  });

  it('count equal values, whatever the order of keys', () => {
    const [first, second] = tally(column({ b: 1, a: 2 }, 'x', { a: 2, b: 1 }));
    assert.deepEqual([first?.indexes, second?.indexes], [[0, 2], [1]]);
    assert.notEqual(valueKey('1'), valueKey(1));
    assert.equal(valueKey([{ a: null }]), '[{"a":null}]');
  });

  it('show a value as the first wrote it', () => {
    assert.equal(writtenValue({ raw: [undefined, '1024Mi'], done: ['1Gi', '1Gi'] }, [0, 1]), '1024Mi');
    assert.equal(writtenValue({ raw: [undefined], done: ['1Gi'] }, [0]), '1Gi');
  });

  it('have shapes and presences as texts', () => {
    assert.deepEqual([{}, [], 'a', 1].map(shapeOf), ['map', 'list', 'scalar', 'scalar']);
    assert.equal(presenceKey([true, false, undefined]), '10-');
  });

  it('are seen from the items of their lists', () => {
    assert.deepEqual(joinedColumn(column('a', 'b'), [1, 1, 0]).done, ['b', 'b', 'a']);
  });
});
