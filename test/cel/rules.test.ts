// Rules of the kind that CustomResourceDefinitions state: our verdict on each value is the API server's, as rules.yaml has it.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ruleTable, verdictOf } from './rule-table.ts';

describe('rules of CustomResourceDefinitions', () => {
  const groups = ruleTable();

  for (const group of groups) {
    it(group.name, () => {
      for (const { rule, verdict } of group.rules) assert.equal(verdictOf(rule, group), verdict, rule);
    });
  }

  it('are at least 500', () => {
    const rules = groups.flatMap((group) => group.rules);
    assert.ok(rules.length >= 500, `${rules.length}`);
    const verdicts = rules.map(({ verdict }) => verdict).join('');
    for (const letter of ['T', 'F', 'E', 'S', 'refused']) assert.ok(verdicts.split(letter).length > 20, letter);
  });
});
