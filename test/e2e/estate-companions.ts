// What stands beside workloads in a repository, as text: services, routes, configuration, access; and how often each of them, and of
// what estate-platform.ts has, is found. Makes no mistakes.
import {
  type Companion,
  definition,
  foreign,
  limits,
  namespaced,
  pod,
  priority,
  storageClass,
  volume,
  webhook,
} from './estate-platform.ts';
import { indented, maybe, metadata, selectorLabels } from './estate-workloads.ts';

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
