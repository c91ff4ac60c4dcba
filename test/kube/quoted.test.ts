import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { quoted } from '../../src/kube/quoted.ts';

describe('quoted()', () => {
  it('shows numbers and texts in backticks', () => {
    assert.equal(quoted(5), '`5`');
    assert.equal(quoted('a b'), '`a b`');
  });
  it('escapes what would hide or break a message, and cuts what is long', () => {
    assert.equal(quoted('a\n`\u202e'), '`a\\u000a\\u0060\\u202e`');
    assert.equal(quoted('x'.repeat(100)), `\`${'x'.repeat(79)}…\``);
  });
});
