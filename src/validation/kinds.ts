// How the metadata of each built-in kind is judged: table from group and kind to the rule for its names. All versions of a kind
// share it. Source: the Validate… functions of pkg/apis of k8s.io/kubernetes, isNamespaced of kube/gvk.ts.
import { isNamespaced, parseApiVersion } from '../kube/gvk.ts';
import type { JsonObject } from '../kube/object.ts';
import { canonicalAddress } from './addresses.ts';
import type { MetadataRules } from './metadata.ts';
import { dnsLabel, dnsSubdomain, type NameRule, pathSegment, rfc1035Label } from './names.ts';
import { textOf } from './values.ts';

/** Kinds by the rule for their names; the group comes first, empty for the core group. */
const NAMES: readonly (readonly [NameRule, readonly string[]])[] = [
  [dnsLabel, ['/Namespace', 'apps/StatefulSet', 'coordination.k8s.io/LeaseCandidate']],
  [rfc1035Label, ['/Service']],
  [canonicalAddress, ['networking.k8s.io/IPAddress']],
  [
    // names of these are what fits a path, or what their own validation says
    pathSegment,
    [
      '/Event',
      'apiextensions.k8s.io/CustomResourceDefinition',
      'apiregistration.k8s.io/APIService',
      'certificates.k8s.io/CertificateSigningRequest',
      'certificates.k8s.io/ClusterTrustBundle',
      'policy/PodDisruptionBudget',
      'rbac.authorization.k8s.io/ClusterRole',
      'rbac.authorization.k8s.io/ClusterRoleBinding',
      'rbac.authorization.k8s.io/Role',
      'rbac.authorization.k8s.io/RoleBinding',
    ],
  ],
  [
    dnsSubdomain,
    [
      '/ConfigMap',
      '/Endpoints',
      '/LimitRange',
      '/Node',
      '/PersistentVolume',
      '/PersistentVolumeClaim',
      '/Pod',
      '/PodTemplate',
      '/ReplicationController',
      '/ResourceQuota',
      '/Secret',
      '/ServiceAccount',
      'admissionregistration.k8s.io/MutatingAdmissionPolicy',
      'admissionregistration.k8s.io/MutatingAdmissionPolicyBinding',
      'admissionregistration.k8s.io/MutatingWebhookConfiguration',
      'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
      'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
      'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
      'apps/ControllerRevision',
      'apps/DaemonSet',
      'apps/Deployment',
      'apps/ReplicaSet',
      'autoscaling/HorizontalPodAutoscaler',
      'batch/CronJob',
      'batch/Job',
      'certificates.k8s.io/PodCertificateRequest',
      'coordination.k8s.io/Lease',
      'discovery.k8s.io/EndpointSlice',
      'events.k8s.io/Event',
      'flowcontrol.apiserver.k8s.io/FlowSchema',
      'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration',
      'networking.k8s.io/Ingress',
      'networking.k8s.io/IngressClass',
      'networking.k8s.io/NetworkPolicy',
      'networking.k8s.io/ServiceCIDR',
      'node.k8s.io/RuntimeClass',
      'resource.k8s.io/DeviceClass',
      'resource.k8s.io/DeviceTaintRule',
      'resource.k8s.io/ResourceClaim',
      'resource.k8s.io/ResourceClaimTemplate',
      'resource.k8s.io/ResourceSlice',
      'scheduling.k8s.io/PriorityClass',
      'scheduling.k8s.io/Workload',
      'storage.k8s.io/CSIDriver',
      'storage.k8s.io/CSINode',
      'storage.k8s.io/CSIStorageCapacity',
      'storage.k8s.io/StorageClass',
      'storage.k8s.io/VolumeAttachment',
      'storage.k8s.io/VolumeAttributesClass',
    ],
  ],
];

/** Kinds whose `generateName` may be anything that leads to a name (ValidateObjectMetaWithOpts). */
const ANY_PREFIX: ReadonlySet<string> = new Set(['/ReplicationController', 'resource.k8s.io/DeviceClass']);

/** Groups and kinds whose finalizers need no prefix: their validation is not that of the core group. */
const ANY_FINALIZER: ReadonlySet<string> = new Set([
  '/Event',
  'apiregistration.k8s.io/APIService',
  'policy/PodDisruptionBudget',
]);
const ANY_FINALIZER_GROUPS: ReadonlySet<string> = new Set([
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'coordination.k8s.io',
  'node.k8s.io',
]);

/** Kinds whose name the server makes up where there is none (pkg/registry/core/limitrange). */
const UNNAMED: ReadonlySet<string> = new Set(['/LimitRange']);

/** Kinds whose update is judged by what a new object of the kind is judged by (ValidateUpdate of their strategies). */
const JUDGED_ON_UPDATE: ReadonlySet<string> = new Set([
  '/ConfigMap',
  '/Endpoints',
  '/LimitRange',
  '/Namespace',
  '/Node',
  '/PersistentVolume',
  '/PersistentVolumeClaim',
  '/Pod',
  '/Secret',
  '/ServiceAccount',
  'admissionregistration.k8s.io/MutatingAdmissionPolicy',
  'admissionregistration.k8s.io/MutatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/MutatingWebhookConfiguration',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicy',
  'admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding',
  'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
  'apps/ControllerRevision',
  'batch/Job',
  'discovery.k8s.io/EndpointSlice',
  'flowcontrol.apiserver.k8s.io/FlowSchema',
  'flowcontrol.apiserver.k8s.io/PriorityLevelConfiguration',
  'networking.k8s.io/IPAddress',
  'networking.k8s.io/Ingress',
  'networking.k8s.io/IngressClass',
  'networking.k8s.io/NetworkPolicy',
  'node.k8s.io/RuntimeClass',
  'resource.k8s.io/ResourceClaim',
  'resource.k8s.io/ResourceClaimTemplate',
  'storage.k8s.io/CSINode',
  'storage.k8s.io/CSIStorageCapacity',
  'storage.k8s.io/StorageClass',
  'storage.k8s.io/VolumeAttachment',
  'storage.k8s.io/VolumeAttributesClass',
]);

const RULES: ReadonlyMap<string, MetadataRules> = new Map(
  NAMES.flatMap(([name, kinds]) => kinds.map((kind) => [kind, rulesOf(kind, name)] as const)),
);

function rulesOf(groupKind: string, name: NameRule): MetadataRules {
  const [group = '', kind = ''] = groupKind.split('/');
  return {
    name,
    namespaced: isNamespaced({ group, kind }) !== false,
    anyPrefix: ANY_PREFIX.has(groupKind),
    unnamed: UNNAMED.has(groupKind),
    judgedOnUpdate: JUDGED_ON_UPDATE.has(groupKind),
    anyFinalizer: ANY_FINALIZER.has(groupKind) || ANY_FINALIZER_GROUPS.has(group),
  };
}

/** The rules for the metadata of an object's kind; undefined for kinds that are not known, and those that are only requests. */
export function metadataRulesOf(object: JsonObject): MetadataRules | undefined {
  const { group } = parseApiVersion(textOf(object, 'apiVersion'));
  return RULES.get(`${group}/${textOf(object, 'kind')}`);
}
