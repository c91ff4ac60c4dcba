// What claims, classes and slices of devices share: names, selectors, configuration.
// Source: pkg/apis/resource/validation of Kubernetes.
import { isJsonObject, type JsonObject } from '../../kube/object.ts';
import { checkName, checkText, reportDuplicate, reportRequired } from '../checks.ts';
import { checkExpression, type ExpressionPlace } from '../expressions.ts';
import { bytesOf } from '../metadata.ts';
import { cIdentifier, dnsSubdomain, type NameRule } from '../names.ts';
import { type FieldErrors, report } from '../subject.ts';
import { listOf, memberOf, objectOf, objectsOf, textOf, textsOf } from '../values.ts';

/** The release from which the features are on by default that older ones drop the fields of (DRADeviceTaints and others). */
export const ALL_FEATURES_SINCE = 36;

const SELECTOR: ExpressionPlace = { variables: ['device'], results: ['bool', 'dyn'] };
const LONGEST_EXPRESSION = 10 * 1024;
const LONGEST_PARAMETERS = 10 * 1024;
const MOST_SELECTORS = 32;
const LONGEST_DRIVER = 63;
const LONGEST_ID = 32;

/** A name of a driver: a DNS name in letters of any case. */
export const driverName: NameRule = (text) =>
  text.length > LONGEST_DRIVER
    ? `must have no more than ${LONGEST_DRIVER} characters`
    : dnsSubdomain(text.toLowerCase());

/** A name of an attribute or capacity: an identifier, behind an optional driver and `/`. */
export const deviceQualifiedName: NameRule = (text) => {
  const parts = text.split('/');
  if (parts.length > 2) return undefined;
  const [id = '', domain] = parts.toReversed();
  if (domain === '') return 'must have a DNS name before its `/`';
  const fault = domain === undefined ? undefined : driverName(domain);
  if (fault !== undefined) return fault;
  return id.length > LONGEST_ID ? `must have no more than ${LONGEST_ID} characters behind its prefix` : cIdentifier(id);
};

/** As `deviceQualifiedName`, but the driver must be there. */
export const deviceFullName: NameRule = (text) =>
  deviceQualifiedName(text) ?? (text.includes('/') ? undefined : 'must have a DNS name and `/` before it');

/** Checks that a list has no more items than it may. */
export function checkMost(out: FieldErrors, owner: JsonObject, pointer: string, field: string, most: number): boolean {
  const count = listOf(owner, field).length;
  if (count <= most) return true;
  report(out, 'too-many', `${pointer}/${field}`, `${field} has ${count} items, and must have no more than ${most}`);
  return false;
}

/** Checks the items of a list of texts, each once. */
export function checkTexts(
  out: FieldErrors,
  owner: JsonObject,
  pointer: string,
  field: string,
  most: number,
  rule: NameRule,
): void {
  if (!checkMost(out, owner, pointer, field, most)) return;
  const seen = new Set<string>();
  for (const [index, text] of textsOf(owner, field).entries()) {
    const at = `${pointer}/${field}/${index}`;
    checkText(out, at, field, text, rule);
    if (seen.has(text)) reportDuplicate(out, at, field, text);
    seen.add(text);
  }
}

/** Checks `selectors` of a class or request. */
export function validateSelectors(out: FieldErrors, owner: JsonObject, pointer: string): void {
  if (!checkMost(out, owner, pointer, 'selectors', MOST_SELECTORS)) return;
  for (const [index, selector] of objectsOf(owner, 'selectors').entries()) {
    const at = `${pointer}/selectors/${index}/cel`;
    const cel = objectOf(selector, 'cel');
    if (!cel) reportRequired(out, at, 'cel');
    else if (bytesOf(textOf(cel, 'expression')) > LONGEST_EXPRESSION) {
      report(out, 'too-long', `${at}/expression`, `expression must have no more than ${LONGEST_EXPRESSION} bytes`);
    } else checkExpression(out, `${at}/expression`, 'expression', textOf(cel, 'expression'), SELECTOR);
  }
}

/** Checks the parameters that a driver is given. */
export function validateConfiguration(out: FieldErrors, config: JsonObject, pointer: string): void {
  const opaque = objectOf(config, 'opaque');
  if (!opaque) {
    reportRequired(out, `${pointer}/opaque`, 'opaque');
    return;
  }
  checkName(out, opaque, `${pointer}/opaque`, 'driver', driverName);
  const parameters = memberOf(opaque, 'parameters');
  const at = `${pointer}/opaque/parameters`;
  if (parameters === undefined) reportRequired(out, at, 'parameters');
  else if (!isJsonObject(parameters)) report(out, 'invalid', at, 'parameters must be an object');
  else if (bytesOf(JSON.stringify(parameters)) > LONGEST_PARAMETERS) {
    report(out, 'too-long', at, `parameters must have no more than ${LONGEST_PARAMETERS} bytes`);
  }
}
