// What the API server refuses about ConfigMaps and Secrets: keys, sizes, what a type of Secret needs, and changes of what is
// immutable. Source: pkg/apis/core/validation of Kubernetes.
import { joinPointer } from '../../change/pointer.ts';
import { isJsonObject, type JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkText, checkUnchanged, reportRequired } from '../checks.ts';
import { bytesOf } from '../metadata.ts';
import { configMapKey } from '../names.ts';
import { type FieldErrors, type KindValidator, report } from '../subject.ts';
import { has, isTrue, objectOf, structOf, textEntriesOf, textOf } from '../values.ts';

/** Bytes of all values together: pkg/apis/core, MaxSecretSize. */
const MOST_BYTES = 1024 * 1024;
const SERVICE_ACCOUNT = 'kubernetes.io/service-account.name';

/** Keys that a type of Secret needs. */
const NEEDED: ReadonlyMap<string, readonly string[]> = new Map([
  ['kubernetes.io/dockercfg', ['.dockercfg']],
  ['kubernetes.io/dockerconfigjson', ['.dockerconfigjson']],
  ['kubernetes.io/tls', ['tls.crt', 'tls.key']],
]);
/** Types whose one key holds a JSON object. */
const HOLDS_JSON: ReadonlySet<string> = new Set(['kubernetes.io/dockercfg', 'kubernetes.io/dockerconfigjson']);

/** What the API server refuses about a v1 ConfigMap. */
export const validateConfigMap: KindValidator = ({ object, old }, out) => {
  const binary = structOf(object, 'binaryData');
  let bytes = 0;
  for (const [key, value] of textEntriesOf(object, 'data')) {
    checkKey(out, 'data', key);
    if (Object.hasOwn(binary, key)) {
      report(out, 'invalid', joinPointer('/data', key), `key ${quoted(key)} must not be in binaryData as well`);
    }
    bytes += bytesOf(value);
  }
  bytes += validateBinary(out, object, 'binaryData');
  if (bytes > MOST_BYTES) reportSize(out, '/data', bytes);
  if (old && isTrue(old, 'immutable')) keepValues(out, object, old, ['data', 'binaryData']);
};

/** What the API server refuses about a v1 Secret. */
export const validateSecret: KindValidator = ({ object, old }, out) => {
  const bytes = validateBinary(out, object, 'data');
  if (bytes > MOST_BYTES) reportSize(out, '/data', bytes);
  validateSecretType(out, object);
  if (!old) return;
  checkUnchanged(out, object, old, '', 'type');
  if (isTrue(old, 'immutable')) keepValues(out, object, old, ['data']);
};

function validateSecretType(out: FieldErrors, object: JsonObject): void {
  const type = textOf(object, 'type');
  const data = structOf(object, 'data');
  const why = `type is ${quoted(type)}`;
  for (const key of NEEDED.get(type) ?? []) {
    if (!Object.hasOwn(data, key)) reportRequired(out, joinPointer('/data', key), key, why);
    else if (HOLDS_JSON.has(type) && !holdsObject(textOf(data, key))) {
      report(out, 'invalid', joinPointer('/data', key), `${key} must hold a JSON object`);
    }
  }
  if (type === 'kubernetes.io/basic-auth' && !Object.hasOwn(data, 'username') && !Object.hasOwn(data, 'password')) {
    reportRequired(out, '/data/username', 'username or password', why);
  }
  if (type === 'kubernetes.io/ssh-auth' && textOf(data, 'ssh-privatekey') === '') {
    reportRequired(out, '/data/ssh-privatekey', 'ssh-privatekey', why);
  }
  if (type !== 'kubernetes.io/service-account-token') return;
  const annotations = structOf(structOf(object, 'metadata'), 'annotations');
  if (textOf(annotations, SERVICE_ACCOUNT) !== '') return;
  reportRequired(
    out,
    joinPointer('/metadata/annotations', SERVICE_ACCOUNT),
    `annotation ${quoted(SERVICE_ACCOUNT)}`,
    why,
  );
}

/** True for base64 of a JSON object; Go reads null as an empty one. Texts in UTF-8 need no decoding to be seen as JSON. */
function holdsObject(base64: string): boolean {
  try {
    const value: unknown = JSON.parse(atob(base64));
    return value === null || isJsonObject(value);
  } catch {
    return false;
  }
}

function checkKey(out: FieldErrors, field: string, key: string): void {
  if (configMapKey(key) !== undefined) checkText(out, joinPointer('', field, key), 'key', key, configMapKey);
}

/** Checks the keys of a map of base64 texts and counts the bytes that they stand for. */
function validateBinary(out: FieldErrors, object: JsonObject, field: string): number {
  let bytes = 0;
  for (const [key, value] of textEntriesOf(object, field)) {
    checkKey(out, field, key);
    const padding = value.endsWith('==') ? 2 : value.endsWith('=') ? 1 : 0;
    bytes += Math.floor(value.length / 4) * 3 - padding;
  }
  return bytes;
}

function reportSize(out: FieldErrors, pointer: string, bytes: number): void {
  report(out, 'too-long', pointer, `values have ${bytes} bytes, and must have no more than ${MOST_BYTES} together`);
}

function keepValues(out: FieldErrors, object: JsonObject, old: JsonObject, fields: readonly string[]): void {
  if (!isTrue(object, 'immutable')) {
    const message = 'immutable is true already, and must not change; delete the object and create it anew';
    report(out, 'immutable', has(object, 'immutable') ? '/immutable' : '', message);
  }
  for (const field of fields) {
    if (isSameTexts(objectOf(object, field), objectOf(old, field))) continue;
    const message = `${field} must not change, because immutable is true; delete the object and create it anew`;
    report(out, 'immutable', has(object, field) ? `/${field}` : '', message);
  }
}

function isSameTexts(left: JsonObject = {}, right: JsonObject = {}): boolean {
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && left[key] === right[key])
  );
}
