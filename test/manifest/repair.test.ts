import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseEvents } from 'js-yaml';
import { parseText } from '../../src/manifest/parse.ts';
import { locate } from '../../src/manifest/position.ts';
import { beginRepair, joinsText, originalOffset, repairAt } from '../../src/manifest/repair.ts';

const read = (text: string) => {
  const { documents, problems } = parseText(text);
  return problems.length > 0 ? problems.map(({ code }) => code) : documents[0]?.value;
};

describe('repairAt()', () => {
  // What kubectl makes of each: sigs.k8s.io/yaml 1.6.0.
  it('reads brackets and quotes whose lines are not indented', () => {
    assert.deepEqual(read('a: [\n  1,\n  2\n]\nb: {\n}\n'), { a: [1, 2], b: {} });
    assert.deepEqual(read('a:\n- b: [\n1\n]\n  c: "x\ny\n\nz"\n'), { a: [{ b: [1], c: 'x y\nz' }] });
    assert.deepEqual(read("a: 'x\r\ny'\r\nb: 1\r\n"), { a: 'x y', b: 1 });
  });

  it('reads many such lines, and leaves block texts alone', () => {
    const many = Array.from({ length: 2000 }, (_, n) => `k${n}: [\n  ${n}\n]\n`).join('');
    const text = `${many}x:\n  t: |\n    [\n    ]\n    , z\n  z: [\n1\n]\n`;
    const value = read(text) as Record<string, unknown>;
    assert.deepEqual(value['x'], { t: '[\n]\n, z\n', z: [1] });
    assert.deepEqual(value['k1999'], [1999]);
    const document = parseText(text).documents[0]!;
    assert.deepEqual(locate(document, '/k1999'), { line: 5998, column: 1 });
    assert.deepEqual(locate(document, '/x/z/0'), { line: 6007, column: 1 });
    assert.deepEqual(read('- |\n  ]\n- a: [\n  ]\n'), [']\n', { a: [] }]);
    assert.deepEqual(read('a: > # note\n ]\n ,\nb: {\n}\n'), { a: '] ,\n', b: {} });
    assert.deepEqual(read("a: 'x\n] y'\nb: x\n  ] y\nc: [\n]\n"), { a: 'x ] y', b: 'x ] y', c: [] });
  });

  it('reads a comment that touches a quote or bracket', () => {
    assert.deepEqual(read('a: "x"# note\nb: [1]# note\nc: 1\n'), { a: 'x', b: [1], c: 1 });
    assert.deepEqual(read('a: x#y\nb: [x#y]\n'), { a: 'x#y', b: ['x#y'] });
  });

  it('reads a tab between colon and bracket', () => {
    assert.deepEqual(read('x:\n  a:\t[1]\n  b: \t{c: 1}\n'), { x: { a: [1], b: { c: 1 } } });
  });

  it('changes nothing else', () => {
    assert.deepEqual(read('x:\n  y:\nb: {\t}\n'), ['yaml-syntax']);
    assert.deepEqual(read('"a:\tb": {\t}\n'), ['yaml-syntax']);
    assert.deepEqual(read('a:\n  b\n c: 1\n'), ['yaml-syntax']);
    assert.equal(repairAt(beginRepair('a b'), 'another reason', 2), false);
  });
});

describe('joinsText()', () => {
  it('leaves a line alone that would become part of a text', () => {
    assert.deepEqual(read('a: [\n]\nb:\n  - c\n  } d\n'), ['yaml-syntax']);
    assert.deepEqual(read('x:\n  a: [\n  1\n  ]\n  b: c\n   ] d\n'), { x: { a: [1], b: 'c ] d' } });
    assert.equal(
      joinsText({ source: 'a\n b\n', lines: [2], indent: 1, ahead: true }, parseEvents('a\n b\n', {})),
      true,
    );
    assert.equal(joinsText({ source: '', lines: [], indent: 0, ahead: true }, parseEvents('a\n b\n', {})), false);
  });
});

describe('originalOffset()', () => {
  it('leads back to the text as it was', () => {
    const repair = { source: '', lines: [2, 14], indent: 10, ahead: true };
    assert.deepEqual(
      [0, 1, 2, 5, 11, 12, 13, 14, 20, 24, 25].map((offset) => originalOffset(repair, offset)),
      [0, 1, 2, 2, 2, 2, 3, 4, 4, 4, 5],
    );
    const text = 'a:\n  b: {\nc: 1,\n"d": "e\nf"\n}\n  g: 2\nh: 3\n';
    const document = parseText(text).documents[0]!;
    const lines = ['/a', '/a/b', '/a/b/c', '/a/b/d', '/a/g', '/h'].map((pointer) => locate(document, pointer));
    assert.deepEqual(
      lines.map(({ line, column }) => `${line}:${column}`),
      ['1:1', '2:3', '3:1', '4:1', '7:3', '8:1'],
    );
  });
});
