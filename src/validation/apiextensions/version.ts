// One version of a CustomResourceDefinition: deprecation, subresources, printer columns, selectable fields. Whether its schema is
// one is for the openapi room. Source: k8s.io/apiextensions-apiserver pkg/apis/apiextensions/validation.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkGiven, checkOneOf, checkText, reportDuplicate, reportRequired } from '../checks.ts';
import { bytesOf } from '../metadata.ts';
import { type NameRule, rfc1035Label } from '../names.ts';
import { type FieldErrors, report } from '../subject.ts';
import { isTrue, objectOf, objectsOf, optionalTextOf, structOf, textOf } from '../values.ts';

const COLUMN_TYPES: readonly string[] = ['boolean', 'date', 'integer', 'number', 'string'];
const COLUMN_FORMATS: readonly string[] = [
  'byte',
  'date',
  'date-time',
  'double',
  'float',
  'int32',
  'int64',
  'password',
];
const SELECTABLE_TYPES: readonly string[] = ['boolean', 'integer', 'string'];
const MOST_SELECTABLE = 8;
const LONGEST_WARNING = 256;

/** Paths of the `scale` subresource, and where each must lie. */
const SCALE_PATHS = [
  ['specReplicasPath', ['.spec.']],
  ['statusReplicasPath', ['.status.']],
  ['labelSelectorPath', ['.spec.', '.status.']],
] as const;

/** Checks one version. */
export function validateVersion(out: FieldErrors, version: JsonObject, at: string): void {
  checkText(out, `${at}/name`, 'name', textOf(version, 'name'), rfc1035Label);
  const schema = objectOf(structOf(version, 'schema'), 'openAPIV3Schema');
  if (!schema) reportRequired(out, `${at}/schema/openAPIV3Schema`, 'openAPIV3Schema');
  validateWarning(out, version, `${at}/deprecationWarning`);
  const scale = objectOf(structOf(version, 'subresources'), 'scale');
  if (scale) validateScale(out, scale, `${at}/subresources/scale`);
  for (const [index, column] of objectsOf(version, 'additionalPrinterColumns').entries()) {
    validateColumn(out, column, `${at}/additionalPrinterColumns/${index}`);
  }
  if (schema) validateSelectable(out, version, schema, `${at}/selectableFields`);
}

function validateWarning(out: FieldErrors, version: JsonObject, at: string): void {
  const warning = optionalTextOf(version, 'deprecationWarning');
  if (warning === undefined) return;
  const label = 'deprecationWarning';
  if (!isTrue(version, 'deprecated')) report(out, 'invalid', at, `${label} must be left out unless deprecated is true`);
  else if (warning === '') report(out, 'invalid', at, `${label} must not be empty`);
  else if (bytesOf(warning) > LONGEST_WARNING) {
    report(out, 'invalid', at, `${label} must have no more than ${LONGEST_WARNING} bytes`);
  } else if (!/^[\p{L}\p{M}\p{N}\p{P}\p{S} ]*$/u.test(warning)) {
    report(out, 'invalid', at, `${label} must consist of printable characters`);
  }
}

function validateScale(out: FieldErrors, scale: JsonObject, at: string): void {
  for (const [field, roots] of SCALE_PATHS) {
    const path = textOf(scale, field);
    if (path === '') {
      if (field !== 'labelSelectorPath') reportRequired(out, `${at}/${field}`, field);
    } else if (!roots.some((root) => path.startsWith(root))) {
      const needed = roots.map(quoted).join(' or ');
      report(out, 'invalid', `${at}/${field}`, `${field} ${quoted(path)} must start with ${needed}`);
    }
  }
}

const simplePath: NameRule = (text) =>
  text.startsWith('.') ? undefined : 'must be a path of fields that starts with `.`';

function validateColumn(out: FieldErrors, column: JsonObject, at: string): void {
  checkGiven(out, column, at, 'name');
  checkOneOf(out, column, at, 'type', COLUMN_TYPES);
  checkOneOf(out, column, at, 'format', COLUMN_FORMATS, 'optional');
  if (checkGiven(out, column, at, 'jsonPath')) {
    checkText(out, `${at}/jsonPath`, 'jsonPath', textOf(column, 'jsonPath'), simplePath);
  }
}

function validateSelectable(out: FieldErrors, version: JsonObject, schema: JsonObject, at: string): void {
  const seen = new Set<string>();
  for (const [index, field] of objectsOf(version, 'selectableFields').entries()) {
    const place = `${at}/${index}/jsonPath`;
    const path = textOf(field, 'jsonPath');
    if (path === '') {
      reportRequired(out, place, 'jsonPath');
      continue;
    }
    const fault = selectableFault(path, schema);
    if (fault !== undefined) report(out, 'invalid', place, `jsonPath ${quoted(path)} ${fault}`);
    else if (seen.has(path)) reportDuplicate(out, place, 'jsonPath', path);
    seen.add(path);
  }
  if (seen.size <= MOST_SELECTABLE) return;
  const message = `selectableFields has ${seen.size} fields, and must have no more than ${MOST_SELECTABLE}`;
  report(out, 'too-many', at, message);
}

function selectableFault(path: string, schema: JsonObject): string | undefined {
  const [root, ...names] = path.split('.');
  if (root !== '' || names.length === 0 || /[[\]]/.test(path)) return 'must be a path of fields that starts with `.`';
  if (names[0] === 'metadata') return 'must not lead into metadata';
  let at = schema;
  for (const name of names) {
    const properties = objectOf(at, 'properties');
    const next = properties ? objectOf(properties, name) : objectOf(at, 'additionalProperties');
    if (!next) return `must lead to a field of the schema, and ${quoted(name)} is none`;
    at = next;
  }
  return SELECTABLE_TYPES.includes(textOf(at, 'type')) ? undefined : 'must lead to a text, boolean or whole number';
}
