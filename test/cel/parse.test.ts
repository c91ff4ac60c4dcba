import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Unreadable } from '../../src/cel/optional-mark.ts';
import { parse } from '../../src/cel/parse.ts';
import { qualifiedName } from '../../src/cel/tree.ts';
import { refuses } from './expressions.ts';

describe('reading an expression', () => {
  it('makes a tree of it', () => {
    assert.deepEqual(parse('a.b'), {
      op: 'select',
      at: 2,
      operand: { op: 'name', at: 0, name: 'a' },
      field: 'b',
      optional: false,
      test: false,
    });
    const chain = parse('a && (b && c) && d');
    assert.ok(chain.op === 'and' && chain.terms.length === 4);
    assert.deepEqual(parse('-9223372036854775808'), { op: 'literal', at: 0, value: -(2n ** 63n) });
    assert.deepEqual(parse('7u'), { op: 'literal', at: 0, value: { kind: 'uint', value: 7n } });
    assert.equal(parse('!!a').op, 'name');
    assert.deepEqual((parse("b'é'") as { value: Uint8Array }).value, Uint8Array.of(195, 169));
    const fold = parse('a.map(x, y, z)');
    assert.ok(fold.op === 'fold' && fold.filter?.op === 'name' && fold.variables.length === 1);
    assert.equal(qualifiedName(parse('a.b.c')), 'a.b.c');
  });
  it('says what cannot be read', () => {
    refuses([
      ['self ==', /cannot be read/],
      ['(1', /cannot be read/],
      ['self.a; true', /cannot be read/],
      ['9223372036854775808 > 0', /64 bits/],
      ['99999999999999999999u > 0u', /invalid integer/],
      ['has(self)', /`has` takes a field/],
      ['[1].all(1, true)', /name of a variable|variable/],
      ['[1].all(i, i, true)', /different variables/],
      ['size([1],) == 1', /comma/],
      ["b'\\xffé' == b''", /not supported/],
      ["'", /cannot be read/],
      ['a'.repeat(100_001), /longer/],
      ['if == 1', /cannot be read/],
    ]);
  });
  it('ends on hostile texts', () => {
    const hostile = [
      '('.repeat(5_000),
      '!'.repeat(50_000),
      '-'.repeat(50_000),
      '['.repeat(5_000),
      `1${'+1'.repeat(40_000)}`,
      'a.'.repeat(20_000),
      `a${'.b'.repeat(20_000)}`,
      '{'.repeat(5_000),
      '?'.repeat(5_000),
      `${'a?b:'.repeat(5_000)}c`,
    ];
    for (const text of hostile) {
      assert.throws(
        () => parse(text),
        (error) => error instanceof Unreadable || error instanceof RangeError,
        text.slice(0, 10),
      );
    }
    refuses(hostile.map((text) => [text, /./] as const));
  });
});
