// The JSON Schema of a parameter, guessed from its values: type, format by what they look like and where they stand, the few values
// that there are, the default that most have. A guess is a start; nothing is ruled out that was seen.
import { parseImage } from '../../kube/image.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../kube/object.ts';
import { parseQuantity } from '../../kube/quantity.ts';
import { reached, tally, writtenValue } from './column.ts';
import type { Column, Path } from './pattern.ts';

/** The share of resources that makes a value the default. */
const DEFAULT_SHARE = 0.7;
/** Up to this many different texts are told one by one, if each is seen often enough to trust. */
const MOST_CHOICES = 6;
const SIGHTINGS = 4;

/** Fields below these hold quantities. */
const QUANTITY_PARENTS: ReadonlySet<string> = new Set([
  'requests',
  'limits',
  'hard',
  'capacity',
  'max',
  'min',
  'default',
  'defaultRequest',
]);
const LABEL = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?([.][a-z0-9]([-a-z0-9]*[a-z0-9])?)+$/;

/** A parameter's schema, and the value that most share, where it should be the default. */
export function guessSchema(column: Column, path: Path): JsonObject {
  const indexes = reached(column);
  const values = indexes.map((index) => column.done[index] as Json);
  const groups = tally(column);
  const mode = groups[0];
  const isDefault =
    mode !== undefined && mode.indexes.length >= DEFAULT_SHARE * column.done.length && groups.length > 1;
  const schema = constrained(values, path, groups.length);
  return isDefault && mode ? { ...schema, default: writtenValue(column, mode.indexes) } : schema;
}

function constrained(values: readonly Json[], path: Path, distinct: number): JsonObject {
  const types = [...new Set(values.map(typeOf))];
  if (types.includes('number') && types.includes('integer')) types.splice(types.indexOf('integer'), 1);
  const [type] = types;
  if (type === undefined || types.length > 1) return types.length > 1 ? { type: types.sort() } : {};
  if (type === 'integer') return { type, ...integerBounds(values as readonly number[], path) };
  if (type === 'array') return listSchema(values as readonly (readonly Json[])[]);
  if (type === 'object') return mapSchema(values as readonly JsonObject[]);
  return type === 'string' ? textSchema(values as readonly string[], path, distinct) : { type };
}

/** The JSON Schema type of a value. */
function typeOf(value: Json): string {
  if (isJsonList(value)) return 'array';
  if (isJsonObject(value)) return 'object';
  return typeof value === 'number' && Number.isInteger(value) ? 'integer' : typeof value;
}

function integerBounds(values: readonly number[], path: Path): JsonObject {
  const field = path.at(-1) ?? '';
  const isPort = /port$/i.test(field) || (field === 'number' && path.at(-2) === 'port');
  if (isPort && values.every((value) => value >= 1 && value <= 65535)) return { minimum: 1, maximum: 65535 };
  return values.every((value) => value >= 0) ? { minimum: Math.min(1, ...values) } : {};
}

function textSchema(values: readonly string[], path: Path, distinct: number): JsonObject {
  const field = path.at(-1) ?? '';
  if (field === 'image' && values.every((value) => parseImage(value) !== undefined))
    return { type: 'string', format: 'image-ref', ...registryPattern(values) };
  const isQuantity = QUANTITY_PARENTS.has(path.at(-2) ?? '') || field === 'sizeLimit';
  if (isQuantity && values.every((value) => parseQuantity(value) !== undefined))
    return { type: 'string', format: 'quantity' };
  if (distinct <= MOST_CHOICES && values.length >= SIGHTINGS * distinct && !(field === 'name' && path.length === 2))
    return { type: 'string', enum: [...new Set(values)].sort() };
  if (values.every((value) => SUBDOMAIN.test(value) && value.length <= 253) && /host|domain|server/i.test(field))
    return { type: 'string', format: 'dns1123-subdomain' };
  if (values.every((value) => LABEL.test(value)) && /name/i.test(field))
    return { type: 'string', format: 'dns1123-label' };
  return { type: 'string', minLength: values.includes('') ? 0 : 1 };
}

/** Images that all come from one place are held to it. */
function registryPattern(values: readonly string[]): JsonObject {
  let prefix = values[0] ?? '';
  for (const value of values) while (!value.startsWith(prefix)) prefix = prefix.slice(0, -1);
  prefix = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  return prefix === '' ? {} : { pattern: `^${prefix.replaceAll('.', '[.]')}` };
}

function listSchema(values: readonly (readonly Json[])[]): JsonObject {
  const items = [...new Set(values.flat().map(typeOf))];
  return { type: 'array', ...(items.length === 1 && { items: { type: items[0] as string } }) };
}

function mapSchema(values: readonly JsonObject[]): JsonObject {
  const types = [...new Set(values.flatMap((value) => Object.values(value).map(typeOf)))];
  return { type: 'object', ...(types.length === 1 && { additionalProperties: { type: types[0] as string } }) };
}
