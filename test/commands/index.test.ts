import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commands } from '../../src/commands/index.ts';

describe('commands', () => {
  it('have distinct names', () => {
    assert.equal(new Set(commands.map(({ name }) => name)).size, commands.length);
  });
});
