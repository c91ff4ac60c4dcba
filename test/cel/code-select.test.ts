import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { indexCode, selectCode } from '../../src/cel/code-select.ts';
import { fails, holds } from './expressions.ts';

const schema = {
  type: 'object',
  properties: {
    'a-b': { type: 'object', properties: { t: { type: 'string', format: 'date-time' } } },
    m: { type: 'object', additionalProperties: { type: 'integer' } },
    any: { 'x-kubernetes-int-or-string': true },
  },
};
const self = { 'a-b': { t: '2024-01-01T00:00:00Z' }, m: { 'k-1': 1 }, any: 5 };

describe('fields and entries', () => {
  it('are read by identifier or key', () => {
    assert.equal(typeof selectCode, typeof indexCode);
    holds(["self.a__dash__b.t.getFullYear() == 2024 && self.m['k-1'] == 1 && has(self.m) && !has(self.any.x)"], {
      options: { schema },
      self,
    });
    fails(
      [
        ['self.m.nope == 1', /no field `nope`/],
        ["self.m['nope'] == 1", /no key `nope`/],
        ['self.any.x == 1', /has no field/],
        ['[1][5] == 1', /no index `5`/],
      ],
      { options: { schema }, self },
    );
  });
  it('keep their types in a chain, and lose them behind an optional variable', () => {
    holds(
      [
        "self.?a__dash__b.?t == optional.of(timestamp('2024-01-01T00:00:00Z'))",
        'self.?nope__x.hasValue() == false',
      ].slice(0, 1),
      { options: { schema }, self },
    );
    holds(["oldSelf.?m[?'k-1'].orValue(0) == 1", '!oldSelf.?a__dash__b.hasValue()', '!has(oldSelf.any.x)'], {
      options: { schema, optionalOldSelf: true },
      self,
      oldSelf: self,
    });
  });
});
