// A test case as a Change: the object with the facts around it, as the API server would show it to the webhook.
import type { Change, Operation } from '../change/change.ts';
import { gvkOf, isNamespaced } from '../kube/gvk.ts';
import { type JsonObject, metadataOf } from '../kube/object.ts';
import { type ManifestDocument, parseManifests } from '../manifest/parse.ts';
import type { CaseInput } from '../policy/policy.ts';

/** The change that a case describes; undefined for a case without any object. The operation follows from the objects unless stated. */
export function changeOf(input: CaseInput): Change | undefined {
  const { object, old, actor } = input;
  const subject = object ?? old;
  if (!subject) return undefined;
  const operation: Operation = input.operation ?? (object ? (old ? 'UPDATE' : 'CREATE') : 'DELETE');
  const { name, namespace } = metadataOf(subject);
  const gvk = gvkOf(subject);
  return {
    operation,
    gvk,
    subresource: input.subresource,
    namespace: namespaceOf(gvk, name, input.namespace?.name ?? namespace),
    name: name ?? '',
    object: operation === 'DELETE' ? undefined : object,
    oldObject: operation === 'DELETE' ? (old ?? object) : old,
    actor: actor && { name: actor.name, groups: actor.groups ?? [], proof: actor.proof ?? 'apiserver' },
    dryRun: false,
    origin: { gate: 'admission', comparable: true },
  };
}

/** A Namespace is in itself, another cluster-scoped object in none; for the rest what is stated counts, or it is unknown. */
function namespaceOf(
  gvk: ReturnType<typeof gvkOf>,
  name: string | undefined,
  stated: string | undefined,
): string | undefined {
  if (gvk.group === '' && gvk.kind === 'Namespace') return name;
  return isNamespaced(gvk) === false ? '' : stated;
}

/** Labels of the namespace that the case states. */
export function namespaceLabelsOf({ namespace }: CaseInput) {
  return (name: string) => (namespace?.name === name ? (namespace.labels ?? {}) : undefined);
}

/** The object of a case that gives it as text, and the text as it was read; undefined for a case that gives it otherwise. */
export function textOf({
  manifest,
  object,
}: CaseInput):
  | { readonly object: JsonObject; readonly text: ManifestDocument }
  | { readonly problem: string }
  | undefined {
  if (manifest === undefined) return undefined;
  if (object) return { problem: 'the case has both `object` and `manifest`: leave one of them out' };
  const { documents, problems } = parseManifests(manifest);
  const [problem] = problems;
  if (problem) return { problem: `the manifest cannot be read (line ${problem.position.line}): ${problem.message}` };
  const [text, second] = documents;
  if (!text || second) return { problem: `the manifest holds ${documents.length} objects: write exactly one` };
  return { object: text.value as JsonObject, text };
}
