// `env` and `envFrom` of containers, and references to fields of the Pod and to resources of its containers, which volumes use
// as well. Source: pkg/apis/core/validation of k8s.io/kubernetes.
import type { JsonObject } from '../../kube/object.ts';
import { parseQuantity } from '../../kube/quantity.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkGiven, checkName, checkText, listed, reportRequired } from '../checks.ts';
import { asPrefix, configMapKey, dnsLabel, dnsSubdomain, envVarName, qualifiedName } from '../names.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, memberOf, objectOf, objectsOf, structOf, textOf } from '../values.ts';
import { type PlacedContainer, type PodContext, SINCE } from './context.ts';
import { steplessPath } from './paths.ts';

/** Fields of the Pod that an environment variable may hold (validEnvDownwardAPIFieldPathExpressions). */
const ENVIRONMENT_FIELDS: readonly string[] = [
  'metadata.name',
  'metadata.namespace',
  'metadata.uid',
  'spec.nodeName',
  'spec.serviceAccountName',
  'status.hostIP',
  'status.hostIPs',
  'status.podIP',
  'status.podIPs',
];

/** Fields of the Pod that a file may hold (validVolumeDownwardAPIFieldPathExpressions). */
export const FILE_FIELDS: readonly string[] = [
  'metadata.name',
  'metadata.namespace',
  'metadata.labels',
  'metadata.annotations',
  'metadata.uid',
];

const RESOURCES: readonly string[] = ['cpu', 'memory', 'ephemeral-storage'].flatMap((one) => [
  `limits.${one}`,
  `requests.${one}`,
]);
const HUGE_PAGES = /^(limits|requests)\.hugepages-/;
const CPU_DIVISORS: readonly string[] = ['1m', '1'];
const BYTE_DIVISORS: readonly string[] = [
  '1',
  ...[...'kMGTPE'].flatMap((unit) => [`1${unit}`, `1${unit.toUpperCase()}i`]),
];

/** Checks `env` of a container. */
export function validateEnvironment(
  out: FieldErrors,
  container: JsonObject,
  pointer: string,
  context: PodContext,
): void {
  for (const [index, variable] of objectsOf(container, 'env').entries()) {
    const at = `${pointer}/env/${index}`;
    checkName(out, variable, at, 'name', envVarName);
    const source = objectOf(variable, 'valueFrom');
    if (source) validateSource(out, source, `${at}/valueFrom`, textOf(variable, 'value'), context);
  }
}

function validateSource(
  out: FieldErrors,
  source: JsonObject,
  pointer: string,
  value: string,
  context: PodContext,
): void {
  const given: string[] = [];
  for (const [field, check] of Object.entries(SOURCES)) {
    if (field === 'fileKeyRef' && context.minor < SINCE.environmentFiles) continue;
    const reference = objectOf(source, field);
    if (!reference) continue;
    given.push(field);
    check(out, reference, `${pointer}/${field}`);
  }
  if (given.length === 0) report(out, 'invalid', pointer, `valueFrom must have ${listed(Object.keys(SOURCES))}`);
  else if (value !== '') report(out, 'invalid', pointer, 'valueFrom is not allowed beside a value');
  else if (given.length > 1) report(out, 'invalid', pointer, `valueFrom must have only one of ${listed(given)}`);
}

type SourceCheck = (out: FieldErrors, reference: JsonObject, pointer: string) => void;

const SOURCES: Readonly<Record<string, SourceCheck>> = {
  fieldRef: (out, reference, pointer) => validateFieldReference(out, reference, pointer, ENVIRONMENT_FIELDS),
  resourceFieldRef: (out, reference, pointer) => validateResourceReference(out, reference, pointer, false),
  configMapKeyRef: validateKeyReference,
  secretKeyRef: validateKeyReference,
  fileKeyRef: (out, reference, pointer) => {
    checkName(out, reference, pointer, 'key', envVarName);
    checkName(out, reference, pointer, 'volumeName', dnsLabel);
    checkName(out, reference, pointer, 'path', steplessPath);
  },
};

function validateKeyReference(out: FieldErrors, reference: JsonObject, pointer: string): void {
  checkText(out, `${pointer}/name`, 'name', textOf(reference, 'name'), dnsSubdomain);
  checkName(out, reference, pointer, 'key', configMapKey);
}

/** Checks a reference to a field of the Pod; `fields` are those without a subscript. */
export function validateFieldReference(
  out: FieldErrors,
  reference: JsonObject,
  pointer: string,
  fields: readonly string[],
): void {
  if (!checkGiven(out, reference, pointer, 'apiVersion') || !checkGiven(out, reference, pointer, 'fieldPath')) return;
  const version = textOf(reference, 'apiVersion');
  if (version !== 'v1') {
    report(out, 'invalid', `${pointer}/apiVersion`, `apiVersion ${quoted(version)} must be \`v1\``);
    return;
  }
  const path = textOf(reference, 'fieldPath');
  const at = `${pointer}/fieldPath`;
  const open = path.indexOf("['");
  if (open > 0 && path.endsWith("']") && path.length >= open + 4) {
    const owner = path.slice(0, open);
    const key = path.slice(open + 2, -2);
    if (owner === 'metadata.annotations') checkText(out, at, 'annotation key', key.toLowerCase(), qualifiedName);
    else if (owner === 'metadata.labels') checkText(out, at, 'label key', key, qualifiedName);
    else report(out, 'invalid', at, `fieldPath ${quoted(path)} must have no key in brackets`);
    return;
  }
  // older clients write spec.host for spec.nodeName
  if (fields.includes(path === 'spec.host' ? 'spec.nodeName' : path)) return;
  report(out, 'not-supported', at, `fieldPath ${quoted(path)} must be ${listed(fields)}`);
}

/** Checks a reference to a resource of a container; a file must name the container. */
export function validateResourceReference(
  out: FieldErrors,
  reference: JsonObject,
  pointer: string,
  inVolume: boolean,
): void {
  const resource = textOf(reference, 'resource');
  if (inVolume && textOf(reference, 'containerName') === '') {
    reportRequired(out, `${pointer}/containerName`, 'containerName');
  } else if (
    checkGiven(out, reference, pointer, 'resource') &&
    !RESOURCES.includes(resource) &&
    !HUGE_PAGES.test(resource)
  ) {
    report(out, 'not-supported', `${pointer}/resource`, `resource ${quoted(resource)} must be ${listed(RESOURCES)}`);
  }
  const divisor = String(memberOf(reference, 'divisor') ?? '0');
  const allowed = /\.cpu$/.test(resource) ? CPU_DIVISORS : BYTE_DIVISORS;
  const judged = RESOURCES.includes(resource) || HUGE_PAGES.test(resource);
  if (!judged || parseQuantity(divisor) === 0 || allowed.includes(divisor)) return;
  report(
    out,
    'invalid',
    `${pointer}/divisor`,
    `divisor ${quoted(divisor)} of ${quoted(resource)} must be ${listed(allowed)}`,
  );
}

/** Checks `envFrom` of a container. */
export function validateEnvironmentSources(out: FieldErrors, container: JsonObject, pointer: string): void {
  for (const [index, source] of objectsOf(container, 'envFrom').entries()) {
    const at = `${pointer}/envFrom/${index}`;
    const prefix = textOf(source, 'prefix');
    if (prefix !== '') checkText(out, `${at}/prefix`, 'prefix', prefix, envVarName);
    for (const field of ['configMapRef', 'secretRef']) {
      const reference = objectOf(source, field);
      // the server judges the name as if more were to follow, so that it may end in a hyphen
      if (reference) checkName(out, reference, `${at}/${field}`, 'name', asPrefix(dnsSubdomain));
    }
    const count = Number(has(source, 'configMapRef')) + Number(has(source, 'secretRef'));
    if (count !== 1) report(out, 'invalid', at, 'a source of envFrom must have either `configMapRef` or `secretRef`');
  }
}

/** Files that variables are read from lie in volumes of the pod that containers can write to. */
export function checkEnvironmentVolumes(
  out: FieldErrors,
  containers: readonly PlacedContainer[],
  volumes: ReadonlyMap<string, JsonObject>,
): void {
  for (const { container, pointer: at } of containers) {
    for (const [index, variable] of objectsOf(container, 'env').entries()) {
      const reference = objectOf(structOf(variable, 'valueFrom'), 'fileKeyRef');
      if (!reference) continue;
      const name = textOf(reference, 'volumeName');
      const where = `${at}/env/${index}/valueFrom/fileKeyRef/volumeName`;
      const volume = volumes.get(name);
      if (!volume) report(out, 'not-found', where, `there is no volume ${quoted(name)} in this pod`);
      else if (!has(volume, 'emptyDir')) report(out, 'invalid', where, `volume ${quoted(name)} must be an emptyDir`);
    }
  }
}
