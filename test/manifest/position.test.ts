import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseText } from '../../src/manifest/parse.ts';
import { locate, locateValue, positionOf } from '../../src/manifest/position.ts';

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

describe('positions', () => {
  it('of every pointer stand at its key', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 3 })),
        fc.constantFrom(undefined, 2),
        (value, indent) => {
          const source = JSON.stringify(value, null, indent);
          const document = parseText(source, { json: true }).documents[0];
          assert.ok(document);
          const lines = source.split('\n');
          const visit = (node: unknown, pointer: string, key: string | undefined) => {
            const { line, column } = locate(document, pointer);
            const rest = lines[line - 1]?.slice(column - 1);
            assert.ok(
              rest?.startsWith(JSON.stringify(key ?? node, null, indent).split('\n')[0]!),
              `${pointer} in ${source}`,
            );
            if (Array.isArray(node))
              for (const [index, one] of node.entries()) visit(one, `${pointer}/${index}`, undefined);
            else if (typeof node === 'object' && node !== null) {
              for (const [name, one] of Object.entries(node))
                visit(one, `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, name);
            }
          };
          visit(value, '', undefined);
        },
      ),
    );
  });
});
