import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expressionsWith } from '../../src/bundle/expressions.ts';
import { compileMessage, escapeControls, fillMessage } from '../../src/policy/message.ts';

const expressions = expressionsWith(() => {});

const fill = (text: string, node: unknown, bindings = {}) => {
  const compiled = compileMessage(text, '/message', expressions);
  assert.ok(compiled.ok, JSON.stringify(compiled));
  return fillMessage(compiled.value, node, bindings);
};

describe('message', () => {
  it('fills holes with JSONata on the node', () => {
    assert.equal(fill('container `{name}` adds `{$key}`', { name: 'app' }, { key: 2 }), 'container `app` adds `2`');
    assert.equal(fill('{a} {b} {c} {d}', { a: [1, 'x'], b: { y: true }, c: [] }), '1, x {"y":true} (none) (none)');
  });

  it('ends a hole at its matching brace, strings and nested braces respected', () => {
    assert.equal(fill('{{literal}} {{}} {$string({"a": "}"})}', {}), '{literal} {} {"a":"}"}');
    assert.equal(fill('it is the node’s {`a}b`}', { 'a}b': 'own' }), 'it is the node’s own');
  });

  it('says (error) for a hole that fails, and bounds holes and message', () => {
    assert.equal(fill('{1 + name}', { name: 'x' }), '(error)');
    assert.equal(fill('{name}', { name: 'x'.repeat(500) }).length, 120);
    assert.equal(fill('{name} '.repeat(30), { name: 'x'.repeat(500) }).length, 1024);
    assert.doesNotThrow(() => encodeURIComponent(fill('{name}', { name: '😀'.repeat(100) })));
  });

  it('bounds and escapes the detail behind it', () => {
    const compiled = compileMessage('m', '', expressions);
    assert.ok(compiled.ok);
    assert.equal(fillMessage(compiled.value, {}, {}, 'a\u202eb'), 'm (a\\u{202e}b)');
    assert.equal(fillMessage(compiled.value, {}, {}, 'x'.repeat(2000)).length, 1024);
  });

  it('escapes control and bidirectional characters', () => {
    assert.equal(escapeControls('a\u001b[31m\u202eb\nc\u0000'), 'a\\u{1b}[31m\\u{202e}b\\nc\\u{0}');
    assert.equal(fill('{name}', { name: 'a\u202eb' }), 'a\\u{202e}b');
  });

  it('refuses braces that do not pair', () => {
    for (const text of ['{name', 'name}', '{ "a }', '{name} }'])
      assert.equal(compileMessage(text, '', expressions).ok, false, text);
    assert.equal(compileMessage('{name +}', '', expressions).ok, false);
  });
});
