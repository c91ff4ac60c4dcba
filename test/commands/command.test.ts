import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EXIT, UsageError } from '../../src/commands/command.ts';

describe('EXIT', () => {
  it('holds the codes of the contract', () => {
    assert.deepEqual(EXIT, { passed: 0, denied: 1, unjudged: 2, misused: 3, interrupted: 130, terminated: 143 });
  });
});

describe('UsageError', () => {
  it('is told from a crash by its class', () => {
    assert.ok(new UsageError('x') instanceof Error);
    assert.equal(new UsageError('x').name, 'UsageError');
  });
});
