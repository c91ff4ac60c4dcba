import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { markOptional, Unreadable, withoutSign } from '../../src/cel/optional-mark.ts';
import { parse } from '../../src/cel/parse.ts';
import { holds } from './expressions.ts';

describe('optional entries', () => {
  it('are marked where an entry begins, and nowhere else', () => {
    assert.deepEqual(markOptional('[?a, ? b]'), { plain: '[!a, ! b]', marks: new Set([1, 5]) });
    assert.deepEqual(markOptional('{?a: b}').plain, '{!a: b}');
    for (const text of ['a[?b]', "a['x'][?0]", 'f(a)[?b]', "'[?a]'", '// [?a]\n a', 'c ? [a] : b', "x in ['?']"])
      assert.equal(markOptional(text).plain, text);
    assert.equal(markOptional('a in [?b]').plain, 'a in [!b]');
    assert.throws(
      () => markOptional('f(a,)'),
      (error) => error instanceof Unreadable,
    );
  });
  it('take all of the entry', () => {
    const list = parse('[?a.b == c, !d]');
    assert.ok(list.op === 'list');
    assert.deepEqual(
      list.items.map(({ node, optional }) => [node.op, optional]),
      [
        ['call', true],
        ['call', false],
      ],
    );
    assert.equal(withoutSign({ op: 'id', args: 'a' } as never, 0).op, 'id');
    holds([
      '[?optional.of(1), ?optional.none(), 2] == [1, 2]',
      "{?'a': optional.of(1), ?'b': optional.none()} == {'a': 1}",
      '[?[optional.of(1)][0]] == [1]',
    ]);
  });
});
