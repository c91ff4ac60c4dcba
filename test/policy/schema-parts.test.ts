import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DATE, KIND, object, RULE_ID, text, texts } from '../../src/policy/schema-parts.ts';

describe('parts of schemas', () => {
  it('are patterns of dates, kinds and ids', () => {
    assert.match('2027-03-01', new RegExp(DATE));
    assert.doesNotMatch('2027-13-01', new RegExp(DATE));
    assert.match('apps/v1/Deployment', new RegExp(KIND));
    assert.doesNotMatch('deployment', new RegExp(KIND));
    assert.match('a-1', new RegExp(RULE_ID));
  });

  it('take the listed fields alone', () => {
    const made = object('one', ['a'], { a: text('a'), b: texts('b') });
    assert.deepEqual(
      [made['additionalProperties'], made['required'], Object.keys(made['properties'] as object)],
      [false, ['a'], ['a', 'b']],
    );
  });
});
