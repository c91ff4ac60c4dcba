// Manifests of the old tip and of the new one -> Changes of the push gate. Reads nothing: run.ts brings the manifests.
import { type DerivedChanges, deriveChanges, type Sourced, type States } from '../../change/derive.ts';
import { completer } from '../../completion/complete.ts';
import type { CompletionData } from '../../completion/data.ts';
import type { ManifestDocument } from '../../manifest/document.ts';

/** An object with its file and its place in the text. */
export interface PushSource extends Sourced {
  readonly document: ManifestDocument;
}

/** What the push gate knows of one ref: there is always an old state, if only an empty one. */
export type PushStates = Omit<States<PushSource>, 'gate' | 'old' | 'complete'> & {
  readonly old: readonly PushSource[];
};

/** The changes that an update of one ref proposes. */
export function intake(states: PushStates, data: CompletionData): DerivedChanges<PushSource> {
  return deriveChanges({ ...states, gate: 'push', complete: completer(data) });
}
