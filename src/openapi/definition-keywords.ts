// What the keywords of a definition's schema take, one by one and beside each other. Source: k8s.io/apiextensions-apiserver
// pkg/apis/apiextensions/validation, ValidateCustomResourceDefinitionOpenAPISchema. Whether a schema is structural, its defaults
// and its rules are other files.
import { joinPointer } from '../change/pointer.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { quoted } from '../kube/quoted.ts';
import { ownMember, readSchema } from './custom-schema.ts';
import { schemasIn, schemasUnder, type Tell } from './definition-structure.ts';
import { listed, named } from './fault.ts';
import { fieldTokens } from './field-path.ts';
import type { ApiSchema } from './schema.ts';

const TYPES: readonly string[] = ['array', 'boolean', 'integer', 'number', 'object', 'string'];
const UNSUPPORTED: readonly string[] = [
  'id',
  '$schema',
  '$ref',
  'additionalItems',
  'patternProperties',
  'definitions',
  'dependencies',
];
const RESOURCE_FIELDS: ReadonlySet<string> = new Set(['metadata', 'kind', 'apiVersion']);

/** What is known of the place of a schema. */
interface Place {
  /** Why defaults are not allowed here. */
  readonly noDefaults: string | undefined;
  /** Inside the metadata of a resource. */
  readonly metadata: boolean;
}

/** Tells what is wrong with keywords of a schema and of all schemas in it. */
export function checkKeywords(schema: JsonObject, at: string, tell: Tell): void {
  walk(schema, at, { noDefaults: undefined, metadata: false }, true, tell);
}

function walk(schema: JsonObject, at: string, place: Place, root: boolean, tell: Tell): void {
  ownKeywords(schema, at, place, tell);
  listKeywords(schema, at, tell);
  mapKeywords(schema, at, tell);
  ruleKeywords(schema, at, tell);
  const additional = ownMember(schema, 'additionalProperties');
  if (isJsonObject(additional)) {
    const reason = 'inside `additionalProperties` of metadata';
    walk(
      additional,
      `${at}/additionalProperties`,
      place.metadata ? { ...place, noDefaults: reason } : place,
      false,
      tell,
    );
  }
  for (const [name, property] of schemasUnder(ownMember(schema, 'properties'))) {
    const resource = root || ownMember(schema, 'x-kubernetes-embedded-resource') === true;
    const inner = resource && RESOURCE_FIELDS.has(name) ? { ...place, metadata: true } : place;
    const noDefaults = root && RESOURCE_FIELDS.has(name) ? `in \`${name}\` of the resource` : inner.noDefaults;
    walk(property, joinPointer(at, 'properties', name), { ...inner, noDefaults }, false, tell);
  }
  for (const keyword of ['not', 'items']) {
    const inner = ownMember(schema, keyword);
    if (isJsonObject(inner)) walk(inner, `${at}/${keyword}`, place, false, tell);
  }
  for (const keyword of ['allOf', 'oneOf', 'anyOf'])
    for (const [index, branch] of schemasIn(ownMember(schema, keyword)))
      walk(branch, `${at}/${keyword}/${index}`, place, false, tell);
}

function isGiven(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return false;
  return !(isJsonObject(value) && Object.keys(value).length === 0);
}

function ownKeywords(schema: JsonObject, at: string, place: Place, tell: Tell): void {
  const type = ownMember(schema, 'type');
  if (typeof type === 'string' && type !== '' && !TYPES.includes(type))
    tell('not-supported', `${at}/type`, `\`type\` is ${named(type)}, and takes ${listed(TYPES)}`);
  if ((ownMember(schema, 'default') ?? null) !== null && place.noDefaults !== undefined)
    tell('forbidden', `${at}/default`, `\`default\` is not allowed ${place.noDefaults}`);
  for (const keyword of UNSUPPORTED)
    if (isGiven(ownMember(schema, keyword)))
      tell('forbidden', `${at}/${keyword}`, `\`${keyword}\` is not supported in the schema of a custom kind`);
  const items = ownMember(schema, 'items');
  if (isJsonList(items) && items.length > 0)
    tell('forbidden', `${at}/items`, '`items` takes one schema, not a list of them');
  if (place.metadata && ownMember(schema, 'x-kubernetes-embedded-resource') === true) {
    const keyword = 'x-kubernetes-embedded-resource';
    tell('forbidden', `${at}/${keyword}`, `\`${keyword}\` is not allowed inside the metadata of a resource`);
  }
  if (ownMember(schema, 'uniqueItems') === true)
    tell('forbidden', `${at}/uniqueItems`, '`uniqueItems` is not allowed, use `x-kubernetes-list-type: set`');
  const additional = ownMember(schema, 'additionalProperties');
  const properties = ownMember(schema, 'properties');
  if (
    isJsonObject(properties) &&
    Object.keys(properties).length > 0 &&
    (additional === false || isJsonObject(additional))
  )
    tell('forbidden', `${at}/additionalProperties`, '`additionalProperties` is not allowed beside `properties`');
  if (ownMember(schema, 'x-kubernetes-preserve-unknown-fields') === false) {
    const keyword = 'x-kubernetes-preserve-unknown-fields';
    tell('invalid', `${at}/${keyword}`, `\`${keyword}\` takes true only, leave it out`);
  }
}

function mapKeywords(schema: JsonObject, at: string, tell: Tell): void {
  const keyword = 'x-kubernetes-map-type';
  const kind = ownMember(schema, keyword);
  if (typeof kind !== 'string') return;
  typeMustBe('object', keyword, schema, at, tell);
  if (kind !== 'atomic' && kind !== 'granular')
    tell('not-supported', `${at}/${keyword}`, `\`${keyword}\` is ${named(kind)}, and takes \`atomic\` or \`granular\``);
}

function typeMustBe(wanted: string, keyword: string, schema: JsonObject, at: string, tell: Tell): void {
  const type = ownMember(schema, 'type') ?? '';
  if (type !== wanted)
    tell(type === '' ? 'required' : 'invalid', `${at}/type`, `\`type\` must be \`${wanted}\` beside \`${keyword}\``);
}

const LIST_TYPE = 'x-kubernetes-list-type';
const MAP_KEYS = 'x-kubernetes-list-map-keys';

function listKeywords(schema: JsonObject, at: string, tell: Tell): void {
  const kind = ownMember(schema, LIST_TYPE);
  const keys = ownMember(schema, MAP_KEYS);
  const names = isJsonList(keys) ? keys.filter((key) => typeof key === 'string') : [];
  if (names.length > 0 && kind !== 'map')
    tell(
      typeof kind === 'string' ? 'invalid' : 'required',
      `${at}/${LIST_TYPE}`,
      `\`${LIST_TYPE}\` must be \`map\` beside \`${MAP_KEYS}\``,
    );
  if (typeof kind !== 'string') return;
  if (!['atomic', 'set', 'map'].includes(kind))
    tell(
      'not-supported',
      `${at}/${LIST_TYPE}`,
      `\`${LIST_TYPE}\` is ${named(kind)}, and takes \`atomic\`, \`set\` or \`map\``,
    );
  const items = ownMember(schema, 'items');
  if (ownMember(schema, 'type') !== 'array') typeMustBe('array', LIST_TYPE, schema, at, tell);
  else if (kind === 'set' && isJsonObject(items)) setItems(items, `${at}/items`, tell);
  if ((kind === 'set' || kind === 'map') && ownMember(items, 'nullable') === true)
    tell(
      'forbidden',
      `${at}/items/nullable`,
      `\`nullable\` is not allowed for the items of a list of the type \`${kind}\``,
    );
  if (kind === 'map') mapItems(items, names, at, tell);
}

/** Items of a set are compared as a whole. */
function setItems(items: JsonObject, at: string, tell: Tell): void {
  const type = ownMember(items, 'type');
  const [keyword, set] = type === 'array' ? [LIST_TYPE, 'list'] : ['x-kubernetes-map-type', 'object'];
  const kind = ownMember(items, keyword);
  const atomic = kind === 'atomic' || (type === 'array' && typeof kind !== 'string');
  if ((type === 'array' || type === 'object') && !atomic)
    tell('invalid', `${at}/${keyword}`, `\`${keyword}\` must be \`atomic\` for the ${set} items of a set`);
}

function mapItems(items: Json | undefined, names: readonly string[], at: string, tell: Tell): void {
  if (names.length === 0)
    tell('required', `${at}/${MAP_KEYS}`, `\`${MAP_KEYS}\` is missing beside \`${LIST_TYPE}: map\``);
  if (!isJsonObject(items)) return;
  if (ownMember(items, 'type') !== 'object') {
    tell('invalid', `${at}/items/type`, '`type` must be `object` for the items of a list of the type `map`');
    return;
  }
  const required = ownMember(items, 'required');
  for (const [index, name] of names.entries()) {
    const property = ownMember(ownMember(items, 'properties'), name);
    const place = joinPointer(at, 'items', 'properties', name);
    if (names.indexOf(name) < index) tell('invalid', `${at}/${MAP_KEYS}`, `\`${MAP_KEYS}\` repeats ${quoted(name)}`);
    if (!isJsonObject(property)) {
      tell('invalid', `${at}/${MAP_KEYS}`, `\`${MAP_KEYS}\` names ${quoted(name)}, which is no property of the items`);
      continue;
    }
    if (property['type'] === 'array' || property['type'] === 'object')
      tell(
        'invalid',
        `${place}/type`,
        `\`type\` must be that of a single value for ${quoted(name)}, a key of the list`,
      );
    const given = ownMember(property, 'default') ?? null;
    if (given === null && !(isJsonList(required) && required.includes(name)))
      tell('required', `${place}/default`, `${quoted(name)} is a key of the list: require it, or give it a default`);
    if (property['nullable'] === true)
      tell('forbidden', `${place}/nullable`, `\`nullable\` is not allowed for ${quoted(name)}, a key of the list`);
  }
}

const REASONS: readonly string[] = [
  'FieldValueDuplicate',
  'FieldValueForbidden',
  'FieldValueInvalid',
  'FieldValueRequired',
];

/** The texts around a rule; the rule itself is definition-rules.ts. */
function ruleKeywords(schema: JsonObject, at: string, tell: Tell): void {
  let read: ApiSchema | undefined;
  for (const [index, rule] of schemasIn(ownMember(schema, 'x-kubernetes-validations'))) {
    const place = `${at}/x-kubernetes-validations/${index}`;
    const text = (key: string) => {
      const value = ownMember(rule, key);
      return typeof value === 'string' ? value : '';
    };
    const message = text('message');
    if (text('rule').trim() === '')
      tell('required', `${place}/rule`, '`rule` is missing: it is what the definition asks for');
    else if (message !== '' && message.trim() === '')
      tell('invalid', `${place}/message`, '`message` has nothing but blanks');
    else if (/[\n\r]/.test(message.trim())) tell('invalid', `${place}/message`, '`message` takes one line');
    else if (/[\n\r]/.test(text('rule').trim()) && message.trim() === '')
      tell('required', `${place}/message`, '`message` is missing beside a rule of several lines');
    if (text('messageExpression') !== '' && text('messageExpression').trim() === '')
      tell('required', `${place}/messageExpression`, '`messageExpression` has nothing but blanks');
    const reason = ownMember(rule, 'reason');
    if (typeof reason === 'string' && !REASONS.includes(reason))
      tell('not-supported', `${place}/reason`, `\`reason\` is ${named(reason)}, and takes ${listed(REASONS)}`);
    const path = text('fieldPath');
    if (path === '') continue;
    read ??= readSchema(schema);
    if (fieldTokens(path, read) === undefined)
      tell('invalid', `${place}/fieldPath`, `\`fieldPath\` is ${named(path)}, which leads to no field of the schema`);
  }
}
