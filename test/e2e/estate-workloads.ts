// Workloads as teams write them, as text: web services, workers, databases, agents, scheduled and one-off work, in the styles of
// hand-written, generated and Helm-rendered files. Names no file and makes no mistakes.
import type { Chooser } from './pod-generator.ts';

/** What the manifests of one application have in common. */
export interface Application {
  readonly pick: Chooser;
  readonly name: string;
  readonly team: string;
  readonly namespace: string;
  readonly port: number;
  readonly helm: boolean;
}

/** The text in `parts` of a hundred cases. */
export function maybe(pick: Chooser, parts: number, text: string): string {
  return pick.chance(parts) ? text : '';
}

/** Every line of a text further to the right. */
export function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}

/** `metadata` with the labels of the application's style. */
export function metadata(app: Application, name = app.name, more = ''): string {
  const { pick, namespace, team, helm } = app;
  const labels = helm
    ? `    helm.sh/chart: ${app.name}-${pick.below(9)}.${pick.below(20)}.0
    app.kubernetes.io/name: ${app.name}
    app.kubernetes.io/instance: ${team}
    app.kubernetes.io/version: "${pick.below(9)}.${pick.below(20)}"
    app.kubernetes.io/managed-by: Helm
`
    : `    app: ${app.name}
${maybe(pick, 50, `    team: ${team}\n`)}${maybe(pick, 20, `    tier: "${pick.one(['frontend', 'backend', '1'])}"\n`)}`;
  return `metadata:
  name: ${name}
  namespace: ${namespace}
${more}  labels:
${labels}`;
}

/** The labels by which the application's pods are found. */
export function selectorLabels({ name, team, helm }: Application): string {
  return helm ? `app.kubernetes.io/name: ${name}\napp.kubernetes.io/instance: ${team}\n` : `app: ${name}\n`;
}

const registry = (pick: Chooser): string =>
  pick.one(['registry.example.com', 'ghcr.io/example', 'docker.io/library', 'registry.example.com:5000/platform']);

function tag(pick: Chooser): string {
  return pick.one([
    `:v${pick.below(5)}.${pick.below(20)}.${pick.below(9)}`,
    `:${pick.below(5)}.${pick.below(20)}`,
    ':latest',
    '',
    '@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
  ]);
}

function probe(app: Application, kind: string): string {
  const { pick, port } = app;
  const handler = pick.one([
    `  httpGet:\n    path: /${pick.one(['healthz', 'ready', 'api/health', ''])}\n    port: ${pick.one(['http', String(port)])}\n`,
    `  tcpSocket:\n    port: ${port}\n`,
    `  exec:\n    command: ["/bin/sh", "-c", "curl -f localhost:${port} || exit 1"]\n`,
    `  exec:\n    command:\n    - cat\n    - /tmp/healthy\n`,
  ]);
  return `${kind}:\n${handler}${maybe(pick, 60, `  initialDelaySeconds: ${pick.below(60)}\n`)}${maybe(pick, 50, `  periodSeconds: ${1 + pick.below(30)}\n`)}${maybe(pick, 30, `  timeoutSeconds: ${1 + pick.below(5)}\n`)}${maybe(pick, 20, '  failureThreshold: 5\n')}`;
}

function resources(pick: Chooser): string {
  const cpu = pick.one(['100m', '0.5', '1', '"2"', '250m', '.25', '1500m']);
  const memory = pick.one(['128Mi', '512Mi', '1Gi', '1024Mi', '256M', '1.5Gi', '"536870912"', '1e9']);
  return pick.one([
    `resources:\n  requests:\n    cpu: ${pick.one(['10m', '50m', '0.1'])}\n    memory: 64Mi\n  limits:\n    cpu: ${cpu}\n    memory: ${memory}\n`,
    `resources:\n  limits:\n    memory: ${memory}\n`,
    `resources: {}\n`,
    `resources:\n  requests: {cpu: ${cpu}, memory: ${memory}}\n`,
    '',
  ]);
}

function environment(app: Application): string {
  const { pick, name } = app;
  return `env:
- name: PORT
  value: "${app.port}"
${maybe(pick, 60, `- name: LOG_LEVEL\n  value: ${pick.one(['info', '"debug"', 'WARN'])}\n`)}${maybe(pick, 50, `- name: DB_PASSWORD\n  valueFrom:\n    secretKeyRef:\n      name: ${name}\n      key: password\n`)}${maybe(pick, 40, `- name: POD_NAME\n  valueFrom:\n    fieldRef:\n      fieldPath: metadata.name\n`)}${maybe(pick, 30, `- name: FEATURES\n  value: ''\n`)}${maybe(pick, 30, `- name: URL\n  value: http://$(HOST):$(PORT)/\n`)}${maybe(pick, 20, `- {name: CPU_LIMIT, valueFrom: {resourceFieldRef: {resource: limits.cpu}}}\n`)}${maybe(pick, 40, `envFrom:\n- configMapRef:\n    name: ${name}-config\n`)}`;
}

function containerSecurity(pick: Chooser): string {
  return pick.one([
    'securityContext:\n  allowPrivilegeEscalation: false\n  readOnlyRootFilesystem: true\n  runAsNonRoot: true\n  capabilities:\n    drop:\n    - ALL\n',
    'securityContext:\n  privileged: false\n',
    'securityContext: {}\n',
    '',
    '',
  ]);
}

/** One container of the application; `mounts` is YAML of its volumeMounts, or nothing. */
function container(app: Application, name: string, mounts: string, more = ''): string {
  const { pick, port } = app;
  return `- name: ${name}
  image: ${pick.one([`${registry(pick)}/${name}${tag(pick)}`, `"${registry(pick)}/${name}${tag(pick)}"`])}
${maybe(pick, 60, `  imagePullPolicy: ${pick.one(['IfNotPresent', 'Always'])}\n`)}${maybe(pick, 25, `  command: ["/app/${name}"]\n`)}${maybe(pick, 30, `  args:\n  - --port=${port}\n  - --verbose\n`)}  ports:
  - name: http
    containerPort: ${port}
${maybe(pick, 50, '    protocol: TCP\n')}${maybe(pick, 30, `  - containerPort: ${9000 + pick.below(99)}\n    name: metrics\n`)}${maybe(pick, 80, indented(environment(app), 2))}${maybe(pick, 60, indented(probe(app, 'livenessProbe'), 2))}${maybe(pick, 60, indented(probe(app, 'readinessProbe'), 2))}${indented(resources(pick), 2)}${indented(containerSecurity(pick), 2)}${mounts && `  volumeMounts:\n${indented(mounts, 2)}`}${more}`;
}

/** The pod template's spec and metadata below `template:`. */
function template(app: Application, more = '', restart = ''): string {
  const { pick, name } = app;
  const volumes = pick.chance(55);
  const mounts = volumes
    ? `- name: config\n  mountPath: /etc/${name}\n${maybe(pick, 50, '  readOnly: true\n')}- name: tmp\n  mountPath: /tmp\n`
    : '';
  return `template:
  metadata:
    labels:
${indented(selectorLabels(app), 6)}${maybe(pick, 40, '    annotations:\n      prometheus.io/scrape: "true"\n      prometheus.io/port: "9000"\n')}  spec:
${restart}${maybe(pick, 30, `    serviceAccountName: ${name}\n`)}${maybe(pick, 30, '    automountServiceAccountToken: false\n')}${maybe(pick, 30, '    securityContext:\n      runAsNonRoot: true\n      runAsUser: 1000\n      fsGroup: 2000\n')}${maybe(pick, 30, '    imagePullSecrets:\n    - name: registry-credentials\n')}${maybe(pick, 20, '    nodeSelector:\n      kubernetes.io/os: linux\n')}${maybe(pick, 20, '    tolerations:\n    - key: dedicated\n      operator: Equal\n      value: apps\n      effect: NoSchedule\n')}${maybe(pick, 20, `    affinity:\n      podAntiAffinity:\n        preferredDuringSchedulingIgnoredDuringExecution:\n        - weight: 100\n          podAffinityTerm:\n            topologyKey: kubernetes.io/hostname\n            labelSelector:\n              matchLabels:\n${indented(selectorLabels(app), 16)}`)}${maybe(pick, 15, '    terminationGracePeriodSeconds: 60\n')}${more}${maybe(pick, 20, `    initContainers:\n    - name: wait-for-db\n      image: busybox:1.36\n      command: ['sh', '-c', 'until nc -z db 5432; do echo waiting; sleep 2; done']\n`)}    containers:
${indented(container(app, name, mounts), 4)}${maybe(pick, 15, `    - name: proxy\n      image: envoyproxy/envoy:v1.29\n      ports: [{containerPort: 15001}]\n`)}${volumes ? `    volumes:\n    - name: config\n      configMap:\n        name: ${name}-config\n${maybe(pick, 40, `        defaultMode: ${pick.one(['420', '0644', '0400'])}\n`)}    - name: tmp\n      emptyDir: {}\n` : ''}`;
}

/** A Deployment. */
export function deployment(app: Application): string {
  const { pick } = app;
  return `apiVersion: apps/v1
kind: Deployment
${metadata(app)}spec:
  replicas: ${pick.one([1, 2, 3, 0])}
${maybe(pick, 30, '  revisionHistoryLimit: 3\n')}${maybe(pick, 35, `  strategy:\n    type: RollingUpdate\n    rollingUpdate:\n      maxSurge: ${pick.one(['1', '25%', '"50%"'])}\n      maxUnavailable: 0\n`)}  selector:
    matchLabels:
${indented(selectorLabels(app), 6)}${indented(template(app), 2)}`;
}

/** A StatefulSet with claims. */
export function statefulSet(app: Application): string {
  const { pick, name } = app;
  return `apiVersion: apps/v1
kind: StatefulSet
${metadata(app)}spec:
  serviceName: ${name}-headless
  replicas: ${1 + pick.below(3)}
${maybe(pick, 30, '  podManagementPolicy: Parallel\n')}${maybe(pick, 30, '  updateStrategy:\n    type: RollingUpdate\n')}  selector:
    matchLabels:
${indented(selectorLabels(app), 6)}  template:
    metadata:
      labels:
${indented(selectorLabels(app), 8)}    spec:
      terminationGracePeriodSeconds: 120
      containers:
${indented(container(app, name, '- name: data\n  mountPath: /var/lib/data\n'), 6)}  volumeClaimTemplates:
  - metadata:
      name: data
    spec:
      accessModes: ["ReadWriteOnce"]
${maybe(pick, 50, '      storageClassName: fast-ssd\n')}      resources:
        requests:
          storage: ${pick.one(['10Gi', '100Gi', '500Mi', '1Ti', '0.5Ti'])}
`;
}

/** A DaemonSet on every node. */
export function daemonSet(app: Application): string {
  const { pick } = app;
  return `apiVersion: apps/v1
kind: DaemonSet
${metadata(app)}spec:
  selector:
    matchLabels:
${indented(selectorLabels(app), 6)}${maybe(pick, 40, '  updateStrategy:\n    type: RollingUpdate\n    rollingUpdate:\n      maxUnavailable: 10%\n')}  template:
    metadata:
      labels:
${indented(selectorLabels(app), 8)}    spec:
${maybe(pick, 50, '      hostNetwork: true\n      dnsPolicy: ClusterFirstWithHostNet\n')}${maybe(pick, 40, '      hostPID: yes\n')}      tolerations:
      - operator: Exists
      containers:
${indented(container(app, app.name, '- name: host\n  mountPath: /host\n  readOnly: yes\n'), 6)}      volumes:
      - name: host
        hostPath:
          path: ${pick.one(['/', '/var/log', '/proc'])}
${maybe(pick, 40, '          type: Directory\n')}`;
}

/** A Job, or a CronJob around one. */
export function work(app: Application, scheduled: boolean): string {
  const { pick } = app;
  const restart = `    restartPolicy: ${pick.one(['Never', 'OnFailure'])}\n`;
  const job = `${maybe(pick, 50, `backoffLimit: ${pick.below(7)}\n`)}${maybe(pick, 30, 'activeDeadlineSeconds: 3600\n')}${maybe(pick, 30, 'ttlSecondsAfterFinished: 86400\n')}${template(app, '', restart)}`;
  if (!scheduled) return `apiVersion: batch/v1\nkind: Job\n${metadata(app)}spec:\n${indented(job, 2)}`;
  return `apiVersion: batch/v1
kind: CronJob
${metadata(app)}spec:
  schedule: "${pick.one(['0 3 * * *', '*/15 * * * *', '@daily', '0 0 1 * *', '30 6 * * 1-5', '0 */2 * * SUN'])}"
${maybe(pick, 30, `  timeZone: ${pick.one(['Europe/Berlin', 'America/New_York', 'Etc/UTC'])}\n`)}${maybe(pick, 60, `  concurrencyPolicy: ${pick.one(['Forbid', 'Replace', 'Allow'])}\n`)}${maybe(pick, 40, '  successfulJobsHistoryLimit: 1\n  failedJobsHistoryLimit: 1\n')}${maybe(pick, 20, '  suspend: no\n')}  jobTemplate:
    spec:
${indented(job, 6)}`;
}
