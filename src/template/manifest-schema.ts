// The JSON Schema that a conforming manifest meets, for completion and marks in editors: what the template fixes are constants, what
// it leaves open are the schemas of its parameters. That one parameter has one value everywhere, no schema can say: that is solve.ts's.
import { readPointer } from '../change/pointer.ts';
import { isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { listSchema, type SchemaMaking, textPattern } from './manifest-schema-list.ts';
import type { ChoiceNode, ExtraRule, MapNode, Member, Node, ObjectProgram, Ref } from './program.ts';
import type { CompiledTemplate } from './template.ts';

/** The schema of one object of a conforming set; which object is meant, its kind says. */
export function manifestSchema(template: CompiledTemplate): JsonObject {
  const { name, spec, program } = template;
  const properties = spec.parameters['properties'];
  const parameters = isJsonObject(properties) ? properties : {};
  const making: SchemaMaking = {
    document: { spec: spec as unknown as Json },
    nodeSchema: (node) => schemaOf(node, making),
  };
  const objects = program.objects.map((object) => ({ object, schema: making.nodeSchema(object.body) }));
  const kinds = [...new Map(objects.map(({ object }) => [kindOf(object), object])).values()];
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: `${name}@${spec.version}`,
    description: spec.description,
    type: 'object',
    required: ['apiVersion', 'kind'],
    properties: {
      apiVersion: { enum: [...new Set(kinds.map(apiVersionOf))] },
      kind: { enum: [...new Set(kinds.map(({ kind }) => kind))] },
    },
    allOf: kinds.map((one) => {
      const meant = objects.filter(({ object }) => kindOf(object) === kindOf(one));
      const refs = meant.map(({ object }): JsonObject => ({ $ref: `#/$defs/${objectKey(object)}` }));
      return {
        if: { properties: { apiVersion: { const: apiVersionOf(one) }, kind: { const: one.kind } } },
        then: refs.length === 1 ? refs[0]! : { anyOf: refs },
      };
    }),
    $defs: {
      ...Object.fromEntries(Object.entries(parameters).map(([key, schema]) => [parameterKey(key), plain(schema)])),
      ...Object.fromEntries(objects.map(({ object, schema }) => [objectKey(object), schema])),
    },
  };
}

const apiVersionOf = ({ group, version }: ObjectProgram) => (group === '' ? version : `${group}/${version}`);
const kindOf = (object: ObjectProgram) => `${apiVersionOf(object)}/${object.kind}`;
const objectKey = ({ spec }: ObjectProgram) => `object-${spec.id}`;
const parameterKey = (name: string) => `parameter-${name}`;

function schemaOf(node: Node, making: SchemaMaking): JsonObject {
  const schema = bareSchema(node, making);
  return node.why === undefined ? schema : { description: node.why, ...schema };
}

function bareSchema(node: Node, making: SchemaMaking): JsonObject {
  switch (node.kind) {
    case 'literal':
      // A quantity has many spellings.
      return node.quantity ? { type: ['string', 'number'], default: node.value } : { const: node.value };
    case 'verbatim':
      return { const: node.value };
    case 'hole':
      return node.quantity ? { anyOf: [refSchema(node.ref), { type: 'number' }] } : refSchema(node.ref);
    case 'text':
      return { type: 'string', pattern: textPattern(node) };
    case 'any': {
      const { $any: schema } = written(node, making);
      const { fallback } = node;
      return {
        ...(isJsonObject(schema) && (plain(schema) as JsonObject)),
        ...(fallback !== undefined && { default: fallback }),
      };
    }
    case 'expr':
      return { description: `computed: ${String(written(node, making)['$expr'] ?? '')}` };
    case 'map':
      return mapSchema(node, making);
    case 'list':
      return listSchema(node, making);
    case 'choice':
      return { anyOf: node.alternatives.map((one) => making.nodeSchema(one.node)) };
  }
}

/** The operators of a place as they are written. */
function written({ pointer }: Node, { document }: SchemaMaking): JsonObject {
  const value = readPointer(document, pointer);
  return isJsonObject(value) ? value : {};
}

/** What a parameter, or a member of one, may be. */
function refSchema({ slot }: Ref): JsonObject {
  const [name = '', ...below] = slot.path;
  if (slot.scope.parent === undefined && below.length === 0) return { $ref: `#/$defs/${parameterKey(name)}` };
  return plain(slot.schema) as JsonObject;
}

function mapSchema(node: MapNode, making: SchemaMaking): JsonObject {
  const { choice } = node;
  const properties: Record<string, Json> = memberSchemas(node.members, making);
  for (const name of choice?.merged ?? []) properties[name] ??= true;
  return {
    type: 'object',
    properties,
    ...requiredOf(node.members),
    ...extraSchema(node.extra, written(node, making)['$extra']),
    ...(choice && { anyOf: choice.alternatives.map((_, index) => alternativeSchema(choice, index, making)) }),
  };
}

/** One alternative beside other members: its own, and none of those that only others have. */
function alternativeSchema(choice: ChoiceNode, index: number, making: SchemaMaking): JsonObject {
  const { node } = choice.alternatives[index]!;
  if (node.kind !== 'map') return making.nodeSchema(node);
  const others = [...(choice.merged ?? [])].filter((name) => !node.byKey.has(name));
  const absent = Object.fromEntries(others.map((name) => [name, false]));
  return { properties: { ...memberSchemas(node.members, making), ...absent }, ...requiredOf(node.members) };
}

function memberSchemas(members: readonly Member[], making: SchemaMaking): Record<string, Json> {
  return Object.fromEntries(members.map(({ key, node }) => [key, making.nodeSchema(node)]));
}

function requiredOf(members: readonly Member[]): JsonObject {
  const required = members.filter(({ optional, when, node }) => !optional && !when && !mayBeLeftOut(node));
  return required.length === 0 ? {} : { required: required.map(({ key }) => key) };
}

/** A place whose parameter may have no value, not even a default, may be absent with it. */
function mayBeLeftOut(node: Node): boolean {
  // What an expression yields is not known before it is evaluated.
  if (node.voidable || node.kind === 'expr') return true;
  return node.kind === 'hole' && !node.ref.slot.required && node.ref.slot.schema['default'] === undefined;
}

/** Members that are not named. */
function extraSchema({ allow, keys }: ExtraRule, given: Json | undefined): JsonObject {
  if (!allow) return { additionalProperties: false };
  const rule = isJsonObject(given) ? given : {};
  const schema = rule['schema'] === undefined ? true : plain(rule['schema']);
  if (keys === undefined) return schema === true ? {} : { additionalProperties: schema };
  return { patternProperties: { [String(rule['keys'])]: schema }, additionalProperties: false };
}

/** A schema without the keywords that only Sallyport knows. */
function plain(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(plain);
  if (!isJsonObject(schema)) return schema;
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]): [string, Json][] => {
      if (key.startsWith('x-') || key === 'quantityMinimum' || key === 'quantityMaximum') return [];
      return [[key, key === 'default' || key === 'enum' || key === 'const' ? value : plain(value)]];
    }),
  );
}
