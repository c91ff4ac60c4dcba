// Manifests of the old tip and of the new one -> Changes of the push gate. Reads nothing: run.ts brings the manifests.
import { type DerivedChanges, deriveChanges, type Sourced, type States } from '../../change/derive.ts';
import type { ManifestDocument } from '../../manifest/document.ts';
import type { ApiModel } from '../../validation/api-model.ts';

/** An object with its file and its place in the text. */
export interface PushSource extends Sourced {
  readonly document: ManifestDocument;
}

/** What the push gate knows of one ref: there is always an old state, if only an empty one. */
type PushStates<T extends PushSource> = Omit<States<T>, 'gate' | 'old' | 'complete' | 'observe' | 'scopes'> & {
  readonly old: readonly T[];
};

/** The changes that an update of one ref proposes. */
export function intake<T extends PushSource>(
  states: PushStates<T>,
  { complete, observe, scopes }: ApiModel,
): DerivedChanges<T> {
  return deriveChanges({
    ...states,
    gate: 'push',
    complete,
    observe: ({ document }, change) => observe(document, change),
    scopes,
  });
}
