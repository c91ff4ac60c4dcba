// Manifests as they were and as they shall be -> Changes of the commit gate. Reads nothing: run.ts brings the manifests.
import { type DerivedChanges, deriveChanges, type Sourced, type States } from '../../change/derive.ts';
import type { ManifestDocument } from '../../manifest/document.ts';
import type { ApiModel } from '../../validation/api-model.ts';

/** An object with its file and its place in the text. */
export interface CommitSource extends Sourced {
  readonly document: ManifestDocument;
}

/** What the commit gate knows of a difference; without an old state, files that have none. */
export type CommitStates<T extends CommitSource = CommitSource> = Omit<
  States<T>,
  'gate' | 'complete' | 'observe' | 'scopes'
>;

/** The changes that a commit, or a set of files, proposes. */
export function intake<T extends CommitSource>(
  states: CommitStates<T>,
  { complete, observe, scopes }: ApiModel,
): DerivedChanges<T> {
  return deriveChanges({
    ...states,
    gate: 'commit',
    complete,
    observe: ({ document }, change) => observe(document, change),
    scopes,
  });
}
