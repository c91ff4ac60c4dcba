// Values that a JSON Schema takes: its defaults and enumerations, its bounds, texts of its format and pattern. Every value has passed
// the schema; that all of what a schema takes is there is not said.

import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../kube/object.ts';
import { compileSchema } from '../../policy/json-schema.ts';
import { valueKey } from '../infer/column.ts';
import { type Sequence, sequence } from './random.ts';
import { sampleText } from './sample-pattern.ts';

/** Texts by the formats that schemas of Sallyport know. */
const FORMATS: Readonly<Record<string, readonly string[]>> = {
  'image-ref': [
    'registry.example.com/shop/app:1.4.2',
    `registry.example.com/shop/app@sha256:${'0a'.repeat(32)}`,
    'nginx',
  ],
  quantity: ['1', '100m', '256Mi', '1Gi', '10Gi'],
  'dns1123-label': ['web', 'checkout-api', 'x'],
  'dns1123-subdomain': ['web', 'shop.example.com'],
  'int-or-string': ['http', '25%'],
  cidr: ['10.0.0.0/8', 'fd00::/8'],
  date: ['2027-03-01'],
  'date-time': ['2027-03-01T00:00:00Z'],
  email: ['team@example.com'],
  uri: ['https://example.com/path'],
  hostname: ['shop.example.com'],
  ipv4: ['10.0.0.1'],
  ipv6: ['fd00::1'],
};
const PLAIN: readonly string[] = ['text', 'x', 'another text', '0', ''];
/** Texts made of one pattern. */
const PER_PATTERN = 4;
const MOST = 12;

/** Values that the schema takes, the plainest first. */
export function sampleValues(schema: Json, seed = 1): readonly Json[] {
  if (!isJsonObject(schema) && typeof schema !== 'boolean') return [];
  const compiled = compileSchema(schema as JsonObject | boolean);
  if (!compiled.ok) return [];
  const seen = new Set<string>();
  const values: Json[] = [];
  for (const value of candidates(schema as JsonObject | boolean, sequence(seed))) {
    const key = valueKey(value);
    if (values.length >= MOST || seen.has(key) || !compiled.validate(value)) continue;
    seen.add(key);
    values.push(value);
  }
  return values;
}

function candidates(schema: JsonObject | boolean, random: Sequence): readonly Json[] {
  if (typeof schema === 'boolean') return schema ? ['text', 1, true] : [];
  const listed = isJsonList(schema['enum']) ? schema['enum'] : schema['const'] !== undefined ? [schema['const']] : [];
  const given = [...(schema['default'] === undefined ? [] : [schema['default']]), ...listed];
  const examples = isJsonList(schema['examples']) ? schema['examples'] : [];
  const branches = ['anyOf', 'oneOf'].flatMap((keyword) => (isJsonList(schema[keyword]) ? schema[keyword] : []));
  const inside = branches.flatMap((branch) =>
    isJsonObject(branch) ? sampleValues({ ...withoutBranches(schema), ...branch }, random.below(2 ** 20)) : [],
  );
  if (listed.length > 0) return given;
  const types =
    typeof schema['type'] === 'string' ? [schema['type']] : isJsonList(schema['type']) ? schema['type'] : [];
  const made = (types.length > 0 ? types : ['string', 'integer', 'boolean']).flatMap((type) =>
    ofType(String(type), schema, random),
  );
  return [...given, ...examples, ...inside, ...made];
}

function withoutBranches({ anyOf: _, oneOf: __, ...rest }: JsonObject): JsonObject {
  return rest;
}

function ofType(type: string, schema: JsonObject, random: Sequence): readonly Json[] {
  switch (type) {
    case 'boolean':
      return [true, false];
    case 'integer':
    case 'number':
      return numbers(schema);
    case 'string':
      return texts(schema, random);
    case 'array':
      return lists(schema, random);
    case 'object':
      return maps(schema, random);
    default:
      return [];
  }
}

function numbers(schema: JsonObject): readonly number[] {
  const step = typeof schema['multipleOf'] === 'number' ? schema['multipleOf'] : 1;
  const bounds = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'].flatMap((keyword) => {
    const bound = schema[keyword];
    return typeof bound === 'number' ? [bound, bound + step, bound - step] : [];
  });
  return [...bounds, 1, 2, 0, 10, 8080, step].filter((value) => value % step === 0);
}

function texts(schema: JsonObject, random: Sequence): readonly string[] {
  const { format, pattern, minLength } = schema;
  const bounds = ['quantityMinimum', 'quantityMaximum'].flatMap((keyword) =>
    schema[keyword] === undefined ? [] : [String(schema[keyword])],
  );
  const known = typeof format === 'string' ? (FORMATS[format] ?? []) : [];
  const patterned =
    typeof pattern === 'string'
      ? Array.from({ length: PER_PATTERN }, () => sampleText(pattern, random)).filter((text) => text !== undefined)
      : [];
  // A pattern for images and hosts is often only their beginning.
  const continued = patterned.flatMap((text) => known.map((one) => text + one));
  const long = typeof minLength === 'number' && minLength < 1000 ? ['x'.repeat(minLength)] : [];
  return [...known, ...bounds, ...patterned, ...continued, ...long, ...PLAIN];
}

function lists(schema: JsonObject, random: Sequence): readonly Json[] {
  const items = sampleValues(schema['items'] ?? {}, random.below(2 ** 20));
  const least = typeof schema['minItems'] === 'number' ? schema['minItems'] : 0;
  const filled = Array.from({ length: Math.min(least, 100) }, (_, index) => items[index % Math.max(1, items.length)]);
  const whole = filled.filter((item) => item !== undefined);
  return [whole, ...items.map((item) => [item]), items.slice(0, 3), items.slice(3, 6)];
}

function maps(schema: JsonObject, random: Sequence): readonly Json[] {
  const properties = isJsonObject(schema['properties']) ? schema['properties'] : {};
  const required = isJsonList(schema['required']) ? schema['required'].map(String) : [];
  const samples = new Map(
    Object.entries(properties).map(([key, one]) => [key, sampleValues(one, random.below(2 ** 20))]),
  );
  const first = required.flatMap((key): [string, Json][] => {
    const [value] = samples.get(key) ?? [];
    return value === undefined ? [] : [[key, value]];
  });
  const base: JsonObject = Object.fromEntries(first);
  const varied = [...samples].flatMap(([key, values]) =>
    values.slice(0, 3).map((value): JsonObject => ({ ...base, [key]: value })),
  );
  const additional = schema['additionalProperties'];
  const own = isJsonObject(additional) || additional === true ? sampleValues(additional, random.below(2 ** 20)) : [];
  const { propertyNames } = schema;
  const names = isJsonObject(propertyNames)
    ? sampleValues({ type: 'string', ...propertyNames }, random.below(2 ** 20))
    : ['key'];
  const extra = own
    .slice(0, 2)
    .flatMap((value) => names.slice(0, 1).map((name) => ({ ...base, [String(name)]: value })));
  return [base, ...varied, ...extra];
}
