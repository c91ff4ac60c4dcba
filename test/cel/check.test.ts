import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TYPES } from '../../src/cel/cel-type.ts';
import { check } from '../../src/cel/check.ts';
import { parse } from '../../src/cel/parse.ts';
import { holds, refuses } from './expressions.ts';

const typeOf = (text: string) => check(parse(text), { self: TYPES.dyn }).type;

describe('types of expressions', () => {
  it('are found', () => {
    const types = [
      ['1', 'int'],
      ['1u', 'uint'],
      ['1.0', 'double'],
      ['null', 'null'],
      ["b''", 'bytes'],
      ['self', 'dyn'],
      ['self.a', 'dyn'],
      ['self + 1', 'int'],
      ['self + self', 'dyn'],
      ['[1][0]', 'int'],
      ["{'a': 1}.a", 'int'],
      ['self.?a', 'optional'],
      ['type(1)', 'type'],
      ['google.protobuf.Timestamp', 'type'],
      ['[]', 'list'],
      ['true ? [] : [1]', 'list'],
      ['has(self.a)', 'bool'],
      ['format.named("a")', 'optional'],
    ] as const;
    for (const [text, kind] of types) assert.equal(typeOf(text).kind, kind, text);
  });
  it('say which variables and functions are meant', () => {
    const tree = parse('self.x && [1].all(self, self > 0) && ip.isCanonical("a")');
    const { variables, calls, typeOf: typeIn } = check(tree, { self: TYPES.dyn, oldSelf: TYPES.dyn });
    assert.deepEqual([...variables], ['self']);
    assert.ok([...calls.values()].some(({ name, bare }) => name === 'ip.isCanonical' && bare));
    assert.equal(typeIn(tree).kind, 'bool');
  });
  it('are refused where they do not fit', () => {
    const schema = {
      type: 'object',
      properties: {
        i: { type: 'integer' },
        o: { type: 'object', properties: { x: { type: 'string' } } },
        namespace: { type: 'string' },
      },
    };
    refuses(
      [
        ['self.i == "1"', /there is no `==\(int, string\)`/],
        ['self.nope == 1', /no field `nope`/],
        ['self.i.x == 1', /has no fields/],
        ['nope == 1', /no variable `nope`/],
        ['nope(1)', /no function `nope`/],
        ['self.i && true', /a bool is needed where int is given/],
        ['self.i', /must be a bool/],
        ['dyn(true)', /must be a bool/],
        ['[?self.i] == [1]', /optional is needed/],
        ['self.o == self', /there is no `==\(object, object\)`/],
        ['self["i"] == 1', /there is no `\[\]/],
      ],
      { schema },
    );
    holds(['self.namespace == "n" && self.__namespace__ == "n"'], { options: { schema }, self: { namespace: 'n' } });
  });
});
