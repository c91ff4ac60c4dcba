import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pathText, splitNul } from '../../src/git/path.ts';

describe('path', () => {
  it('pathText() keeps valid names and writes other bytes out', () => {
    assert.equal(pathText(Buffer.from('a b\n-ü.yaml')), 'a b\n-ü.yaml');
    assert.equal(pathText(Buffer.from([0x61, 0xff, 0xc3, 0xbc, 0xc3])), 'a\\xffü\\xc3');
  });

  it('splitNul() takes items apart', () => {
    const split = (text: string) => splitNul(Buffer.from(text)).map(String);
    assert.deepEqual(split('a\0b c\0'), ['a', 'b c']);
    assert.deepEqual(split('a\0b'), ['a', 'b']);
    assert.deepEqual(split(''), []);
  });
});
