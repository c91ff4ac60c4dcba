// What OpenAPI asks for and the API server does not: fields that count as required there, yet are defaulted, unused or unchecked
// when an object is created. Data only; each entry with its reason, found by sending objects without the field to a real server.

const DEFAULTED = 'it has a default';
const ZERO = 'its empty value is as good as any';
const NOTHING = 'nothing asks for it';
const GATED = 'the field around it is dropped while its feature gate is closed';

/** Fields (`Type.field`) at and below which neither required fields nor listed values are asked for. */
export const UNCHECKED: Readonly<Record<string, string>> = {
  'PodTemplateSpec.metadata': 'of a template only labels and annotations are validated',
  'PersistentVolumeClaimTemplate.metadata': 'of a template only labels and annotations are validated',
  'JobTemplateSpec.metadata': 'of a template only labels and annotations are validated',
  'ResourceClaimTemplateSpec.metadata': 'of a template only labels and annotations are validated',
  'PersistentVolumeClaimSpec.dataSource': 'it is dropped unless it names a claim or a snapshot',
  'NodeConfigSource.configMap': 'it is dropped: nodes are no longer configured this way',
  'PodSpec.workloadRef': GATED,
  'VolumeProjection.clusterTrustBundle': GATED,
  'VolumeProjection.podCertificate': GATED,
  'ExactDeviceRequest.tolerations': GATED,
  'DeviceSubRequest.tolerations': GATED,
  'DeviceRequest.tolerations': GATED,
  'ResourceSliceSpec.sharedCounters': GATED,
  'Device.consumesCounters': GATED,
  'Device.taints': GATED,
  'BasicDevice.consumesCounters': GATED,
  'BasicDevice.taints': GATED,
  'BasicDevice.nodeSelector': GATED,
  'Device.nodeSelector': GATED,
  'MetricIdentifier.selector': 'nothing validates it',
  'DeviceCapacity.requestPolicy': GATED,
};

/** Required fields (`Type.field`) that may be missing. */
export const DISPENSABLE: Readonly<Record<string, string>> = {
  'CSIDriver.spec': NOTHING,
  'CSINode.spec': NOTHING,
  'CSINodeSpec.drivers': NOTHING,
  'ControllerRevision.revision': ZERO,
  'Counter.value': ZERO,
  'CustomResourceDefinitionVersion.served': ZERO,
  'CustomResourceDefinitionVersion.storage': ZERO,
  'DeviceCapacity.value': ZERO,
  'DeviceClass.spec': NOTHING,
  'EndpointSlice.endpoints': NOTHING,
  'Event.involvedObject': 'only its namespace is compared with that of the event',
  'ForZone.name': ZERO,
  'HTTPHeader.value': ZERO,
  'ISCSIPersistentVolumeSource.lun': ZERO,
  'ISCSIVolumeSource.lun': ZERO,
  'LimitRangeSpec.limits': NOTHING,
  'PodFailurePolicy.rules': NOTHING,
  'PreferredSchedulingTerm.preference': ZERO,
  'PriorityClass.value': ZERO,
  'ResourceClaim.spec': NOTHING,
  'ResourceClaimTemplate.spec': NOTHING,
  'ResourceClaimTemplateSpec.spec': NOTHING,
  'ResourcePool.generation': ZERO,
  'RoleRef.apiGroup': DEFAULTED,
  'ScaleIOPersistentVolumeSource.secretRef': NOTHING,
  'ScaleIOVolumeSource.secretRef': NOTHING,
  'SleepAction.seconds': ZERO,
  'Sysctl.value': ZERO,
  'TokenRequest.audience': ZERO,
};

/** Listed values (`Type.field`) beside which the server takes others. */
export const OPEN_LISTS: Readonly<Record<string, string>> = {
  'PodSpec.preemptionPolicy':
    'the admission plugin Priority compares it with the class, and templates are not compared',
  'Lifecycle.stopSignal': GATED,
};
