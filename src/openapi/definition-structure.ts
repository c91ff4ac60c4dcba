// Whether the schema of a definition is structural: each field is described once, outside of alternatives, with a type. Source:
// k8s.io/apiextensions-apiserver pkg/apiserver/schema, validation.go and complete.go. What single keywords take is
// definition-keywords.ts.
import { joinPointer } from '../change/pointer.ts';
import type { FieldError, FieldErrorType } from '../kube/field-error.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { quoted } from '../kube/quoted.ts';
import { compilePattern } from './custom-scalars.ts';
import { ownMember } from './custom-schema.ts';
import { named } from './fault.ts';

/** Where a schema stands: the levels of the structural rules. */
type Level = 'root' | 'item' | 'field';

/** Adds an error about the keyword at `at`. */
export type Tell = (type: FieldErrorType, at: string, message: string) => void;

/** What tells errors into a list. */
export function teller(out: FieldError[]): Tell {
  return (type, pointer, message) => void out.push({ type, pointer, message });
}

/** Members of an object that are schemas themselves, by name. */
export function schemasUnder(value: Json | undefined): readonly (readonly [string, JsonObject])[] {
  if (!isJsonObject(value)) return [];
  return Object.entries(value).filter((entry): entry is [string, JsonObject] => isJsonObject(entry[1]));
}

/** Items of a list that are schemas. */
export function schemasIn(value: Json | undefined): readonly (readonly [number, JsonObject])[] {
  if (!isJsonList(value)) return [];
  return [...value.entries()].filter((entry): entry is [number, JsonObject] => isJsonObject(entry[1]));
}

/** Tells why the schema of a kind is not structural. */
export function checkStructure(schema: JsonObject, at: string, tell: Tell): void {
  invariants(schema, 'root', at, tell);
  completeness(schema, schema, at, at, tell);
}

const EMPTY_TYPE: Readonly<Record<Level, string>> = {
  root: 'at the root',
  item: 'for the items of a list',
  field: 'for each field',
};

function invariants(schema: JsonObject, level: Level, at: string, tell: Tell): void {
  const has = (keyword: string) => ownMember(schema, keyword) === true;
  const type = ownMember(schema, 'type') ?? '';
  const items = ownMember(schema, 'items');
  if (type === 'array' && !isJsonObject(items) && !isJsonList(items))
    tell('required', `${at}/items`, '`items` is missing: a list says what its items are');
  if (isJsonObject(items)) invariants(items, 'item', `${at}/items`, tell);
  for (const [name, property] of schemasUnder(ownMember(schema, 'properties')))
    invariants(property, 'field', joinPointer(at, 'properties', name), tell);
  additional(schema, level, at, tell);
  const [anything, embedded, either] = [
    has('x-kubernetes-preserve-unknown-fields'),
    has('x-kubernetes-embedded-resource'),
    has('x-kubernetes-int-or-string'),
  ];
  for (const [set, keyword] of [
    [anything, 'x-kubernetes-preserve-unknown-fields'],
    [embedded, 'x-kubernetes-embedded-resource'],
  ] as const)
    if (either && set)
      tell('invalid', `${at}/${keyword}`, `\`${keyword}\` contradicts \`x-kubernetes-int-or-string\` beside it`);
  valueValidations(
    schema,
    isIntOrString(schema),
    isIntOrString(schemasIn(ownMember(schema, 'allOf'))[0]?.[1]),
    at,
    tell,
  );
  if (embedded && type !== 'object')
    tell(type === '' ? 'required' : 'invalid', `${at}/type`, '`type` must be `object` for a resource inside another');
  else if (type === '' && !either && !anything)
    tell('required', `${at}/type`, `\`type\` is missing, and must be stated ${EMPTY_TYPE[level]}`);
  if (level === 'root' && type !== '' && type !== 'object')
    tell('invalid', `${at}/type`, `\`type\` is ${named(type)}, and must be \`object\` at the root`);
  resourceFields(schema, level, embedded, at, tell);
  if (embedded && !anything && schemasUnder(ownMember(schema, 'properties')).length === 0)
    tell(
      'required',
      `${at}/properties`,
      '`properties` is missing: a resource inside another has fields, or preserves unknown ones',
    );
}

function additional(schema: JsonObject, level: Level, at: string, tell: Tell): void {
  const value = ownMember(schema, 'additionalProperties');
  if (value === undefined || value === null) return;
  const place = `${at}/additionalProperties`;
  if (level === 'root') tell('forbidden', place, '`additionalProperties` is not allowed at the root');
  if (ownMember(schema, 'x-kubernetes-embedded-resource') === true)
    tell('forbidden', place, '`additionalProperties` is not allowed for a resource inside another');
  if (isJsonObject(value)) invariants(value, 'field', place, tell);
}

/** `apiVersion`, `kind` and `metadata` of a resource are what they are everywhere; a schema may only narrow the name. */
function resourceFields(schema: JsonObject, level: Level, embedded: boolean, at: string, tell: Tell): void {
  const properties = ownMember(schema, 'properties');
  const resource = level === 'root' || embedded;
  for (const name of ['kind', 'apiVersion']) {
    const field = ownMember(properties, name);
    if (resource && isJsonObject(field) && ownMember(field, 'type') !== 'string')
      tell(
        'invalid',
        `${at}/properties/${name}/type`,
        `\`type\` must be \`string\` for the field \`${name}\` of a resource`,
      );
  }
  const metadata = ownMember(properties, 'metadata');
  if (!isJsonObject(metadata)) return;
  const place = `${at}/properties/metadata`;
  if (resource && ownMember(metadata, 'type') !== 'object')
    tell('invalid', `${place}/type`, '`type` must be `object` for the metadata of a resource');
  if (level !== 'root') return;
  const names = Object.keys(isJsonObject(metadata['properties']) ? metadata['properties'] : {});
  const others = statedKeywords(metadata).some((key) => !['type', 'properties', 'default'].includes(key));
  if (others || names.some((name) => name !== 'name' && name !== 'generateName'))
    tell(
      'forbidden',
      place,
      '`metadata` may only say something of `name` and `generateName`, the rest is the same for all kinds',
    );
}

/** True for alternatives that are just those two types. */
function isIntOrString(schema: JsonObject | undefined): boolean {
  const branches = ownMember(schema, 'anyOf');
  if (!isJsonList(branches) || branches.length !== 2) return false;
  const is = (branch: Json | undefined, type: string) =>
    isJsonObject(branch) && !branch['properties'] && statedKeywords(branch).length === 1 && branch['type'] === type;
  return is(branches[0], 'integer') && is(branches[1], 'string');
}

function valueValidations(schema: JsonObject, skipAnyOf: boolean, skipFirst: boolean, at: string, tell: Tell): void {
  for (const keyword of ['anyOf', 'allOf', 'oneOf'] as const) {
    if (keyword === 'anyOf' && skipAnyOf) continue;
    for (const [index, branch] of schemasIn(ownMember(schema, keyword)))
      nested(branch, keyword === 'allOf' && index === 0 && skipFirst, `${at}/${keyword}/${index}`, tell);
  }
  const not = ownMember(schema, 'not');
  if (isJsonObject(not)) nested(not, false, `${at}/not`, tell);
  const pattern = ownMember(schema, 'pattern');
  if (typeof pattern === 'string' && pattern !== '' && compilePattern(pattern) === undefined)
    tell('invalid', `${at}/pattern`, `\`pattern\` is ${quoted(pattern)}, which is no regular expression of RE2`);
}

/** Keywords that describe a field, and so may not stand in alternatives. */
const DESCRIBING: readonly string[] = [
  'type',
  'additionalProperties',
  'default',
  'title',
  'description',
  'nullable',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-embedded-resource',
  'x-kubernetes-int-or-string',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
  'x-kubernetes-validations',
];

function nested(schema: JsonObject, skipAnyOf: boolean, at: string, tell: Tell): void {
  valueValidations(schema, skipAnyOf, false, at, tell);
  const items = ownMember(schema, 'items');
  if (isJsonObject(items)) nested(items, false, `${at}/items`, tell);
  for (const [name, property] of schemasUnder(ownMember(schema, 'properties'))) {
    const place = joinPointer(at, 'properties', name);
    nested(property, false, place, tell);
    if (name === 'metadata') tell('forbidden', place, '`metadata` is not allowed in an alternative');
  }
  for (const keyword of DESCRIBING) {
    const value = ownMember(schema, keyword);
    if (keyword === 'default' ? (value ?? null) === null : isNothing(value)) continue;
    tell(
      'forbidden',
      `${at}/${keyword}`,
      `\`${keyword}\` is not allowed in an alternative: state it where the field is described`,
    );
  }
}

function isNothing(value: Json | undefined): boolean {
  if (isJsonList(value)) return value.length === 0;
  return value === undefined || value === null || value === '' || value === false;
}

/** Keywords that say something even with an empty value. */
const KEPT_EMPTY: ReadonlySet<string> = new Set([
  'default',
  'not',
  'items',
  'additionalProperties',
  'required',
  'x-kubernetes-list-map-keys',
]);

/** Keywords that the server keeps: remarks are left out, and so is what says nothing. */
function statedKeywords(schema: JsonObject): readonly string[] {
  const says = ([key, value]: readonly [string, Json]) => {
    if (key === 'example' || key === 'externalDocs') return false;
    if (KEPT_EMPTY.has(key)) return value !== null && (value !== false || key === 'default');
    return !isNothing(value) && !(isJsonObject(value) && Object.keys(value).length === 0);
  };
  return Object.entries(schema)
    .filter(says)
    .map(([key]) => key);
}

/** What alternatives at the root speak of is described outside of them. */
function completeness(validation: JsonObject, schema: JsonObject, at: string, from: string, tell: Tell): void {
  for (const keyword of ['allOf', 'anyOf', 'oneOf'])
    for (const [index, branch] of schemasIn(ownMember(validation, keyword)))
      nestedCompleteness(branch, schema, at, `${from}/${keyword}/${index}`, tell);
  const not = ownMember(validation, 'not');
  if (isJsonObject(not)) nestedCompleteness(not, schema, at, `${from}/not`, tell);
}

function nestedCompleteness(branch: JsonObject, schema: JsonObject, at: string, from: string, tell: Tell): void {
  completeness(branch, schema, at, from, tell);
  const missing = (place: string) =>
    tell(
      'required',
      place,
      `an alternative speaks of ${quoted(place.slice(at.length + 1))}, which is not described outside of it`,
    );
  const [inner, items] = [ownMember(branch, 'items'), ownMember(schema, 'items')];
  if (isJsonObject(inner)) {
    if (isJsonObject(items)) nestedCompleteness(inner, items, `${at}/items`, `${from}/items`, tell);
    else missing(`${at}/items`);
  }
  for (const [name, property] of schemasUnder(ownMember(branch, 'properties'))) {
    const described = ownMember(ownMember(schema, 'properties'), name);
    const place = joinPointer(at, 'properties', name);
    if (isJsonObject(described))
      nestedCompleteness(property, described, place, joinPointer(from, 'properties', name), tell);
    else missing(place);
  }
}
