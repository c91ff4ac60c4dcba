// Definitions of the API server's OpenAPI compiled into checks: closures that allocate nothing until something is wrong. What
// they answer is what the server's decoder and validation answer; what a single value may be is check.ts.
import { isJsonList, isJsonObject, type Json } from '../kube/object.ts';
import { quoted } from '../kube/quoted.ts';
import { closest } from '../kube/suggestion.ts';
import {
  anything,
  type Check,
  isBase64,
  isBoolean,
  isInteger,
  isIntOrString,
  isNumber,
  isObject,
  isOneOf,
  isPointInMicroTime,
  isPointInTime,
  isQuantity,
  isText,
  wrongType,
} from './check.ts';
import { along, below, type Fault, faultOf } from './fault.ts';
import type { ApiSchema } from './schema.ts';
import { DISPENSABLE, OPEN_LISTS, UNCHECKED } from './unenforced.ts';

/** How much of a schema is asked for. */
export interface Strictness {
  /** Unknown fields are faults; not below types that the server decodes leniently. */
  readonly strict: boolean;
  /** Required fields and listed values are asked for. */
  readonly judged: boolean;
}

const FULL: Strictness = { strict: true, judged: true };

/** Types of Go that read themselves, by the last part of a definition's name. */
const SELF_READING: Readonly<Record<string, Check>> = {
  Quantity: isQuantity,
  IntOrString: isIntOrString,
  Time: isPointInTime,
  MicroTime: isPointInMicroTime,
  RawExtension: anything,
  FieldsV1: anything,
  JSON: anything,
};

/** Compiles definitions by their name, each once; cycles among them are followed when a value is checked. */
export function definitionCompiler(
  definitions: Readonly<Record<string, ApiSchema>>,
): (name: string, strictness?: Strictness) => Check {
  const known = new Map<string, Check>();

  const definition = (name: string, strictness: Strictness = FULL): Check => {
    const key = `${strictness.strict ? 'strict' : ''} ${strictness.judged ? 'judged' : ''} ${name}`;
    const before = known.get(key);
    if (before) return before;
    let compiled: Check | undefined;
    const lazy: Check = (value) => {
      if (compiled === undefined) {
        compiled = ofDefinition(name, strictness);
        known.set(key, compiled);
      }
      return compiled(value);
    };
    known.set(key, lazy);
    return lazy;
  };

  const ofDefinition = (name: string, strictness: Strictness): Check => {
    const short = name.slice(name.lastIndexOf('.') + 1);
    if (Object.hasOwn(SELF_READING, short)) return SELF_READING[short]!;
    const schemaOf = name.slice(0, name.length - short.length);
    if (short === 'JSONSchemaPropsOrBool')
      return orSchema(definition(`${schemaOf}JSONSchemaProps`, LENIENT), isBooleanOrSchema);
    if (short === 'JSONSchemaPropsOrArray')
      return orSchema(definition(`${schemaOf}JSONSchemaProps`, LENIENT), anything);
    if (short === 'JSONSchemaPropsOrStringArray')
      return orSchema(definition(`${schemaOf}JSONSchemaProps`, LENIENT), anything, isText);
    const schema = Object.hasOwn(definitions, name) ? definitions[name]! : {};
    const bare = schema.type === 'object' && !schema.properties && schema.additionalProperties === undefined;
    return ofSchema(bare ? { ...schema, properties: {} } : schema, short, strictness);
  };

  /** `owner` is the name that lists of exceptions know the schema's holder by. */
  const ofSchema = (schema: ApiSchema, owner: string, strictness: Strictness): Check => {
    const reference = schema.$ref ?? (schema.allOf?.length === 1 ? schema.allOf[0]!.$ref : undefined);
    if (reference !== undefined) return definition(reference, strictness);
    if (schema.properties) return struct(schema, owner, strictness);
    switch (schema.type) {
      case 'object': {
        const { additionalProperties } = schema;
        return isJsonObject(additionalProperties)
          ? mapOf(ofSchema(additionalProperties as ApiSchema, owner, strictness))
          : isObject;
      }
      case 'array':
        return schema.items ? listOf(...itemOf(schema.items, owner, strictness)) : listOf(anything);
      case 'string':
        return schema.format === 'byte' ? isBase64 : textOf(schema, owner, strictness);
      case 'integer':
        return isInteger(schema.format === 'int32' ? 32 : 64);
      case 'number':
        return isNumber;
      case 'boolean':
        return isBoolean;
      default:
        return schema.format === 'int-or-string' ? isIntOrString : anything;
    }
  };

  const textOf = ({ enum: values }: ApiSchema, owner: string, { judged }: Strictness): Check =>
    values && judged && !Object.hasOwn(OPEN_LISTS, owner) ? isOneOf(values.map(String)) : isText;

  /** The check of a list's items, and of a null among them, which the decoder turns into an empty struct. */
  const itemOf = (items: ApiSchema, owner: string, strictness: Strictness): [Check, Check?] => {
    const check = ofSchema(items, owner, strictness);
    const reference = items.$ref ?? items.allOf?.[0]?.$ref;
    const holds = reference !== undefined && definitions[reference]?.properties !== undefined;
    return holds && strictness.judged ? [check, () => check(EMPTY)] : [check];
  };

  const struct = (schema: ApiSchema, owner: string, strictness: Strictness): Check => {
    const fields = new Map<string, Check>();
    const { properties = {} } = schema;
    for (const [name, field] of Object.entries(properties)) {
      const place = `${owner}.${name}`;
      // what a manifest says of the status is wiped before anything judges it
      const wiped = name === 'status' && Object.hasOwn(properties, 'kind');
      const judged = strictness.judged && !wiped && !Object.hasOwn(UNCHECKED, place);
      fields.set(name, ofSchema(field, place, { ...strictness, judged }));
    }
    const required = strictness.judged
      ? (schema.required ?? []).filter((name) => !Object.hasOwn(DISPENSABLE, `${owner}.${name}`))
      : [];
    return structOf(fields, required, strictness.strict);
  };

  return definition;
}

const EMPTY: Json = Object.freeze({});
const LENIENT: Strictness = { strict: false, judged: false };

/** An object with known fields. */
export function structOf(fields: ReadonlyMap<string, Check>, required: readonly string[], strict: boolean): Check {
  return (value) => {
    if (!isJsonObject(value)) return wrongType('an object', value);
    let faults: Fault[] | undefined;
    for (const key in value) {
      const check = fields.get(key);
      if (check === undefined) {
        if (strict) faults = along(faults, unknownField(key, fields));
        continue;
      }
      const item = value[key]!;
      if (item === null) continue;
      const found = check(item);
      if (found !== undefined) faults = below(faults, found, key);
    }
    for (const name of required) {
      const item = value[name];
      if (item === undefined || item === null) faults = along(faults, missingField(name));
    }
    return faults;
  };
}

function unknownField(key: string, fields: ReadonlyMap<string, Check>): Fault {
  return faultOf(
    'unknown-field',
    ({ field, holder }) => {
      const near = fields.has(key) ? undefined : (sameLetters(key, fields) ?? closest(key, fields.keys()));
      return `\`${field}\` is no field of ${holder}${near === undefined ? '' : `, did you mean ${quoted(near)}`}`;
    },
    [key],
  );
}

/** A field that is written in other cases: `Replicas`, `hostnetwork`. */
function sameLetters(key: string, fields: ReadonlyMap<string, Check>): string | undefined {
  const wanted = key.toLowerCase();
  for (const field of fields.keys()) if (field.toLowerCase() === wanted) return field;
  return undefined;
}

/** A field that is required and not there. */
export function missingField(name: string): Fault {
  return faultOf('required', ({ field, holder }) => `\`${field}\` is missing from ${holder}, which requires it`, [
    name,
  ]);
}

function mapOf(check: Check): Check {
  return (value) => {
    if (!isJsonObject(value)) return wrongType('an object', value);
    let faults: Fault[] | undefined;
    for (const key in value) {
      const item = value[key]!;
      const found = item === null ? undefined : check(item);
      if (found !== undefined) faults = below(faults, found, key);
    }
    return faults;
  };
}

function listOf(check: Check, whenNull?: Check): Check {
  return (value) => {
    if (!isJsonList(value)) return wrongType('a list', value);
    let faults: Fault[] | undefined;
    for (let index = 0; index < value.length; index++) {
      const item = value[index]!;
      const found = item === null ? whenNull?.(item) : check(item);
      if (found !== undefined) faults = below(faults, found, index);
    }
    return faults;
  };
}

const isBooleanOrSchema: Check = (value) =>
  typeof value === 'boolean' ? undefined : wrongType('true, false or a schema', value);

/** A schema, or in its place a list of what `item` checks (schemas, unless stated) or what `other` takes. */
function orSchema(schema: Check, other: Check, item: Check = schema): Check {
  const items = listOf(item);
  return (value) => {
    if (isJsonObject(value)) return schema(value);
    return isJsonList(value) && other === anything ? items(value) : other(value);
  };
}
