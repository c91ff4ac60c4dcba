// Manifests as they were and as they shall be -> Changes of the commit gate. Reads nothing: run.ts brings the manifests.
import { type DerivedChanges, deriveChanges, type Sourced, type States } from '../../change/derive.ts';
import { completer } from '../../completion/complete.ts';
import type { CompletionData } from '../../completion/data.ts';
import type { ManifestDocument } from '../../manifest/document.ts';

/** An object with its file and its place in the text. */
export interface CommitSource extends Sourced {
  readonly document: ManifestDocument;
}

/** What the commit gate knows of a difference; without an old state, files that have none. */
export type CommitStates = Omit<States<CommitSource>, 'gate' | 'complete'>;

/** The changes that a commit, or a set of files, proposes. */
export function intake(states: CommitStates, data: CompletionData): DerivedChanges<CommitSource> {
  return deriveChanges({ ...states, gate: 'commit', complete: completer(data) });
}
