import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkCompleted } from './completed-law.ts';

const OBJECTS = 1500;

describe('the law at the gates', () => {
  it(`holds for ${OBJECTS} completed objects`, (context) => {
    const seen = { objects: 0, conforming: 0, drifting: 0 };
    for (let seed = 1; seed <= OBJECTS; seed += 1) checkCompleted(seed, seen);
    context.diagnostic(JSON.stringify(seen));
    assert.ok(seen.conforming > OBJECTS / 5 && seen.drifting > OBJECTS / 3, JSON.stringify(seen));
  });
});
