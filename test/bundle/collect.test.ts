import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exemptionsOf, workloadKindsOf } from '../../src/bundle/collect.ts';
import { readDocuments } from '../../src/bundle/documents.ts';

const documents = (text: string) => readDocuments({ path: 'a.yaml', bytes: new TextEncoder().encode(text) }).documents;

describe('collect', () => {
  it('workloadKindsOf() reads kinds and paths, and refuses one that is stated twice', () => {
    const text = (name: string) =>
      `apiVersion: sallyport.dev/v1alpha1\nkind: WorkloadKind\nmetadata: {name: ${name}}\nspec: {kinds: [argoproj.io/Rollout], podSpec: spec.template.spec}\n---\n`;
    const problems: never[] = [];
    assert.deepEqual(
      [...workloadKindsOf(documents(text('a')), problems)],
      [['argoproj.io/Rollout', ['spec', 'template', 'spec']]],
    );
    assert.equal(problems.length, 0);
    workloadKindsOf(documents(text('a') + text('b')), problems);
    assert.equal(problems.length, 1);
  });

  it('exemptionsOf() finds none where none is', () => {
    assert.deepEqual(exemptionsOf([], [], []), []);
  });
});
