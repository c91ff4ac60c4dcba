import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bullets, code, fence, table } from '../../src/catalog/markdown.ts';

describe('code()', () => {
  it('quotes text that holds backquotes or newlines', () => {
    assert.equal(code('a'), '`a`');
    assert.equal(code('a `b` c'), '``a `b` c``');
    assert.equal(code('`b`'), '`` `b` ``');
    assert.equal(code('a\n  b'), '`a b`');
  });
});

describe('fence()', () => {
  it('is longer than any fence within', () => {
    assert.equal(fence('yaml', 'a: 1'), '```yaml\na: 1\n```');
    assert.equal(fence('', '```\n'), '````\n```\n````');
  });
});

describe('table() and bullets()', () => {
  it('keep a row on its line', () => {
    assert.equal(table(['a', 'b'], [['x|y', 'two\nlines']]), '| a | b |\n| --- | --- |\n| x\\|y | two lines |');
    assert.equal(bullets(['one', 'two\n more']), '- one\n- two more');
    assert.equal(bullets([]), '');
  });
});
