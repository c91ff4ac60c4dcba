// An estate as it grows in a company: sixty manifests of three shapes, written by many hands. The same in every run.
import { type Sequence, sequence } from '../../src/template/compat/random.ts';

const TEAMS = ['shop', 'pay', 'search', 'mail'] as const;
const WEB = [
  'account',
  'address',
  'basket',
  'campaign',
  'catalog',
  'checkout',
  'contact',
  'coupon',
  'currency',
  'delivery',
  'discount',
  'export',
  'favorites',
  'feed',
  'gateway',
  'gifts',
  'history',
  'import',
  'inventory',
  'invoice',
  'label',
  'layout',
  'loyalty',
  'media',
  'notes',
  'orders',
  'payment',
  'pictures',
  'pricing',
  'profile',
];
const WORKERS = [
  'archiver',
  'crawler',
  'deliverer',
  'digester',
  'encoder',
  'fetcher',
  'indexer',
  'ingester',
  'mailer',
  'merger',
  'notifier',
  'ranker',
  'relay',
  'resizer',
  'router',
  'scorer',
  'tagger',
  'uploader',
];
const JOBS = [
  'backup',
  'billing',
  'cleanup',
  'compact',
  'daily-report',
  'expiry',
  'mail-digest',
  'reconcile',
  'reindex',
  'renewal',
  'sitemap',
  'warmup',
];

/** What a few have done otherwise all along. */
const OLD_HABITS: readonly (readonly [string, string, string])[] = [
  ['apps/export.yaml', 'revisionHistoryLimit: 3', 'revisionHistoryLimit: 10'],
  ['apps/crawler.yaml', 'automountServiceAccountToken: false', 'automountServiceAccountToken: true'],
  ['apps/backup.yaml', 'concurrencyPolicy: Forbid', 'concurrencyPolicy: Allow'],
];

/** The files by name. */
export function estate(): ReadonlyMap<string, string> {
  const random = sequence(60);
  const files = new Map<string, string>();
  const add = (names: readonly string[], write: (name: string, random: Sequence) => string) => {
    for (const name of names) files.set(`apps/${name}.yaml`, write(name, random));
  };
  add(WEB, web);
  add(WORKERS, worker);
  add(JOBS, job);
  for (const [file, before, after] of OLD_HABITS) {
    const text = files.get(file) ?? '';
    if (!text.includes(before)) throw new Error(`${file} has no \`${before}\``);
    files.set(file, text.replace(before, after));
  }
  return files;
}

const from = <T>(random: Sequence, ...choices: readonly T[]): T => random.pick(choices) as T;
const chance = (random: Sequence, percent: number) => random.below(100) < percent;

/** Memory as different people spell it. */
const MEMORY: Readonly<Record<string, readonly string[]>> = {
  '128Mi': ['128Mi'],
  '256Mi': ['256Mi', '"256Mi"'],
  '512Mi': ['512Mi', '0.5Gi'],
  '1Gi': ['1Gi', '1024Mi'],
};
const CPU: Readonly<Record<string, readonly string[]>> = {
  '100m': ['100m', '"0.1"'],
  '500m': ['500m', '"0.5"'],
  '1': ['"1"', '1000m'],
};

/** A manifest's lines, put together with what this author likes: comments, flow style, defaults written out. */
function container(name: string, random: Sequence, more: readonly string[] = []): string[] {
  const memory = from(random, ...Object.keys(MEMORY));
  const cpu = from(random, ...Object.keys(CPU));
  const spell = (table: Readonly<Record<string, readonly string[]>>, key: string) =>
    from(random, ...(table[key] as string[]));
  const tag = `${1 + random.below(4)}.${random.below(20)}.${random.below(10)}`;
  const resources = chance(random, 40)
    ? [
        `resources: {requests: {cpu: ${spell(CPU, cpu)}, memory: ${spell(MEMORY, memory)}}, limits: {memory: ${spell(MEMORY, memory)}}}`,
      ]
    : [
        'resources:',
        '  requests:',
        `    cpu: ${spell(CPU, cpu)}`,
        `    memory: ${spell(MEMORY, memory)}${chance(random, 15) ? '   # measured in May' : ''}`,
        '  limits:',
        `    memory: ${spell(MEMORY, memory)}`,
      ];
  return [
    '- name: app',
    `  image: ${from(random, '', '"')}registry.example.com/shop/${name}:${tag}`.replace(/"(.*)$/, '"$1"'),
    ...(chance(random, 30) ? ['  imagePullPolicy: IfNotPresent'] : []),
    ...indent(more, 2),
    ...indent(variables(name, random), 2),
    ...indent(resources, 2),
    '  securityContext:',
    '    allowPrivilegeEscalation: false',
    ...(chance(random, 50) ? ['    capabilities:', '      drop: [ALL]'] : ['    capabilities: {drop: ["ALL"]}']),
  ];
}

function variables(name: string, random: Sequence): string[] {
  const lines = [
    'env:',
    '- name: SERVICE_NAME',
    `  value: ${name}`,
    '- name: LOG_LEVEL',
    `  value: ${from(random, 'info', 'debug', 'warn')}`,
  ];
  const others = ['CACHE_SIZE', 'FEATURE_X', 'QUEUE', 'REGION', 'RETRIES', 'TIMEOUT', 'UPSTREAM'];
  for (const other of others) {
    if (!chance(random, 22)) continue;
    if (chance(random, 30)) lines.push(`# ${other.toLowerCase().replace('_', ' ')}, see the wiki`);
    lines.push(`- name: ${other}`, `  value: "${from(random, 'a', 'b', 'c')}${random.below(90)}"`);
  }
  if (chance(random, 40))
    lines.push('- name: DATABASE_URL', '  valueFrom:', `    secretKeyRef: {name: ${name}-secrets, key: database-url}`);
  return lines;
}

function pod(name: string, random: Sequence, more: readonly string[] = [], volumes = true): string[] {
  return [
    `serviceAccountName: ${name}`,
    'automountServiceAccountToken: false',
    ...(chance(random, 20) ? ['terminationGracePeriodSeconds: 30   # the default'] : []),
    'securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}',
    'containers:',
    ...container(name, random, more),
    ...(volumes ? ['volumes:', '- name: tmp', '  emptyDir: {}'] : []),
  ];
}

function labels(name: string, team: string, random: Sequence): string[] {
  const both = [`app.kubernetes.io/name: ${name}`, `app.kubernetes.io/part-of: ${team}`];
  return chance(random, 50) ? both : [...both].reverse();
}

function metadata(name: string, team: string, random: Sequence): string[] {
  // Some were once exported from a cluster.
  const exported = chance(random, 15) ? ['creationTimestamp: null'] : [];
  return [
    'metadata:',
    ...indent(
      [...exported, `name: ${name}`, `namespace: ${team}`, 'labels:', ...indent(labels(name, team, random), 2)],
      2,
    ),
  ];
}

function deployment(
  name: string,
  team: string,
  random: Sequence,
  replicas: number,
  body: readonly string[],
  annotations: readonly string[],
): string {
  return lines(
    ...(chance(random, 30) ? [`# ${name}: ask team ${team} before you change this`] : []),
    'apiVersion: apps/v1',
    'kind: Deployment',
    ...metadata(name, team, random),
    'spec:',
    `  replicas: ${replicas}`,
    '  revisionHistoryLimit: 3',
    '  selector:',
    `    matchLabels: {app.kubernetes.io/name: ${name}}`,
    '  template:',
    '    metadata:',
    `      labels: {app.kubernetes.io/name: ${name}, app.kubernetes.io/part-of: ${team}}`,
    ...(annotations.length > 0 ? ['      annotations:', ...indent(annotations, 8)] : []),
    '    spec:',
    ...indent(body, 6),
    ...(chance(random, 10) ? ['status: {}'] : []),
  );
}

function web(name: string, random: Sequence): string {
  const team = from(random, ...TEAMS);
  const port = from(random, 8080, 8080, 9090, 3000);
  const path = from(random, '/ready', '/healthz', '/live');
  const http = [
    'ports:',
    '- name: http',
    `  containerPort: ${port}`,
    ...(chance(random, 35) ? ['  protocol: TCP'] : []),
    'readinessProbe:',
    ...(chance(random, 50)
      ? [`  httpGet: {path: ${path}, port: http}`]
      : ['  httpGet:', `    path: ${path}`, '    port: http']),
    ...(chance(random, 25) ? ['  periodSeconds: 10'] : []),
  ];
  const metrics = chance(random, 50) ? ['prometheus.io/scrape: "true"', `prometheus.io/port: "${port}"`] : [];
  const service = lines(
    'apiVersion: v1',
    'kind: Service',
    ...metadata(name, team, random),
    'spec:',
    ...(chance(random, 30) ? ['  type: ClusterIP'] : []),
    `  selector: {app.kubernetes.io/name: ${name}}`,
    '  ports:',
    '  - name: http',
    '    port: 80',
    '    targetPort: http',
  );
  const replicas = 2 + random.below(5);
  return `${deployment(name, team, random, replicas, pod(name, random, http), metrics)}---\n${service}`;
}

function worker(name: string, random: Sequence): string {
  const team = from(random, ...TEAMS);
  const queue = [`args: [work, --queue=${name}]`];
  return deployment(name, team, random, 1 + random.below(4), pod(name, random, queue), []);
}

function job(name: string, random: Sequence): string {
  const team = from(random, ...TEAMS);
  const body = ['restartPolicy: Never', ...pod(name, random, [], false)];
  return lines(
    'apiVersion: batch/v1',
    'kind: CronJob',
    ...metadata(name, team, random),
    'spec:',
    `  schedule: "${random.below(60)} ${random.below(24)} * * *"`,
    '  concurrencyPolicy: Forbid',
    `  startingDeadlineSeconds: ${from(random, 300, 600, 900)}`,
    '  jobTemplate:',
    '    spec:',
    '      backoffLimit: 2',
    '      template:',
    '        metadata:',
    `          labels: {app.kubernetes.io/name: ${name}}`,
    '        spec:',
    ...indent(body, 10),
  );
}

const indent = (text: readonly string[], by: number) => text.map((line) => ' '.repeat(by) + line);
const lines = (...text: readonly string[]) => `${text.join('\n')}\n`;
