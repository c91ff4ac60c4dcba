import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readDocuments } from '../../src/bundle/documents.ts';
import { packFiles } from '../../src/bundle/sources.ts';
import { OBSERVERS } from '../../src/change/observation.ts';
import { FIELD_ERROR_TYPES } from '../../src/kube/field-error.ts';
import type { PolicySpec } from '../../src/policy/policy.ts';

const policies = packFiles('kubernetes')
  .flatMap((file) => readDocuments(file).documents)
  .filter(({ kind }) => kind === 'Policy')
  .map(({ spec }) => spec as unknown as PolicySpec);
const rulesOf = (observer: string) =>
  policies.flatMap(({ rules }) => rules.filter(({ observed }) => observed === observer).map(({ id }) => id));

describe('OBSERVERS', () => {
  it('each have rules that tell what they see', () => {
    assert.ok(policies.length >= 4);
    for (const observer of OBSERVERS) assert.ok(rulesOf(observer).length > 0, observer);
  });

  it('have a rule for every type of field error', () => {
    assert.deepEqual([...rulesOf('fields')].sort(), [...FIELD_ERROR_TYPES, 'unknown-kind'].sort());
  });
});
