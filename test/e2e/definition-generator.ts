// Schemas of definitions with a few mistakes: keywords added, changed and taken away anywhere in a sound schema. The same numbers
// give the same schemas.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../src/kube/object.ts';
import type { Random } from './custom-generator.ts';

/** Keywords with a value that may be right, wrong here, or wrong everywhere. */
const KEYWORDS: readonly (readonly [string, Json])[] = [
  ['type', 'object'],
  ['type', 'string'],
  ['type', 'array'],
  ['type', 'integer'],
  ['type', 'strange'],
  ['type', 'null'],
  ['type', ''],
  ['items', { type: 'string' }],
  ['items', {}],
  ['items', [{ type: 'string' }]],
  ['properties', { a: { type: 'string' } }],
  ['properties', { a: {} }],
  ['properties', {}],
  ['additionalProperties', true],
  ['additionalProperties', false],
  ['additionalProperties', { type: 'string' }],
  ['additionalProperties', {}],
  ['nullable', true],
  ['pattern', '('],
  ['pattern', '(?=a)'],
  ['pattern', '^a$'],
  ['uniqueItems', true],
  ['uniqueItems', false],
  ['default', 'text'],
  ['default', {}],
  ['default', 5],
  ['default', null],
  ['default', { unknown: 1 }],
  ['default', []],
  ['required', ['a']],
  ['enum', ['a', 1, null]],
  ['enum', []],
  ['format', 'date'],
  ['format', 'strange'],
  ['$ref', '#/definitions/a'],
  ['$schema', 'x'],
  ['id', 'x'],
  ['definitions', { a: { type: 'string' } }],
  ['definitions', {}],
  ['dependencies', { a: ['b'] }],
  ['patternProperties', { a: { type: 'string' } }],
  ['additionalItems', true],
  ['title', 'a title'],
  ['description', 'what it is'],
  ['externalDocs', { url: 'x' }],
  ['example', 'x'],
  ['minimum', 1],
  ['maxLength', 3],
  ['multipleOf', 0],
  ['maxProperties', 1],
  ['allOf', [{ required: ['a'] }]],
  ['allOf', [{ properties: { zz: { minimum: 1 } } }]],
  ['anyOf', [{ type: 'integer' }, { type: 'string' }]],
  ['anyOf', [{ type: 'string' }, { type: 'integer' }]],
  ['anyOf', [{ description: 'x' }, { nullable: false }]],
  ['oneOf', [{ properties: { metadata: { minLength: 1 } } }]],
  ['oneOf', [{ items: { minLength: 1 } }]],
  ['not', { additionalProperties: { minLength: 1 } }],
  ['not', { additionalProperties: false }],
  ['not', { default: 1 }],
  ['not', { 'x-kubernetes-list-type': 'set' }],
  ['x-kubernetes-preserve-unknown-fields', true],
  ['x-kubernetes-preserve-unknown-fields', false],
  ['x-kubernetes-int-or-string', true],
  ['x-kubernetes-embedded-resource', true],
  ['x-kubernetes-list-type', 'set'],
  ['x-kubernetes-list-type', 'map'],
  ['x-kubernetes-list-type', 'atomic'],
  ['x-kubernetes-list-type', 'strange'],
  ['x-kubernetes-list-map-keys', ['a']],
  ['x-kubernetes-list-map-keys', ['a', 'a']],
  ['x-kubernetes-list-map-keys', []],
  ['x-kubernetes-map-type', 'atomic'],
  ['x-kubernetes-map-type', 'granular'],
  ['x-kubernetes-map-type', 'strange'],
  ['x-kubernetes-validations', [{ rule: 'true' }]],
  ['x-kubernetes-validations', [{ rule: '' }]],
  ['x-kubernetes-validations', [{ rule: 'self.strange > 1' }]],
  ['x-kubernetes-validations', [{ rule: 'self == oldSelf' }]],
  ['x-kubernetes-validations', [{ rule: 'self ==' }]],
  ['x-kubernetes-validations', [{ rule: 'true', message: ' ' }]],
  ['x-kubernetes-validations', [{ rule: 'true', message: 'a\nb' }]],
  ['x-kubernetes-validations', [{ rule: 'true\n' }]],
  ['x-kubernetes-validations', [{ rule: 'true ||\n true' }]],
  ['x-kubernetes-validations', [{ rule: 'true', messageExpression: ' ' }]],
  ['x-kubernetes-validations', [{ rule: 'true', messageExpression: '1' }]],
  ['x-kubernetes-validations', [{ rule: 'true', messageExpression: '"a"' }]],
  ['x-kubernetes-validations', [{ rule: 'true', reason: 'Strange' }]],
  ['x-kubernetes-validations', [{ rule: 'true', reason: 'FieldValueRequired' }]],
  ['x-kubernetes-validations', [{ rule: 'true', fieldPath: '.a' }]],
  ['x-kubernetes-validations', [{ rule: 'true', fieldPath: 'a' }]],
  ['x-kubernetes-validations', [{ rule: 'true', fieldPath: '.a[0]' }]],
  ['x-kubernetes-validations', [{ rule: 'true', optionalOldSelf: true }]],
  ['x-kubernetes-validations', [{ rule: 'oldSelf.orValue(self) == self', optionalOldSelf: true }]],
];

/** Keywords that hold schemas, one, in a list or by name. */
const ONE: readonly string[] = ['items', 'additionalProperties', 'not'];
const LISTS: readonly string[] = ['allOf', 'anyOf', 'oneOf'];

/** The schema with `changes` mistakes; the given one is not written to. */
export function mutateSchema(schema: JsonObject, random: Random, changes: number): JsonObject {
  const copy = structuredClone(schema) as Record<string, Json>;
  for (let change = 0; change < changes; change++) {
    const places = [...schemasOf(copy)];
    const place = places[Math.floor(random() * places.length)]!;
    const keys = Object.keys(place);
    if (random() < 0.15 && keys.length > 0) delete place[keys[Math.floor(random() * keys.length)]!];
    else {
      const [keyword, value] = KEYWORDS[Math.floor(random() * KEYWORDS.length)]!;
      place[keyword] = structuredClone(value) as Json;
    }
  }
  return copy;
}

function* schemasOf(schema: Record<string, Json>): Generator<Record<string, Json>> {
  yield schema;
  const { properties } = schema;
  const inner = [
    ...ONE.map((key) => schema[key]),
    ...LISTS.flatMap((key) => (isJsonList(schema[key]) ? (schema[key] as readonly Json[]) : [])),
    ...(isJsonObject(properties) ? Object.values(properties) : []),
  ];
  for (const one of inner) if (isJsonObject(one)) yield* schemasOf(one as Record<string, Json>);
}
