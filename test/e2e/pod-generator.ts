// Seeded pods and workloads that touch every control of the Pod Security Standards, near their borders: most begin as
// what the restricted level accepts and differ in a few places. Judges nothing.
//
// Left out on purpose, because the API server turns them away or rewrites them before anyone judges: a pod spec that is
// missing, a container that is null, a volume with no source (defaulted to emptyDir) or with two.
import type { Json, JsonObject } from '../../src/kube/object.ts';

type Draft = { [key: string]: Json | Draft | Draft[] };

/** A source of choices that gives the same ones for the same seed. */
export interface Chooser {
  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number;
  one<T>(items: readonly T[]): T;
  /** True in `parts` of 100 cases. */
  chance(parts: number): boolean;
}

/** mulberry32, a 32-bit generator with a full period: no secret, only spread. */
export function chooser(seed: number): Chooser {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    one: <T>(items: readonly T[]): T => items[below(items.length)] as T,
    chance: (parts) => below(100) < parts,
  };
}

const CAPABILITIES = [
  ...['AUDIT_WRITE', 'CHOWN', 'DAC_OVERRIDE', 'FOWNER', 'FSETID', 'KILL', 'MKNOD', 'NET_BIND_SERVICE', 'SETFCAP'],
  ...['SETGID', 'SETPCAP', 'SETUID', 'SYS_CHROOT', 'NET_RAW', 'SYS_ADMIN', 'NET_ADMIN', 'ALL', 'all', 'CAP_CHOWN'],
  ...['chown', 'CAP_NET_BIND_SERVICE', 'net_bind_service'],
];
const SYSCTLS = [
  ...['kernel.shm_rmid_forced', 'net.ipv4.ip_local_port_range', 'net.ipv4.tcp_syncookies', 'net.ipv4.tcp_wmem'],
  ...['net.ipv4.ping_group_range', 'net.ipv4.ip_unprivileged_port_start', 'net.ipv4.ip_local_reserved_ports'],
  ...['net.ipv4.tcp_keepalive_time', 'net.ipv4.tcp_fin_timeout', 'net.ipv4.tcp_keepalive_intvl', 'net.ipv4.tcp_rmem'],
  ...['net.ipv4.tcp_keepalive_probes', 'kernel.msgmax', 'net.core.somaxconn', 'net/ipv4/tcp_rmem', 'net.ipv4.tcp_rme'],
];
const SELINUX_TYPES = [
  '',
  'container_t',
  'container_init_t',
  'container_kvm_t',
  'container_engine_t',
  'spc_t',
  'Container_t',
];
const SECCOMP: readonly Json[] = [
  { type: 'RuntimeDefault' },
  { type: 'Localhost', localhostProfile: 'profiles/a.json' },
  { type: 'Unconfined' },
  { type: 'runtimeDefault' },
  {},
  null,
];
const APPARMOR: readonly Json[] = [
  { type: 'RuntimeDefault' },
  { type: 'Localhost', localhostProfile: 'a' },
  { type: 'Unconfined' },
  { type: 'unconfined' },
  {},
  null,
];
const APPARMOR_ANNOTATIONS = [
  'runtime/default',
  'localhost/a',
  'localhost/',
  'localhost',
  'unconfined',
  '',
  'Runtime/Default',
];
const HOSTS = ['10.0.0.1', 'example.org', 'localhost', '', ' '];
const TOGGLES = [true, false, null];
const IDS = [0, 1, 1000, null];
const DROPPED: readonly Json[] = [['ALL'], ['NET_RAW', 'ALL'], ['all'], ['CAP_ALL'], ['NET_RAW'], [], null];

/** One volume source of each type that the API knows, with what it requires. */
const VOLUMES: readonly JsonObject[] = [
  { configMap: { name: 'c' } },
  { csi: { driver: 'd.example.org' } },
  { downwardAPI: { items: [{ path: 'p', fieldRef: { fieldPath: 'metadata.name' } }] } },
  { emptyDir: {} },
  { emptyDir: { medium: 'Memory' } },
  { emptyDir: {}, hostPath: null },
  {
    ephemeral: {
      volumeClaimTemplate: {
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      },
    },
  },
  { image: { reference: 'registry.example.org/data:1' } },
  { persistentVolumeClaim: { claimName: 'p' } },
  { projected: { sources: [{ secret: { name: 's' } }] } },
  { secret: { secretName: 's' } },
  { hostPath: { path: '/var/log' } },
  { hostPath: { path: '/', type: 'Directory' } },
  { gcePersistentDisk: { pdName: 'p' } },
  { awsElasticBlockStore: { volumeID: 'v' } },
  { gitRepo: { repository: 'https://example.org/r.git' } },
  { nfs: { server: 'n', path: '/p' } },
  { iscsi: { targetPortal: '10.0.0.1:3260', iqn: 'iqn.2024-01.org.example:t', lun: 0 } },
  { glusterfs: { endpoints: 'e', path: 'p' } },
  { rbd: { monitors: ['m'], image: 'i' } },
  { flexVolume: { driver: 'd/d' } },
  { cinder: { volumeID: 'v' } },
  { cephfs: { monitors: ['m'] } },
  { flocker: { datasetName: 'd' } },
  { fc: { targetWWNs: ['w'], lun: 0 } },
  { azureFile: { secretName: 's', shareName: 's' } },
  { vsphereVolume: { volumePath: '[d] v' } },
  { quobyte: { registry: 'r:1', volume: 'v' } },
  { azureDisk: { diskName: 'd', diskURI: 'https://example.org/d' } },
  { photonPersistentDisk: { pdID: 'p' } },
  { portworxVolume: { volumeID: 'v' } },
  { scaleIO: { gateway: 'https://example.org', system: 's', secretRef: { name: 's' }, volumeName: 'v' } },
  { storageos: { volumeName: 'v' } },
];

function container(pick: Chooser, name: string): Draft {
  const strict = pick.chance(85);
  return {
    name,
    image: 'registry.example.org/app:1',
    ...(strict
      ? {
          securityContext: {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'] },
          },
        }
      : {}),
  };
}

/** Sets the value at a path, making the objects on the way. */
function set(owner: Draft, path: readonly string[], value: Json): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    owner[name] = value as Draft;
    return;
  }
  const found = owner[name];
  const next: Draft = typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Draft) : {};
  owner[name] = next;
  set(next, rest, value);
}

const CONTEXT = 'securityContext';
const WINDOWS: readonly Json[] = [{ hostProcess: true }, { hostProcess: false }, {}];

function seLinux(pick: Chooser): Json {
  if (pick.chance(5)) return null;
  return {
    ...(pick.chance(70) ? { type: pick.one(SELINUX_TYPES) } : {}),
    ...(pick.chance(25) ? { user: pick.one(['', 'system_u']) } : {}),
    ...(pick.chance(25) ? { role: pick.one(['', 'system_r']) } : {}),
    ...(pick.chance(25) ? { level: 's0:c1,c2' } : {}),
  };
}

function handler(pick: Chooser): Json {
  const host: JsonObject = pick.chance(60) ? { host: pick.one(HOSTS) } : {};
  const handlers: readonly JsonObject[] = [
    { httpGet: { port: 80, path: '/', ...host } },
    { tcpSocket: { port: 80, ...host } },
    { exec: { command: ['true'] } },
  ];
  return pick.chance(10) ? null : pick.one(handlers);
}

/** A path and the value that is set there. */
type Step = readonly [path: readonly string[], value: Json];

const several = <T>(pick: Chooser, limit: number, make: () => T): T[] =>
  Array.from({ length: pick.below(limit) }, make);

/** Changes of one container, each at the border of one control. */
const CONTAINER_CHANGES: readonly ((pick: Chooser) => Step)[] = [
  (pick) => [[CONTEXT, 'privileged'], pick.one(TOGGLES)],
  (pick) => [[CONTEXT, 'allowPrivilegeEscalation'], pick.one(TOGGLES)],
  (pick) => [[CONTEXT, 'runAsNonRoot'], pick.one(TOGGLES)],
  (pick) => [[CONTEXT, 'runAsUser'], pick.one(IDS)],
  (pick) => [[CONTEXT, 'procMount'], pick.one(['Default', 'Unmasked', 'default', '', null])],
  (pick) => [[CONTEXT, 'seccompProfile'], pick.one(SECCOMP)],
  (pick) => [[CONTEXT, 'appArmorProfile'], pick.one(APPARMOR)],
  (pick) => [[CONTEXT, 'windowsOptions'], pick.one(WINDOWS)],
  (pick) => [[CONTEXT, 'seLinuxOptions'], seLinux(pick)],
  (pick) => [[CONTEXT, 'capabilities', 'add'], pick.chance(5) ? null : several(pick, 4, () => pick.one(CAPABILITIES))],
  (pick) => [[CONTEXT, 'capabilities', 'drop'], pick.one(DROPPED)],
  (pick) => [[CONTEXT, 'capabilities'], pick.one<Json>([null, {}])],
  (pick) => [[CONTEXT], pick.one<Json>([null, {}])],
  (pick) => {
    const ports = several(pick, 3, () => ({
      containerPort: 8080,
      ...(pick.chance(60) ? { hostPort: pick.one([0, 80, 8080, null]) } : {}),
    }));
    return [['ports'], pick.chance(10) ? null : ports];
  },
  (pick) => [[pick.one(['livenessProbe', 'readinessProbe', 'startupProbe'])], handler(pick)],
  (pick) => [['lifecycle', pick.one(['postStart', 'preStop'])], handler(pick)],
];

/** Changes of the pod itself: paths begin at its `spec` or at the metadata beside that. */
const POD_CHANGES: readonly ((pick: Chooser) => Step)[] = [
  (pick) => [['spec', pick.one(['hostNetwork', 'hostPID', 'hostIPC'])], pick.one(TOGGLES)],
  (pick) => [['spec', 'hostUsers'], pick.one([false, false, true, null])],
  (pick) => [['spec', 'os'], pick.one([{ name: 'windows' }, { name: 'linux' }, null])],
  (pick) => [['spec', CONTEXT, 'runAsNonRoot'], pick.one(TOGGLES)],
  (pick) => [['spec', CONTEXT, 'runAsUser'], pick.one(IDS)],
  (pick) => [['spec', CONTEXT, 'seccompProfile'], pick.one(SECCOMP)],
  (pick) => [['spec', CONTEXT, 'appArmorProfile'], pick.one(APPARMOR)],
  (pick) => [['spec', CONTEXT, 'seLinuxOptions'], seLinux(pick)],
  (pick) => [['spec', CONTEXT, 'windowsOptions'], pick.one(WINDOWS)],
  (pick) => {
    const sysctls = several(pick, 3, () => ({ name: pick.one(SYSCTLS), value: '1' }));
    return [['spec', CONTEXT, 'sysctls'], pick.chance(10) ? null : sysctls];
  },
  (pick) => [['spec', CONTEXT], pick.one<Json>([null, {}])],
  (pick) => {
    const volumes = Array.from({ length: 1 + pick.below(3) }, (_, place) => ({
      name: `v${place}`,
      ...pick.one(VOLUMES),
    }));
    return [['spec', 'volumes'], volumes];
  },
  (pick) => [['spec', 'volumes'], pick.one<Json>([null, []])],
  (pick) => {
    const key = `container.apparmor.security.beta.kubernetes.io/${pick.one(['c0', 'i0', 'absent'])}`;
    return [['metadata', 'annotations', key], pick.one(APPARMOR_ANNOTATIONS)];
  },
  (pick) => {
    const key = 'seccomp.security.alpha.kubernetes.io/pod';
    return [['metadata', 'annotations', key], pick.one(['unconfined', 'runtime/default'])];
  },
  () => [['metadata', 'annotations'], null],
];

/** A pod spec and the metadata beside it, `changes` steps away from one that the restricted level accepts. */
function pod(pick: Chooser): { spec: Draft; metadata: Draft } {
  const list = (prefix: string, least: number, more: number): Draft[] =>
    Array.from({ length: least + (pick.chance(40) ? pick.below(more + 1) : 0) }, (_, place) =>
      container(pick, `${prefix}${place}`),
    );
  const containers = list('c', 1, 2);
  const initContainers = list('i', 0, 2);
  const ephemeralContainers = list('e', 0, 2);
  const spec: Draft = {
    ...(pick.chance(90) ? { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } } : {}),
    // Both soften several controls at once, so that they must be frequent to meet each of them.
    ...(pick.chance(10) ? { hostUsers: false } : {}),
    ...(pick.chance(8) ? { os: { name: 'windows' } } : {}),
    containers,
    ...(initContainers.length > 0 ? { initContainers } : {}),
    ...(ephemeralContainers.length > 0 ? { ephemeralContainers } : {}),
  };
  const made = { spec, metadata: { labels: { app: 'a' } } as Draft };
  const all = [...containers, ...initContainers, ...ephemeralContainers];
  const changes = pick.one([0, 1, 1, 1, 2, 2, 3, 4, 6]);
  for (let change = 0; change < changes; change += 1) {
    if (pick.chance(50)) set(pick.one(all), ...pick.one(CONTAINER_CHANGES)(pick));
    else set(made, ...pick.one(POD_CHANGES)(pick));
  }
  return made;
}

const SELECTOR = { matchLabels: { app: 'a' } };

/** How each kind with a pod template holds it. */
const KINDS: Readonly<Record<string, (spec: Draft, metadata: Draft, outer: Draft) => Draft>> = {
  Pod: (spec, metadata, outer) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { ...outer, ...metadata }, spec }),
  PodTemplate: (spec, metadata, outer) => ({
    apiVersion: 'v1',
    kind: 'PodTemplate',
    metadata: outer,
    template: { metadata, spec },
  }),
  ReplicationController: (spec, metadata, outer) => ({
    apiVersion: 'v1',
    kind: 'ReplicationController',
    metadata: outer,
    spec: { selector: { app: 'a' }, template: { metadata, spec } },
  }),
  ...Object.fromEntries(
    ['Deployment', 'ReplicaSet', 'DaemonSet', 'StatefulSet'].map((kind) => [
      kind,
      (spec: Draft, metadata: Draft, outer: Draft): Draft => ({
        apiVersion: 'apps/v1',
        kind,
        metadata: outer,
        spec: { selector: SELECTOR, template: { metadata, spec } },
      }),
    ]),
  ),
  Job: (spec, metadata, outer) => ({
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: outer,
    spec: { template: { metadata, spec: { ...spec, restartPolicy: 'Never' } } },
  }),
  CronJob: (spec, metadata, outer) => ({
    apiVersion: 'batch/v1',
    kind: 'CronJob',
    metadata: outer,
    spec: {
      schedule: '0 0 * * *',
      jobTemplate: { spec: { template: { metadata, spec: { ...spec, restartPolicy: 'Never' } } } },
    },
  }),
};

/** The kinds that are generated: every built-in kind with a pod spec. */
export const GENERATED_KINDS = Object.keys(KINDS);

/** `count` objects from a seed: two of three are Pods, the rest is spread over the other kinds. */
export function generateObjects(seed: number, count: number): JsonObject[] {
  const pick = chooser(seed);
  return Array.from({ length: count }, (_, place) => {
    const { spec, metadata } = pod(pick);
    const kind = pick.chance(60) ? 'Pod' : pick.one(GENERATED_KINDS);
    // Annotations beside a template's own are nobody's business: they must not be judged.
    const stray = kind !== 'Pod' && pick.chance(5);
    const outer: Draft = {
      name: `o${place}`,
      ...(stray ? { annotations: { 'container.apparmor.security.beta.kubernetes.io/c0': 'unconfined' } } : {}),
    };
    return structuredClone((KINDS[kind] as (typeof KINDS)[string])(spec, metadata, outer)) as JsonObject;
  });
}
