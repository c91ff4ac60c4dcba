// The round-trip law over drawn templates and resources; `LAW_TEMPLATES` draws more of them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkLaw, nothingSeen } from './law.ts';

const TEMPLATES = Number(process.env['LAW_TEMPLATES'] ?? 300);
const RESOURCES = 12;

describe('the round-trip law', () => {
  it(`holds for ${TEMPLATES} templates with ${RESOURCES} resources each`, (context) => {
    const seen = nothingSeen();
    for (let seed = 1; seed <= TEMPLATES; seed += 1) checkLaw(seed, RESOURCES, seen);
    context.diagnostic(JSON.stringify(seen));
    assert.ok(seen.conforming > seen.resources / 5 && seen.drifting > seen.resources / 4, JSON.stringify(seen));
    assert.ok(seen.ambiguous < seen.resources / 5, JSON.stringify(seen));
  });
});
