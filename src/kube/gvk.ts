// Group, version and kind; which kinds have no namespace; the identity of an object. Judges nothing.
import type { JsonObject } from './object.ts';

/** Group, version and kind; the core group is the empty string. */
export interface GVK {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** What makes two texts the same object: neither its version nor its file. An unknown namespace is undefined, none is ''. */
export interface ObjectRef {
  readonly group: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
}

/** Splits `apps/v1` or `v1`; more than one slash leaves the rest in the version, as no served version does. */
export function parseApiVersion(apiVersion: string): { readonly group: string; readonly version: string } {
  const slash = apiVersion.indexOf('/');
  return slash < 0
    ? { group: '', version: apiVersion }
    : { group: apiVersion.slice(0, slash), version: apiVersion.slice(slash + 1) };
}

/** The GVK that an object states of itself. */
export function gvkOf(object: JsonObject): GVK {
  const { group, version } = parseApiVersion(String(object['apiVersion'] ?? ''));
  return { group, version, kind: String(object['kind'] ?? '') };
}

/** `apps/v1`, or `v1` in the core group. */
export function printApiVersion({ group, version }: { readonly group: string; readonly version: string }): string {
  return group === '' ? version : `${group}/${version}`;
}

/** A key that is equal exactly for equal identities. */
export function identityKey({ group, kind, namespace, name }: ObjectRef): string {
  return `${group}/${kind}/${namespace ?? '?'}/${name}`;
}

/** Cluster-scoped kinds of Kubernetes 1.35 by group. Source: discovery of kube-apiserver 1.35 (`namespaced: false`). */
const CLUSTER_SCOPED: Readonly<Record<string, readonly string[]>> = {
  '': ['ComponentStatus', 'Namespace', 'Node', 'PersistentVolume'],
  'admissionregistration.k8s.io': [
    'MutatingAdmissionPolicy',
    'MutatingAdmissionPolicyBinding',
    'MutatingWebhookConfiguration',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
    'ValidatingWebhookConfiguration',
  ],
  'apiextensions.k8s.io': ['CustomResourceDefinition'],
  'apiregistration.k8s.io': ['APIService'],
  'authentication.k8s.io': ['SelfSubjectReview', 'TokenReview'],
  'authorization.k8s.io': ['SelfSubjectAccessReview', 'SelfSubjectRulesReview', 'SubjectAccessReview'],
  'certificates.k8s.io': ['CertificateSigningRequest'],
  'flowcontrol.apiserver.k8s.io': ['FlowSchema', 'PriorityLevelConfiguration'],
  'networking.k8s.io': ['IPAddress', 'IngressClass', 'ServiceCIDR'],
  'node.k8s.io': ['RuntimeClass'],
  'rbac.authorization.k8s.io': ['ClusterRole', 'ClusterRoleBinding'],
  'resource.k8s.io': ['DeviceClass', 'ResourceSlice'],
  'scheduling.k8s.io': ['PriorityClass'],
  'storage.k8s.io': ['CSIDriver', 'CSINode', 'StorageClass', 'VolumeAttachment', 'VolumeAttributesClass'],
};

/** Groups that kube-apiserver serves itself: all their kinds are known here. */
const BUILT_IN_GROUPS: ReadonlySet<string> = new Set([
  '',
  'admission.k8s.io',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'apiregistration.k8s.io',
  'apps',
  'authentication.k8s.io',
  'authorization.k8s.io',
  'autoscaling',
  'batch',
  'certificates.k8s.io',
  'coordination.k8s.io',
  'discovery.k8s.io',
  'events.k8s.io',
  'extensions',
  'flowcontrol.apiserver.k8s.io',
  'networking.k8s.io',
  'node.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'resource.k8s.io',
  'scheduling.k8s.io',
  'storage.k8s.io',
]);

/** Whether a kind lives in namespaces: undefined for a custom kind, whose definition alone would tell. */
export function isNamespaced({ group, kind }: { readonly group: string; readonly kind: string }): boolean | undefined {
  if (CLUSTER_SCOPED[group]?.includes(kind)) return false;
  return BUILT_IN_GROUPS.has(group) ? true : undefined;
}
