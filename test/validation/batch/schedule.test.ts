import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { load } from 'js-yaml';
import { scheduleProblem } from '../../../src/validation/batch/schedule.ts';

const schedules = load(readFileSync('test/validation/batch/schedules.yaml', 'utf8')) as {
  readonly read: readonly string[];
  readonly refused: readonly string[];
};

describe('scheduleProblem()', () => {
  it('reads what the API server reads', () => {
    assert.equal(schedules.read.length, 22);
    for (const text of schedules.read) assert.equal(scheduleProblem(text), undefined, text);
  });

  it('refuses what the API server refuses, with the end of a sentence', () => {
    assert.equal(schedules.refused.length, 24);
    for (const text of schedules.refused) assert.match(scheduleProblem(text) ?? '', /^(has|names|takes) /, text);
  });

  it('stays quick on a long text', () => {
    assert.equal(scheduleProblem(`${'*,'.repeat(100_000)}* * * * *`), undefined);
    assert.notEqual(scheduleProblem(`@every ${'1'.repeat(100_000)}`), undefined);
  });
});
