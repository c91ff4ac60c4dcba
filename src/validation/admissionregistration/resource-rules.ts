// Which requests a webhook or policy is called for: operations, groups, versions, resources.
// Source: pkg/apis/admissionregistration/validation of Kubernetes.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkOneOf, checkText, listed, reportDuplicate, reportRequired } from '../checks.ts';
import { pathSegment } from '../names.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, textsOf } from '../values.ts';

const OPERATIONS: readonly string[] = ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'];
const SCOPES: readonly string[] = ['*', 'Cluster', 'Namespaced'];

/** Checks one rule of a webhook. */
export function validateRule(
  out: FieldErrors,
  rule: JsonObject,
  at: string,
  operations: readonly string[] = OPERATIONS,
): void {
  checkWildcard(out, rule, at, 'operations');
  for (const [index, operation] of textsOf(rule, 'operations').entries()) {
    if (operations.includes(operation)) continue;
    const place = `${at}/operations/${index}`;
    report(out, 'not-supported', place, `operation ${quoted(operation)} must be ${listed(operations)}`);
  }
  checkWildcard(out, rule, at, 'apiGroups');
  checkWildcard(out, rule, at, 'apiVersions');
  for (const [index, version] of textsOf(rule, 'apiVersions').entries()) {
    if (version === '') reportRequired(out, `${at}/apiVersions/${index}`, 'version');
  }
  validateResources(out, textsOf(rule, 'resources'), `${at}/resources`);
  if (has(rule, 'scope')) checkOneOf(out, rule, at, 'scope', SCOPES);
}

/** Checks one rule of a policy: as a webhook's, and names of objects. */
export function validateNamedRule(
  out: FieldErrors,
  rule: JsonObject,
  at: string,
  operations: readonly string[] = OPERATIONS,
): void {
  const names = textsOf(rule, 'resourceNames');
  for (const [index, name] of names.entries()) {
    const place = `${at}/resourceNames/${index}`;
    checkText(out, place, 'resource name', name, pathSegment);
    if (names.indexOf(name) < index) reportDuplicate(out, place, 'resource name', name);
  }
  validateRule(out, rule, at, operations);
}

/** A list that must not be empty, and where `*` must stand alone. */
function checkWildcard(out: FieldErrors, rule: JsonObject, at: string, field: string): void {
  const items = textsOf(rule, field);
  if (items.length === 0) reportRequired(out, `${at}/${field}`, field);
  else if (items.length > 1 && items.includes('*')) {
    report(out, 'invalid', `${at}/${field}`, `${field} must have nothing beside \`*\``);
  }
}

function validateResources(out: FieldErrors, resources: readonly string[], at: string): void {
  if (resources.length === 0) reportRequired(out, at, 'resources');
  const all = new Set<string>();
  const everywhere = new Set<string>();
  let plain = false;
  for (const [index, text] of resources.entries()) {
    const slash = text.indexOf('/');
    if (text === '') reportRequired(out, `${at}/${index}`, 'resource');
    // The server remembers only the last resource without a subresource.
    if (slash < 0) plain = text === '' ? plain : text !== '*';
    if (slash < 0) continue;
    const [resource, subresource] = [text.slice(0, slash), text.slice(slash + 1)];
    const covering = all.has(resource) ? `${resource}/*` : everywhere.has(subresource) ? `*/${subresource}` : undefined;
    if (covering !== undefined) {
      report(out, 'invalid', `${at}/${index}`, `resource ${quoted(text)} must be left out beside ${quoted(covering)}`);
    }
    if (subresource === '*') all.add(resource);
    if (resource === '*') everywhere.add(subresource);
  }
  if (resources.length > 1 && resources.includes('*/*')) {
    report(out, 'invalid', at, 'resources must have nothing beside `*/*`');
  }
  if (resources.includes('*') && plain) {
    report(out, 'invalid', at, 'resources must have only subresources beside `*`');
  }
}
