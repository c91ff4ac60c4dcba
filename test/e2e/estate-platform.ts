// What platform teams keep in a repository, as text: storage, limits, namespaces, webhooks, definitions, and resources of kinds that the
// API server does not know. Makes no mistakes.
import { type Application, indented, maybe, metadata, selectorLabels } from './estate-workloads.ts';

/** A text of manifests for an application. */
export type Companion = (app: Application) => string;

/** A PersistentVolume on a file server. */
export const volume: Companion = (app) => `apiVersion: v1
kind: PersistentVolume
metadata:
  name: ${app.namespace}-${app.name}
spec:
  capacity:
    storage: 50Gi
  accessModes: [ReadWriteMany]
  persistentVolumeReclaimPolicy: Retain
${maybe(app.pick, 50, '  mountOptions:\n  - nfsvers=4.1\n')}  nfs:
    server: nfs.example.com
    path: /exports/${app.name}
`;

/** A StorageClass. */
export const storageClass: Companion = (app) => `apiVersion: storage.k8s.io/v1
kind: StorageClass
metadata:
  name: ${app.name}-ssd
  annotations:
    storageclass.kubernetes.io/is-default-class: "false"
provisioner: ebs.csi.aws.com
parameters:
  type: gp3
  iops: "3000"
${maybe(app.pick, 50, 'allowVolumeExpansion: true\n')}volumeBindingMode: WaitForFirstConsumer
`;

/** A ResourceQuota and a LimitRange. */
export const limits: Companion = (app) => `apiVersion: v1
kind: ResourceQuota
${metadata(app)}spec:
  hard:
    requests.cpu: "${1 + app.pick.below(20)}"
    requests.memory: ${1 + app.pick.below(64)}Gi
    pods: ${app.pick.one(['"50"', '50'])}
    count/jobs.batch: 10
---
apiVersion: v1
kind: LimitRange
${metadata(app)}spec:
  limits:
  - type: Container
    default: {cpu: 500m, memory: 512Mi}
    defaultRequest:
      cpu: 100m
      memory: 128Mi
`;

/** A PriorityClass. */
export const priority: Companion = (app) => `apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata:
  name: ${app.team}-${app.name}
value: ${1000 * app.pick.below(1000)}
${maybe(app.pick, 50, 'globalDefault: no\n')}description: "Used by ${app.name} only"
`;

/** A Namespace. */
export const namespaced: Companion = (app) => `apiVersion: v1
kind: Namespace
metadata:
  name: ${app.team}-${app.name}
  labels:
    team: ${app.team}
${maybe(app.pick, 60, '    pod-security.kubernetes.io/enforce: restricted\n    pod-security.kubernetes.io/enforce-version: latest\n')}`;

/** A Pod to look around in. */
export const pod: Companion = (app) => `apiVersion: v1
kind: Pod
${metadata(app, `${app.name}-debug`)}spec:
  restartPolicy: Never
  containers:
  - name: debug
    image: busybox
    command: ["sleep", "3600"]
${maybe(app.pick, 50, '    stdin: true\n    tty: yes\n')}`;

/** A ValidatingWebhookConfiguration. */
export const webhook: Companion = (app) => `apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingWebhookConfiguration
metadata:
  name: ${app.name}.${app.team}.example.com
webhooks:
- name: validate.${app.name}.example.com
  admissionReviewVersions: ["v1"]
  sideEffects: None
  failurePolicy: ${app.pick.one(['Fail', 'Ignore'])}
  clientConfig:
    service:
      name: ${app.name}
      namespace: ${app.namespace}
      path: /validate
  rules:
  - apiGroups: ["apps"]
    apiVersions: ["v1"]
    operations: ["CREATE", "UPDATE"]
    resources: ["deployments"]
`;

/** A CustomResourceDefinition as controller-gen writes it. */
export const definition: Companion = (app) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: ${app.name}s.${app.team}.example.com
  annotations:
    controller-gen.kubebuilder.io/version: v0.14.0
spec:
  group: ${app.team}.example.com
  names:
    kind: ${app.name.charAt(0).toUpperCase()}${app.name.slice(1)}
    listKind: ${app.name.charAt(0).toUpperCase()}${app.name.slice(1)}List
    plural: ${app.name}s
    singular: ${app.name}
  scope: Namespaced
  versions:
  - name: v1alpha1
    schema:
      openAPIV3Schema:
        properties:
          apiVersion:
            type: string
          kind:
            type: string
          metadata:
            type: object
          spec:
            properties:
              replicas:
                default: 1
                format: int32
                minimum: 0
                type: integer
              mode:
                enum: [fast, safe]
                type: string
            required: [mode]
            type: object
          status:
            type: object
        type: object
    served: true
    storage: true
    subresources:
      status: {}
`;

/** Kinds of other projects, whose definitions the server does not have. */
export const foreign: Companion = (app) =>
  app.pick.one([
    `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
${metadata(app)}spec:
  endpoints:
  - port: metrics
    interval: 30s
  selector:
    matchLabels:
${indented(selectorLabels(app), 6)}`,
    `apiVersion: cert-manager.io/v1
kind: Certificate
${metadata(app, `${app.name}-tls`)}spec:
  secretName: ${app.name}-tls
  dnsNames: [${app.name}.example.com]
  issuerRef: {name: letsencrypt, kind: ClusterIssuer}
`,
    `apiVersion: argoproj.io/v1alpha1
kind: Application
${metadata(app)}spec:
  project: ${app.team}
  source: {repoURL: "https://git.example.com/${app.name}.git", path: deploy, targetRevision: HEAD}
  destination: {server: "https://kubernetes.default.svc", namespace: ${app.namespace}}
`,
  ]);
