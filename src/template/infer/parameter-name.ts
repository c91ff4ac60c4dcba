// Names for parameters, by what their fields mean: `metadata.name` is `name`, the value of the variable LOG_LEVEL is `logLevel`.
// The shortest name that is still free is taken, longer ones say more of the way to the field.
import type { Path } from './pattern.ts';

/** Words of a path that tell people nothing about a value. */
const GENERIC: ReadonlySet<string> = new Set([
  'annotations',
  'containers',
  'data',
  'env',
  'exec',
  'fieldRef',
  'grpc',
  'http',
  'httpGet',
  'jobTemplate',
  'labels',
  'matchLabels',
  'metadata',
  'ports',
  'requests',
  'resources',
  'rules',
  'securityContext',
  'spec',
  'stringData',
  'tcpSocket',
  'template',
  'valueFrom',
  'volumeMounts',
  'volumes',
]);

/** Last words that need the word before them: many fields are called so. */
const VAGUE: ReadonlySet<string> = new Set(['key', 'name', 'number', 'path', 'type', 'value']);

/** Fields that people call otherwise. */
const CALLED: Readonly<Record<string, string>> = {
  averageUtilization: 'utilization',
  configMapKeyRef: 'config',
  configMapRef: 'config',
  containerPort: 'port',
  env: 'vars',
  envFrom: 'varsFrom',
  imagePullPolicy: 'pullPolicy',
  initialDelaySeconds: 'initialDelay',
  livenessProbe: 'liveness',
  periodSeconds: 'period',
  readinessProbe: 'readiness',
  scaleTargetRef: 'target',
  secretKeyRef: 'secret',
  secretRef: 'secret',
  serviceAccountName: 'serviceAccount',
  startupProbe: 'startup',
  terminationGracePeriodSeconds: 'gracePeriod',
  timeoutSeconds: 'timeout',
  volumeMounts: 'mounts',
};

/** Fields whose name comes first when several want the same: the ones that everyone knows by it. */
const FIRST: readonly RegExp[] = [
  /^metadata\/name$/,
  /^metadata\/namespace$/,
  /\/image$/,
  /^spec\/replicas$/,
  /\/containerPort$/,
  /\/requests\/(cpu|memory)$/,
  /^metadata\/labels\//,
];

/** How early a field may choose its name; the lowest first. */
export function namingRank(path: Path): number {
  const text = path.join('/');
  const found = FIRST.findIndex((pattern) => pattern.test(text));
  return found < 0 ? FIRST.length : found;
}

/** Names for the value at the end of a path, the best first. */
export function nameCandidates(path: Path): readonly string[] {
  const isName = path.join('/') === 'metadata/name';
  const words = path.flatMap((segment, index) => {
    const isLast = index === path.length - 1;
    return isLast || !GENERIC.has(segment) ? wordsOf(segment, path[index - 1]) : [];
  });
  // The value of a variable or an argument is called as its item is.
  const isItemValue = path.at(-1) === 'value' && words.length > 1 && path.at(-2)?.startsWith('[') === true;
  const own = isItemValue ? words.slice(0, -1) : words;
  const least = VAGUE.has(own.at(-1) ?? '') && !isName && own.length > 1 ? 2 : 1;
  const names: string[] = [];
  for (let count = least; count <= own.length; count++) names.push(camelCase(own.slice(-count)));
  const holder = path.findLast((segment, index) => segment !== '[]' && /ontainers$/.test(path[index - 1] ?? ''));
  if (holder !== undefined) names.splice(1, 0, camelCase([holder.slice(1, -1), ...own.slice(-least)]));
  const candidates = [...new Set(names.filter((name) => name !== ''))];
  return candidates.length > 0 ? candidates : ['value'];
}

/** The first name that is free; the last resort is a number. Takes it. */
export function takeName(candidates: readonly string[], taken: Set<string>): string {
  const free = candidates.find((name) => !taken.has(name));
  let name = free ?? (candidates[0] as string);
  for (let number = 2; taken.has(name); number++) name = `${candidates[0]}${number}`;
  taken.add(name);
  return name;
}

function wordsOf(segment: string, field: string | undefined): readonly string[] {
  if (!segment.startsWith('[')) return [CALLED[segment] ?? segment.slice(segment.lastIndexOf('/') + 1)];
  const key = segment.slice(1, -1).split('+')[0] ?? '';
  // A position or a number says nothing; neither does a container's name to what is in it.
  return key === '' || /^[0-9]+$/.test(key) || field === 'containers' ? [] : [key];
}

/** Words as one name: letters and digits, the first letter small. */
export function camelCase(words: readonly string[]): string {
  const parts = words.flatMap((word) => word.split(/[^A-Za-z0-9]+/).filter((part) => part !== ''));
  const name = parts
    .map((part) => (/^[A-Z0-9]+$/.test(part) ? part.toLowerCase() : part))
    .map((part, index) => (index === 0 ? part[0]?.toLowerCase() : part[0]?.toUpperCase()) + part.slice(1))
    .join('');
  return /^[0-9]/.test(name) ? `p${name}` : name;
}
