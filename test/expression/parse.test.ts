import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { childrenOf, MAXIMUM_LENGTH, parse, visit } from '../../src/expression/parse.ts';

const code = (text: string): string => {
  try {
    parse(text);
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'parsed';
};

describe('parse()', () => {
  it('yields jsonata’s tree', () => {
    const tree = parse('a.b[c = 1]');
    assert.equal(tree.type, 'path');
    const types: string[] = [];
    visit(tree, ({ type }) => types.push(type));
    assert.deepEqual(types, ['path', 'name', 'name', 'binary', 'path', 'name', 'number']);
    assert.equal(childrenOf(tree).length, 2);
  });

  it('bounds length, depth and copies', () => {
    assert.equal(code(`'${'x'.repeat(MAXIMUM_LENGTH - 2)}'`), 'parsed');
    assert.equal(code(`'${'x'.repeat(MAXIMUM_LENGTH)}'`), 'expression-too-long');
    assert.equal(code(Array(150).fill('a').join(' and ')), 'parsed');
    assert.equal(code(Array(300).fill('a').join(' and ')), 'expression-too-deep');
    assert.equal(code('(a ?? b) + (c ?? d) + (e ?? f)'), 'parsed');
    assert.equal(code(`${'('.repeat(25)}a${' ?? b)'.repeat(25)}`), 'expression-too-large');
  });

  it('mends the regular expressions that ?: and ?? copy through JSON', () => {
    const values: unknown[] = [];
    visit(parse('$contains(a, /x/) ?: b'), (node) => {
      if (node.type === 'regex') values.push(node.value);
    });
    assert.equal(values.length, 2);
    for (const value of values) assert.ok(value instanceof RegExp);
  });

  it('gives every malformed text a code', () => {
    for (const text of [
      '',
      ' ',
      'a.',
      '(',
      "'",
      '`',
      '/',
      '/[/',
      '/*',
      '@',
      '1e999',
      "'\\q'",
      '$f(',
      'a[0',
      '{',
      '|a|',
      'λ(a){1}',
      '%',
    ])
      assert.notEqual(code(text), 'parsed', text);
    assert.equal(code('$f(/a**/)'), 'regex-unsupported');
  });
});
