import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { joinPointer, readPointer } from '../../src/change/pointer.ts';
import { parseText } from '../../src/manifest/parse.ts';
import { itemRows, locate, locateValue, pointersTo, positionOf, rowAfter } from '../../src/manifest/position.ts';

const at = (text: string, pointer: string) => {
  const document = parseText(text).documents[0]!;
  const { line, column } = locate(document, pointer);
  const value = locateValue(document, pointer);
  return `${line}:${column} ${value.line}:${value.column}`;
};

describe('locate()', () => {
  const text = 'l:\n- a\n-\n- # none\n- b: "1"\nx: &x {q: 1}\nz:\n  <<: *x\nw: *x\ns: |\n  text\n';

  it('finds keys, list items and their values', () => {
    assert.equal(at(text, ''), '1:1 1:1');
    assert.equal(at(text, '/l'), '1:1 2:1');
    assert.equal(at(text, '/l/0'), '2:3 2:3');
    assert.equal(at(text, '/l/1'), '3:1 3:1');
    assert.equal(at(text, '/l/2'), '4:1 4:1');
    assert.equal(at(text, '/l/3/b'), '5:3 5:6');
    assert.equal(at(text, '/s'), '10:1 11:3');
  });

  it('finds what aliases and merge keys bring in at the anchor', () => {
    assert.equal(at(text, '/z/q'), '6:8 6:11');
    assert.equal(at(text, '/w'), '9:1 9:4');
    assert.equal(at(text, '/w/q'), '6:8 6:11');
    assert.equal(at('a: &a {k: 1}\nb: {k: 2}\nc: {<<: [*a, {k: 3, j: 4}]}\n', '/c/k'), '1:8 1:11');
    assert.equal(at('a: &a {k: 1}\nb: {<<: *a, k: 2}\n', '/b/k'), '2:13 2:16');
    assert.equal(at('a: &a {k: 1}\nb: {k: 2, <<: *a}\n', '/b/k'), '1:8 1:11');
  });

  it('takes the nearest ancestor for what is missing', () => {
    assert.equal(at(text, '/l/3/nope/deeper'), '5:3 5:3');
    assert.equal(at(text, '/nope'), '1:1 1:1');
    assert.equal(at(text, 'no pointer'), '1:1 1:1');
  });

  it('counts lines with and without carriage returns', () => {
    assert.equal(at('a: 1\r\nb: 2\r\n', '/b'), '2:1 2:4');
    assert.equal(at('# é😀\nb: 😀\nc: 1', '/c'), '3:1 3:4');
    assert.deepEqual(positionOf({ text: 'a\rb\nc\r\n', starts: undefined }, 7), { line: 4, column: 1 });
  });
});

/** Calls back for every value with its pointer and the name it has in its map. */
function visit(
  node: unknown,
  pointer: string,
  name: string | undefined,
  see: (pointer: string, name: string | undefined, node: unknown) => void,
): void {
  see(pointer, name, node);
  if (Array.isArray(node))
    for (const [index, one] of node.entries()) visit(one, joinPointer(pointer, index), undefined, see);
  else if (typeof node === 'object' && node !== null) {
    for (const [key, one] of Object.entries(node)) visit(one, joinPointer(pointer, key), key, see);
  }
}

describe('positions', () => {
  const value = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 3 }), { minKeys: 1 });

  it('of every pointer into JSON stand at its key', () => {
    fc.assert(
      fc.property(value, fc.constantFrom(undefined, 2), (root, indent) => {
        const source = JSON.stringify(root, null, indent);
        const document = parseText(source, { json: true }).documents[0]!;
        const lines = source.split('\n');
        visit(root, '', undefined, (pointer, name, node) => {
          const { line, column } = locate(document, pointer);
          const begin = JSON.stringify(name ?? node, null, indent).split('\n')[0]!;
          assert.ok(lines[line - 1]?.slice(column - 1).startsWith(begin), `${pointer} in ${source}`);
        });
      }),
    );
  });

  it('of every pointer into YAML stand at its key, and in the order of the text', () => {
    const word = fc.stringMatching(/^[a-z]{2,8}$/).filter((one) => !/^(yes|no|on|off|true|false|null)$/.test(one));
    const leaf = fc.oneof(
      word,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constant('two\nlines\n'),
      fc.constant(' "x" '),
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('tree')), fc.dictionary(word, tie('tree'))),
    }));
    fc.assert(
      fc.property(
        fc.dictionary(word, tree, { minKeys: 1 }),
        fc.boolean(),
        fc.constantFrom(-1, 2),
        (root, seqNoIndent, flowLevel) => {
          const source = `# first\n${dump(root, { seqNoIndent, flowLevel, noRefs: true })}`;
          const document = parseText(source).documents[0]!;
          const lines = source.split('\n');
          let last = 0;
          visit(document.value, '', undefined, (pointer, name) => {
            const { line, column } = locate(document, pointer);
            const offset = line * 1_000_000 + column;
            assert.ok(offset >= last, `${pointer} in ${source}`);
            last = offset;
            const rest = lines[line - 1]!.slice(column - 1);
            if (name !== undefined) assert.ok(rest.startsWith(`${name}:`), `${pointer} at ${rest} in ${source}`);
            const { line: below, column: behind } = locateValue(document, pointer);
            assert.ok(below > line || (below === line && behind >= column), `${pointer} in ${source}`);
            assert.ok(below <= lines.length && behind <= lines[below - 1]!.length + 1, `${pointer} in ${source}`);
          });
        },
      ),
    );
  });
});

describe('itemRows()', () => {
  it('gives the rows of the items of a list, wherever it is written', () => {
    const items = (text: string) => {
      const document = parseText(text).documents[0]!;
      return itemRows(document, 'items').map((row) => locate({ positions: document.positions, row }, '').line);
    };
    assert.deepEqual(items('items:\n- a: 1\n  b: [2]\n- c\nd: 1\n'), [2, 4]);
    assert.deepEqual(items('x: &x\n- a\n- b\nitems: *x\n'), [2, 3]);
    assert.deepEqual(items('items: []\n'), []);
    assert.deepEqual(items('a: 1\n'), []);
  });
});

describe('pointersTo()', () => {
  it('leads to the values that stand at the rows', () => {
    const { positions, value } = parseText('a: [1, {b/c: 2, d: []}]\ne:\n  <<: {f: 3}\n  g: [4]\n').documents[0]!;
    const all = Array.from(positions.keys, (_, row) => row);
    assert.deepEqual(pointersTo(positions, 0, all), [
      ...['', '/a', '/a/0', '/a/1', '/a/1/b~1c', '/a/1/d', '/e'],
      // The value of a merge key stands for the map that has it.
      ...['/e', '/e/f', '/e/g', '/e/g/0'],
    ]);
    assert.deepEqual(pointersTo(positions, 0, [4, 4, 10]), ['/a/1/b~1c', '/a/1/b~1c', '/e/g/0']);
    assert.deepEqual(pointersTo(positions, 1, [3]), ['/1']);
    assert.deepEqual([rowAfter(positions, 1), rowAfter(positions, 4)], [6, 5]);
    assert.equal(readPointer(value, '/e/f'), 3);
  });
});
