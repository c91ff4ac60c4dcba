import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../src/kube/object.ts';
import { matchFree } from '../../src/template/free.ts';
import { solve } from '../../src/template/solve.ts';
import { templateOf } from '../builders/template.ts';

describe('matchFree()', () => {
  const schema = { type: 'string', maxLength: 3 };
  const template = templateOf({
    body: {
      data: { any: { $any: schema, $default: 'a' }, list: { $list: { extra: { schema } } }, $extra: { schema } },
    },
  });
  const driftsOf = (data: Json) =>
    solve(template, [{ object: { apiVersion: 'v1', kind: 'ConfigMap', data } }], {}).drifts.map(
      ({ type, pointer, fix }) => `${type} ${pointer} ${fix.length}`,
    );

  it('reports what does not fit at its own place, without a fix, be it a value, a member or an item', () => {
    assert.deepEqual(driftsOf({ any: 'abc', list: ['abc'], other: 'abc' }), []);
    assert.deepEqual(driftsOf({ any: 'abcd', list: ['abc', 'abcd'], other: 'abcd' }).sort(), [
      'value /data/any 0',
      'value /data/list/1 0',
      'value /data/other 0',
    ]);
  });

  it('takes all where there is no schema', () => {
    matchFree(undefined, 1, undefined as never, undefined as never, undefined as never);
  });
});
