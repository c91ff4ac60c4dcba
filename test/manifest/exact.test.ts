import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  type ExactNumbers,
  exactAt,
  exactBelow,
  exactJson,
  rounded,
  type Unrounded,
} from '../../src/manifest/exact.ts';
import { parseManifests, parseText } from '../../src/manifest/parse.ts';

const BIG = 9007199254740993n;

const exactOf = (text: string, json = false): ExactNumbers | undefined => parseText(text, { json }).documents[0]!.exact;

describe('rounded()', () => {
  it('keeps what a double loses, members called __proto__ too', () => {
    const value = JSON.parse('{"a": [1, {"__proto__": 2, "b": "x"}], "c": null}') as { a: Unrounded[] };
    Object.defineProperty(value.a[1], '__proto__', { value: BIG });
    const { value: read, exact } = rounded(value as unknown as Unrounded);
    assert.equal(JSON.stringify(read), '{"a":[1,{"__proto__":9007199254740992,"b":"x"}],"c":null}');
    assert.equal(exactAt(exact, '/a/1/__proto__'), BIG);
    assert.equal(exactAt(exact, '/a/1/b'), undefined);
    assert.deepEqual(rounded([1, 'x']), { value: [1, 'x'], exact: undefined });
    assert.deepEqual(rounded(BIG), { value: 9007199254740992, exact: BIG });
  });
});

describe('exactAt()', () => {
  // Text, pointer, digits; all that fits 64 bits, as sigs.k8s.io/yaml keeps it.
  const kept: readonly (readonly [string, string, bigint])[] = [
    ['a: 9007199254740993', '/a', BIG],
    ['a: 18446744073709551615', '/a', 18446744073709551615n],
    ['a: -9223372036854775808', '/a', -9223372036854775808n],
    ['a: 0x20000000000001', '/a', BIG],
    ['a: 9_007_199_254_740_993', '/a', BIG],
    ['a: !!int "9007199254740993"', '/a', BIG],
    ['- [x, 9007199254740993]', '/0/1', BIG],
    ['9007199254740993', '', BIG],
    ['a: &a [9007199254740993]\nb: {c: *a}', '/b/c/0', BIG],
    ['a: &a {x: 9007199254740993}\nb:\n  <<: *a', '/b/x', BIG],
    ['{"a": [9007199254740993]}', '/a/0', BIG],
  ];
  const lost = [
    'a: 9007199254740992',
    'a: 18446744073709551616',
    'a: 9007199254740993.0',
    'a: "9007199254740993"',
    'a: 1e300',
  ];

  it('reads numbers that no double holds, wherever they come from', () => {
    for (const [text, pointer, digits] of kept) assert.equal(exactAt(exactOf(text), pointer), digits, text);
    assert.equal(exactAt(exactOf('{"a": [9007199254740993]}', true), '/a/0'), BIG);
    for (const text of [...lost, 'a: !!float 9007199254740993']) assert.equal(exactOf(text), undefined, text);
  });

  it('forgets a number that a merge key replaces', () => {
    const exact = exactOf('a: &a {x: 1}\nb:\n  x: 9007199254740993\n  <<: *a\n');
    assert.equal(exact, undefined);
  });

  it('goes with the items of a List', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: A, m: ${BIG}}\n- {apiVersion: v1, kind: B}\n`;
    const { documents } = parseManifests(list);
    assert.deepEqual(
      documents.map(({ exact }) => exactAt(exact, '/m')),
      [BIG, undefined],
    );
    assert.equal(exactBelow(documents[0]!.exact, 'o'), undefined);
  });
});

describe('exactJson()', () => {
  it('prints digits where the value still holds the number', () => {
    const { documents } = parseText(`a: ${BIG}\nb: [1, ${BIG + 2n}]\nc: x\n`);
    const { value, exact } = documents[0]!;
    assert.equal(exactJson(value, exact), '{"a":9007199254740993,"b":[1,9007199254740995],"c":"x"}');
    assert.equal(exactJson({ c: 'x', a: 5, b: [1] }, exact), '{"c":"x","a":5,"b":[1]}');
    assert.equal(exactJson({ a: { b: 1 } }, exact), '{"a":{"b":1}}');
    assert.equal(exactJson(7, BIG), '7');
    assert.equal(exactJson([1], undefined), '[1]');
  });
});
