// Schemas as CEL sees them: which type a value has and how its members are typed (k8s.io/apiserver pkg/cel/common, SchemaDeclType and
// UnstructuredToVal). Shapes are made once, member by member, when something asks for one; turning JSON into values is convert.ts.
import { type CelType, generic, struct, TYPES } from './cel-type.ts';
import type { CelSchema } from './declare.ts';
import { escapeName } from './identifier.ts';

/** How JSON is read: `raw` without any schema, `preserved` and `unknown` only to be compared. */
export type ShapeKind =
  | 'object'
  | 'map'
  | 'opaque'
  | 'list'
  | 'string'
  | 'bytes'
  | 'duration'
  | 'date'
  | 'datetime'
  | 'double'
  | 'int'
  | 'bool'
  | 'int-or-string'
  | 'preserved'
  | 'unknown'
  | 'raw';

/** A schema prepared for CEL. */
export interface Shape {
  readonly kind: ShapeKind;
  readonly nullable: boolean;
  /** Type for the checker; undefined where rules do not see values of this schema. */
  readonly type: CelType | undefined;
  /** Shape of items, or of the values of a map. */
  readonly inner?: Shape;
  /** Shapes of properties by their own names. */
  readonly properties?: ReadonlyMap<string, Shape>;
  /** Properties that rules can name, by identifier. */
  readonly fields?: ReadonlyMap<string, Shape>;
  readonly merge?: 'set' | readonly string[];
}

/** JSON without a schema: what is left of a value that went through an optional. */
export const RAW: Shape = { kind: 'raw', nullable: true, type: TYPES.dyn };

/** Deeper schemas than this are not typed; objects of the API do not nest deeper either. */
const DEPTH = 500;

/** The shape of a schema; `root` at the root of a resource, whose own fields are there without being stated. */
export function shapeOf(schema: CelSchema, root = false): Shape {
  return shapeAt(schema, root, 'self', 0);
}

const STRING: CelSchema = { type: 'string' };
/** What every resource has (WithTypeAndObjectMeta). */
const RESOURCE: Readonly<Record<string, CelSchema>> = {
  apiVersion: STRING,
  kind: STRING,
  metadata: { type: 'object', properties: { name: STRING, generateName: STRING } },
};

function own(properties: Readonly<Record<string, CelSchema>> | undefined, name: string): CelSchema | undefined {
  return properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function propertiesOf(schema: CelSchema, root: boolean): Readonly<Record<string, CelSchema>> | undefined {
  const { properties } = schema;
  if (!root) return properties && Object.keys(properties).length > 0 ? properties : undefined;
  const metadata = own(properties, 'metadata');
  const stated =
    own(properties, 'kind')?.type === 'string' &&
    own(properties, 'apiVersion')?.type === 'string' &&
    metadata?.type === 'object' &&
    own(metadata.properties, 'name')?.type === 'string' &&
    own(metadata.properties, 'generateName')?.type === 'string';
  return stated ? properties : { ...properties, ...RESOURCE };
}

function shapeAt(schema: CelSchema, root: boolean, path: string, depth: number): Shape {
  const nullable = schema.nullable === true;
  const simple = (kind: ShapeKind, type: CelType | undefined): Shape => ({ kind, nullable, type });
  if (schema['x-kubernetes-int-or-string']) return simple('int-or-string', TYPES.dyn);
  if (depth > DEPTH) return simple('unknown', undefined);
  switch (schema.type) {
    case 'object':
      return objectShape(schema, root, path, depth);
    case 'array': {
      if (!schema.items) return simple('unknown', undefined);
      const inner = shapeAt(schema.items, isEmbedded(schema.items), `${path}.@idx`, depth + 1);
      const merge = mergeOf(schema);
      return {
        kind: 'list',
        nullable,
        type: inner.type && generic('list', inner.type),
        inner,
        ...(merge ? { merge } : {}),
      };
    }
    case 'string':
      return stringShape(schema.format, simple);
    case 'boolean':
      return simple('bool', TYPES.bool);
    case 'number':
      return simple('double', TYPES.double);
    case 'integer':
      return simple('int', TYPES.int);
    default:
      return simple(schema['x-kubernetes-preserve-unknown-fields'] ? 'preserved' : 'unknown', undefined);
  }
}

function isEmbedded(schema: CelSchema): boolean {
  return schema['x-kubernetes-embedded-resource'] === true;
}

function mergeOf(schema: CelSchema): Shape['merge'] {
  if (schema['x-kubernetes-list-type'] === 'set') return 'set';
  if (schema['x-kubernetes-list-type'] !== 'map') return undefined;
  // The server looks keys up under their escaped names: a key that needs escaping is found in no item.
  return (schema['x-kubernetes-list-map-keys'] ?? []).map((key) => escapeName(key) ?? key);
}

function stringShape(format: string | undefined, simple: (kind: ShapeKind, type: CelType) => Shape): Shape {
  switch (format) {
    case 'byte':
      return simple('bytes', TYPES.bytes);
    case 'duration':
      return simple('duration', TYPES.duration);
    case 'date':
      return simple('date', TYPES.timestamp);
    case 'date-time':
      return simple('datetime', TYPES.timestamp);
    default:
      return simple('string', TYPES.string);
  }
}

function objectShape(schema: CelSchema, root: boolean, path: string, depth: number): Shape {
  const nullable = schema.nullable === true;
  const properties = propertiesOf(schema, root || isEmbedded(schema));
  const additional = schema.additionalProperties;
  if (typeof additional === 'object' && !properties) {
    const inner = shapeAt(additional, isEmbedded(additional), `${path}.@elem`, depth + 1);
    return { kind: 'map', nullable, type: inner.type && generic('map', TYPES.string, inner.type), inner };
  }
  const shapes = new Map<string, Shape>();
  const fields = new Map<string, Shape>();
  for (const [name, property] of Object.entries(properties ?? {})) {
    const identifier = escapeName(name);
    const shape = shapeAt(property, isEmbedded(property), `${path}.${identifier ?? name}`, depth + 1);
    shapes.set(name, shape);
    if (identifier !== undefined && shape.type) fields.set(identifier, shape);
  }
  const shape: { -readonly [K in keyof Shape]: Shape[K] } = {
    kind: properties ? 'object' : 'opaque',
    nullable,
    type: undefined,
    properties: shapes,
    fields,
  };
  shape.type = struct(path, shape);
  return shape;
}
