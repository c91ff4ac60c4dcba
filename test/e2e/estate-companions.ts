// What stands beside workloads in a repository, as text: services, routes, configuration, access, limits, storage and kinds that the API
// server does not know. Makes no mistakes.
import { type Application, indented, maybe, metadata, selectorLabels } from './estate-workloads.ts';

/** A text of one manifest for an application. */
export type Companion = (app: Application) => string;

const service: Companion = (app) => {
  const { pick, port } = app;
  return `apiVersion: v1
kind: Service
${metadata(app)}spec:
${pick.one(['', '  type: ClusterIP\n', '  type: LoadBalancer\n', '  type: NodePort\n'])}  ports:
  - port: ${pick.one([80, 443, port])}
    targetPort: ${pick.one(['http', String(port)])}
${maybe(pick, 60, '    protocol: TCP\n')}    name: http
${maybe(pick, 20, '  - {name: metrics, port: 9090, targetPort: metrics}\n')}  selector:
${indented(selectorLabels(app), 4)}`;
};

const headless: Companion = (app) => `apiVersion: v1
kind: Service
${metadata(app, `${app.name}-headless`)}spec:
  clusterIP: None
${maybe(app.pick, 50, '  publishNotReadyAddresses: true\n')}  selector:
${indented(selectorLabels(app), 4)}  ports:
    - port: ${app.port}
`;

const externalName: Companion = (app) => `apiVersion: v1
kind: Service
${metadata(app, `${app.name}-external`)}spec:
  type: ExternalName
  externalName: ${app.name}.example.com
`;

const ingress: Companion = (app) => {
  const { pick, name } = app;
  const host = `${name}.${pick.one(['example.com', 'apps.example.org'])}`;
  return `apiVersion: networking.k8s.io/v1
kind: Ingress
${metadata(app, name, `  annotations:\n    nginx.ingress.kubernetes.io/proxy-body-size: 10m\n    cert-manager.io/cluster-issuer: "letsencrypt"\n    nginx.ingress.kubernetes.io/ssl-redirect: "true"\n`)}spec:
${maybe(pick, 70, '  ingressClassName: nginx\n')}${maybe(pick, 60, `  tls:\n  - hosts:\n    - ${host}\n    secretName: ${name}-tls\n`)}  rules:
  - host: ${pick.one([host, `"${host}"`, `"*.${host}"`])}
    http:
      paths:
      - path: ${pick.one(['/', '/api', '/static/.*'])}
        pathType: ${pick.one(['Prefix', 'ImplementationSpecific', 'Prefix'])}
        backend:
          service:
            name: ${name}
            port:
              ${pick.one(['number: 80', 'name: http'])}
`;
};

const networkPolicy: Companion = (app) => {
  const { pick } = app;
  return `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
${metadata(app)}spec:
  podSelector:
${pick.one([`    matchLabels:\n${indented(selectorLabels(app), 6)}`, '    {}\n'])}  policyTypes:
  - Ingress
${maybe(pick, 50, '  - Egress\n  egress:\n  - to:\n    - ipBlock:\n        cidr: 10.0.0.0/8\n        except:\n        - 10.1.0.0/16\n    ports:\n    - port: 5432\n      protocol: TCP\n')}  ingress:
  - from:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: ingress
${maybe(pick, 50, '    - podSelector: {}\n')}${maybe(pick, 60, `    ports:\n    - protocol: TCP\n      port: ${app.port}\n`)}`;
};

const configMap: Companion = (app) => {
  const { pick, name } = app;
  return `apiVersion: v1
kind: ConfigMap
${metadata(app, `${name}-config`)}data:
  LOG_LEVEL: info
${maybe(pick, 50, `  application.properties: |\n    server.port=${app.port}\n    # a comment of its own\n    spring.datasource.url=jdbc:postgresql://db/${name}\n\n    feature.x=true\n`)}${maybe(pick, 40, `  config.json: |-\n    {\n      "debug": false,\n      "hosts": ["a", "b"]\n    }\n`)}${maybe(pick, 40, '  nginx.conf: >\n    worker_processes 4;\n    events { worker_connections 1024; }\n\n')}${maybe(pick, 40, `  MAX: '${pick.below(99)}'\n  ENABLED: "yes"\n  EMPTY: ""\n`)}${maybe(pick, 15, 'immutable: true\n')}`;
};

const secret: Companion = (app) => {
  const { pick } = app;
  return `apiVersion: v1
kind: Secret
${metadata(app)}${pick.one(['type: Opaque\n', '', 'type: Opaque\nimmutable: false\n'])}${pick.one(['data:\n  password: c2VjcmV0\n  token: |\n    YWJj\n    ZGVm\n', 'stringData:\n  password: change-me\n  config.yaml: |\n    user: app\n', 'data:\n  password: c2VjcmV0\nstringData:\n  user: app\n', 'data: {}\n'])}`;
};

const access: Companion = (app) => {
  const { pick, name, namespace } = app;
  const cluster = pick.chance(35);
  const role = cluster ? 'ClusterRole' : 'Role';
  return `apiVersion: v1
kind: ServiceAccount
${metadata(app)}${maybe(pick, 40, 'automountServiceAccountToken: off\n')}${maybe(pick, 30, 'imagePullSecrets:\n- name: registry-credentials\n')}---
apiVersion: rbac.authorization.k8s.io/v1
kind: ${role}
${metadata(app)}rules:
- apiGroups: [""]
  resources: ["pods", "configmaps"]
  verbs: ["get", "list", "watch"]
${maybe(pick, 50, "- apiGroups: ['apps']\n  resources: ['*']\n  verbs: ['*']\n")}${maybe(pick, 30, '- apiGroups:\n  - coordination.k8s.io\n  resources:\n  - leases\n  resourceNames:\n  - leader\n  verbs:\n  - update\n')}---
apiVersion: rbac.authorization.k8s.io/v1
kind: ${role}Binding
${metadata(app)}roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ${role}
  name: ${name}
subjects:
- kind: ServiceAccount
  name: ${name}
  namespace: ${namespace}
${maybe(pick, 30, `- kind: Group\n  name: ${app.team}-developers\n  apiGroup: rbac.authorization.k8s.io\n`)}`;
};

const autoscaler: Companion = (app) => {
  const { pick, name } = app;
  if (pick.chance(30))
    return `apiVersion: autoscaling/v1
kind: HorizontalPodAutoscaler
${metadata(app)}spec:
  maxReplicas: 10
  minReplicas: 2
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: ${name}
  targetCPUUtilizationPercentage: 80
`;
  return `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
${metadata(app)}spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: ${name}
  minReplicas: ${1 + pick.below(3)}
  maxReplicas: ${5 + pick.below(20)}
${maybe(pick, 85, `  metrics:\n  - type: Resource\n    resource:\n      name: cpu\n      target:\n        type: Utilization\n        averageUtilization: 70\n`)}${maybe(pick, 30, '  behavior:\n    scaleDown:\n      stabilizationWindowSeconds: 300\n      policies:\n      - type: Percent\n        value: 10\n        periodSeconds: 60\n')}`;
};

const budget: Companion = (app) => `apiVersion: policy/v1
kind: PodDisruptionBudget
${metadata(app)}spec:
  ${app.pick.one(['minAvailable: 1', 'maxUnavailable: 1', 'minAvailable: 50%', 'maxUnavailable: "25%"'])}
  selector:
    matchLabels:
${indented(selectorLabels(app), 6)}`;

const claim: Companion = (app) => `apiVersion: v1
kind: PersistentVolumeClaim
${metadata(app, `${app.name}-data`)}spec:
  accessModes:
  - ${app.pick.one(['ReadWriteOnce', 'ReadWriteMany'])}
${app.pick.one(['', '  storageClassName: fast-ssd\n', '  storageClassName: ""\n'])}  resources:
    requests:
      storage: ${app.pick.one(['1Gi', '20Gi', '1500Mi', '2.5Gi'])}
`;

const volume: Companion = (app) => `apiVersion: v1
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

const storageClass: Companion = (app) => `apiVersion: storage.k8s.io/v1
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

const limits: Companion = (app) => `apiVersion: v1
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

const priority: Companion = (app) => `apiVersion: scheduling.k8s.io/v1
kind: PriorityClass
metadata:
  name: ${app.team}-${app.name}
value: ${1000 * app.pick.below(1000)}
${maybe(app.pick, 50, 'globalDefault: no\n')}description: "Used by ${app.name} only"
`;

const namespaced: Companion = (app) => `apiVersion: v1
kind: Namespace
metadata:
  name: ${app.team}-${app.name}
  labels:
    team: ${app.team}
${maybe(app.pick, 60, '    pod-security.kubernetes.io/enforce: restricted\n    pod-security.kubernetes.io/enforce-version: latest\n')}`;

const pod: Companion = (app) => `apiVersion: v1
kind: Pod
${metadata(app, `${app.name}-debug`)}spec:
  restartPolicy: Never
  containers:
  - name: debug
    image: busybox
    command: ["sleep", "3600"]
${maybe(app.pick, 50, '    stdin: true\n    tty: yes\n')}`;

const webhook: Companion = (app) => `apiVersion: admissionregistration.k8s.io/v1
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

const definition: Companion = (app) => `apiVersion: apiextensions.k8s.io/v1
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
const foreign: Companion = (app) =>
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

/** How often each stands beside a workload, in a hundred. */
export const COMPANIONS: readonly (readonly [number, Companion])[] = [
  [75, service],
  [15, headless],
  [4, externalName],
  [40, ingress],
  [25, networkPolicy],
  [55, configMap],
  [35, secret],
  [25, access],
  [30, autoscaler],
  [30, budget],
  [15, claim],
  [5, volume],
  [4, storageClass],
  [8, limits],
  [4, priority],
  [8, namespaced],
  [6, pod],
  [4, webhook],
  [5, definition],
  [10, foreign],
];
