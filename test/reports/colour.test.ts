import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { painter } from '../../src/reports/colour.ts';

describe('painter()', () => {
  it('sets and resets a style, or leaves text alone', () => {
    assert.equal(painter(true)('red', 'x'), '\u001b[31mx\u001b[39m');
    assert.equal(painter(false)('red', 'x'), 'x');
  });
});
