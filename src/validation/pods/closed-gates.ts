// Fields of a pod spec whose feature gates are closed where nobody opens them: the server drops them before it validates or
// compares. Source: pkg/features/kube_features.go and dropDisabledFields of pkg/api/pod of k8s.io/kubernetes.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../kube/object.ts';

/** Where they stand; `*` is every item of a list. */
const CLOSED: readonly (readonly string[])[] = [
  ['workloadRef'],
  ['volumes', '*', 'projected', 'sources', '*', 'clusterTrustBundle'],
  ['volumes', '*', 'projected', 'sources', '*', 'podCertificate'],
  ['containers', '*', 'lifecycle', 'stopSignal'],
  ['initContainers', '*', 'lifecycle', 'stopSignal'],
];

/** The spec as the server keeps it; the very spec where it has no such field. */
export function withoutClosedGates(spec: JsonObject): JsonObject {
  return CLOSED.reduce<JsonObject>((kept, path) => without(kept, path) as JsonObject, spec);
}

function without(value: Json, [step, ...rest]: readonly string[]): Json {
  if (step === undefined) return value;
  if (step === '*') {
    if (!isJsonList(value)) return value;
    const items = value.map((item) => without(item, rest));
    return items.every((item, index) => item === value[index]) ? value : items;
  }
  if (!isJsonObject(value) || !Object.hasOwn(value, step)) return value;
  if (rest.length === 0) return withoutMember(value, step);
  const inner = value[step] ?? null;
  const kept = without(inner, rest);
  if (kept === inner) return value;
  // a lifecycle that says nothing else goes with its signal, a source of a projected volume stays
  const isEmpty = step === 'lifecycle' && isJsonObject(kept) && Object.keys(kept).length === 0;
  return isEmpty ? withoutMember(value, step) : { ...value, [step]: kept };
}

function withoutMember(value: JsonObject, member: string): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== member));
}
