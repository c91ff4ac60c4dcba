import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { quoted } from '../../src/manifest/problem.ts';

describe('quoted()', () => {
  it('shows a value on one line, whatever it holds', () => {
    assert.equal(quoted('a b'), '`a b`');
    assert.equal(quoted('a\n`\u202e'), '`a\\u000a\\u0060\\u202e`');
    assert.equal(quoted('x'.repeat(100)), `\`${'x'.repeat(79)}…\``);
  });
});
