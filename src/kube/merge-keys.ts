// Which fields tell the items of a list apart, as Kubernetes merges lists. Who pairs items by them is elsewhere.

/**
 * Merge keys of the lists that have one, by the field that holds the list (`patchMergeKey` and `listMapKey` of the API types of
 * Kubernetes 1.35). Items that lack the keys, or share them, are paired by position.
 */
export const MERGE_KEYS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  conditions: [['type']],
  containers: [['name']],
  env: [['name']],
  ephemeralContainers: [['name']],
  hostAliases: [['ip']],
  imagePullSecrets: [['name']],
  initContainers: [['name']],
  ownerReferences: [['uid']],
  ports: [
    ['containerPort', 'protocol'],
    ['port', 'protocol'],
  ],
  resourceClaims: [['name']],
  rules: [['host']],
  schedulingGates: [['name']],
  secrets: [['name']],
  topologySpreadConstraints: [['topologyKey', 'whenUnsatisfiable']],
  volumeDevices: [['devicePath']],
  volumeMounts: [['mountPath']],
  volumes: [['name']],
};
