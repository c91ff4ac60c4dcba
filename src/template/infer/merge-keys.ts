// Merge keys of lists, until they stand in kube.ts: by the field that holds the list.
export const MERGE_KEYS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  containers: [['name']],
  env: [['name']],
  ports: [
    ['containerPort', 'protocol'],
    ['port', 'protocol'],
  ],
  rules: [['host']],
  topologySpreadConstraints: [['topologyKey', 'whenUnsatisfiable']],
  volumeMounts: [['mountPath']],
};
