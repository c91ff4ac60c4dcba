// What the API server sets in a new Pod when it prepares it for storage: annotations that became fields, and label keys that
// become selectors. Validating webhooks see it, mutating ones don't.
import type { DefaultEntry } from './data.ts';
import { type Draft, type DraftObject, fieldOf, isDraftObject } from './draft.ts';

/** Source: k8s.io/api/core/v1, DeprecatedAppArmorBetaContainerAnnotationKeyPrefix. */
const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/';
const LOCALHOST = 'localhost/';
/** Source: PATH_MAX - 1, in ValidateAppArmorProfileField of pkg/apis/core/validation. */
const LONGEST_PROFILE = 4095;

const within = (object: Draft | undefined, ...path: readonly string[]): Draft | undefined =>
  path.reduce<Draft | undefined>((at, name) => (isDraftObject(at) ? fieldOf(at, name) : undefined), object);

/**
 * The AppArmor annotation of a container as its field, unless the container or the whole Pod has that profile already. Source:
 * applyAppArmorVersionSkew in pkg/registry/core/pod of k8s.io/kubernetes.
 */
export function setAppArmorProfile(root: DraftObject, container: DraftObject, field: string): void {
  const annotation = within(root, 'metadata', 'annotations', `${APPARMOR}${String(fieldOf(container, 'name'))}`);
  const context = fieldOf(container, field);
  if (typeof annotation !== 'string' || within(root, 'spec', 'os', 'name') === 'windows') return;
  const given = within(context, 'appArmorProfile');
  if (given !== undefined && given !== null) return;
  const profile = profileOf(annotation);
  if (!profile || isSameProfile(profile, within(root, 'spec', 'securityContext', 'appArmorProfile'))) return;
  container[field] = { ...(isDraftObject(context) ? context : {}), appArmorProfile: profile };
}

/** Undefined for a value that would not be valid as a field. */
function profileOf(annotation: string): DraftObject | undefined {
  if (annotation === 'unconfined') return { type: 'Unconfined' };
  if (annotation === 'runtime/default') return { type: 'RuntimeDefault' };
  const name = annotation.startsWith(LOCALHOST) ? annotation.slice(LOCALHOST.length) : '';
  const isValid = name !== '' && name.trim() === name && new TextEncoder().encode(name).length <= LONGEST_PROFILE;
  return isValid ? { type: 'Localhost', localhostProfile: name } : undefined;
}

function isSameProfile(profile: DraftObject, other: Draft | undefined): boolean {
  if (!isDraftObject(other)) return false;
  const [own, theirs] = [profile, other].map((one) => fieldOf(one, 'localhostProfile') ?? undefined);
  return profile['type'] === fieldOf(other, 'type') && own === theirs;
}

/**
 * The label keys beside a selector as its expressions, with the Pod's own values. Source: applyLabelKeysToLabelSelector in
 * pkg/registry/core/pod of k8s.io/kubernetes.
 */
export function mergeLabelKeys(root: DraftObject, holder: DraftObject, field: string, entry: DefaultEntry): void {
  const selector = fieldOf(holder, field);
  const keys = fieldOf(holder, entry.from ?? '');
  const labels = within(root, 'metadata', 'labels');
  if (!isDraftObject(selector) || !Array.isArray(keys) || !isDraftObject(labels)) return;
  const added = keys.flatMap((key) => {
    const value = typeof key === 'string' ? fieldOf(labels, key) : undefined;
    return value === undefined ? [] : [{ key, operator: entry.value ?? 'In', values: [value] }];
  });
  if (added.length === 0) return;
  const before = fieldOf(selector, 'matchExpressions');
  holder[field] = { ...selector, matchExpressions: [...(Array.isArray(before) ? before : []), ...added] };
}
