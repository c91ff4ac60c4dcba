// The round-trip law of templates on more than a hundred thousand resources: too many for every run of the unit tests.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkCompleted } from '../template/completed-law.ts';
import { checkLaw, nothingSeen } from '../template/law.ts';

const TEMPLATES = 4000;
const RESOURCES = 28;
const COMPLETED = 30_000;
/** Other templates than those of the unit test. */
const FIRST = 100_000;

describe('the round-trip law at length', () => {
  it('holds for 100,000 resources and more', (context) => {
    const seen = nothingSeen();
    for (let seed = FIRST; seed < FIRST + TEMPLATES; seed += 1) checkLaw(seed, RESOURCES, seen);
    context.diagnostic(
      `templates ${seen.templates}, resources ${seen.resources}, conforming ${seen.conforming}, drifting ${seen.drifting}, ambiguous ${seen.ambiguous}`,
    );
    assert.ok(seen.resources >= 100_000, String(seen.resources));
    assert.ok(seen.conforming > 20_000 && seen.drifting > 40_000, JSON.stringify(seen));
  });

  it('holds for 30,000 completed objects', (context) => {
    const seen = { objects: 0, conforming: 0, drifting: 0 };
    for (let seed = FIRST; seed < FIRST + COMPLETED; seed += 1) checkCompleted(seed, seen);
    context.diagnostic(JSON.stringify(seen));
    assert.equal(seen.objects, COMPLETED);
  });
});
