import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HOLE, parseHoles } from '../../src/template/holes.ts';

describe('parseHoles', () => {
  const parts = (text: string, delimiters = HOLE) => {
    const read = parseHoles(text, delimiters);
    return read.ok ? [read.parts, read.names] : read.message;
  };

  it('takes a text apart', () => {
    assert.deepEqual(parts('plain'), [['plain'], []]);
    assert.deepEqual(parts('${a}'), [['', ''], ['a']]);
    assert.deepEqual(parts('x-${a.b}-${ c }!'), [
      ['x-', '-', '!'],
      ['a.b', 'c'],
    ]);
    assert.deepEqual(parts(''), [[''], []]);
  });

  it('leaves escaped holes and other dollars as they are', () => {
    assert.deepEqual(parts('$${HOME}/${a}'), [['${HOME}/', ''], ['a']]);
    assert.deepEqual(parts('$5 $HOME $(x)'), [['$5 $HOME $(x)'], []]);
  });

  it('takes other delimiters', () => {
    assert.deepEqual(parts('<<a>> ${b} $<<c>>', ['<<', '>>']), [['', ' ${b} <<c>>'], ['a']]);
  });

  it('says what to do with text that is no hole', () => {
    assert.match(String(parts('${HOME:-x}')), /names no parameter; write `\$\$\{HOME:-x\}` or `\$literal`/);
    assert.match(String(parts('a ${b')), /has no `}`/);
  });
});
