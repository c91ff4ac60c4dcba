// Lists and texts with holes as JSON Schema, for manifest-schema.ts.
import { readPointer } from '../change/pointer.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import type { FixedItem, ListNode, Node, Ref, TextNode } from './program.ts';

/** What schemas are made with: the template's document, in which operators are looked up, and the maker for what lies below. */
export interface SchemaMaking {
  readonly document: JsonObject;
  readonly nodeSchema: (node: Node) => JsonObject;
}

/** The schema of a list: which items there may be, and which there must be. */
export function listSchema(node: ListNode, making: SchemaMaking): JsonObject {
  const { fixed, each, extra, key, listed } = node;
  const isClosed = !each && !extra.allow;
  const mandatory = fixed.filter(({ optional, when }) => !optional && !when);
  const isWhole = isClosed && mandatory.length === fixed.length;
  const size = {
    ...(mandatory.length > 0 && { minItems: mandatory.length }),
    ...(isClosed && { maxItems: fixed.length }),
  };
  if (isWhole && listed && fixed.length > 0) {
    return { type: 'array', prefixItems: fixed.map((one) => making.nodeSchema(one.node)), ...size };
  }
  const [field] = key;
  const rest = restSchemas(node, making);
  if (field === undefined || key.length > 1) {
    const any = [...fixed.map((one) => making.nodeSchema(one.node)), ...rest];
    return { type: 'array', items: anyOf(any), ...size };
  }
  const told = fixed.filter(({ literalKey }) => literalKey !== undefined);
  const open = fixed.filter(({ literalKey }) => literalKey === undefined).map((one) => making.nodeSchema(one.node));
  const is = (one: FixedItem): JsonObject => ({ properties: { [field]: { const: keyValue(one) } }, required: [field] });
  const otherwise = anyOf([...open, ...rest]);
  // From the last to the first: an item is what its key says, and what no key tells is one of the others.
  const items = told.reduceRight<JsonObject | boolean>(
    (below, one) => ({ if: is(one), then: making.nodeSchema(one.node), else: below }),
    otherwise,
  );
  const needed = told.filter((one) => mandatory.includes(one));
  return {
    type: 'array',
    items,
    ...size,
    ...(needed.length > 0 && { allOf: needed.map((one) => ({ contains: is(one) })) }),
  };
}

/** The value of the key field of an item whose key has no hole. */
function keyValue({ keys }: FixedItem): Json {
  const [first] = keys;
  return typeof first === 'object' && first.kind === 'literal' ? first.value : '';
}

/** Items beside the fixed ones. */
function restSchemas({ pointer, each, extra, key }: ListNode, making: SchemaMaking): readonly (JsonObject | boolean)[] {
  const schemas: (JsonObject | boolean)[] = each ? [making.nodeSchema(each.node)] : [];
  if (!extra.allow) return schemas;
  const at = readPointer(making.document, pointer);
  const list = isJsonObject(at) ? at['$list'] : undefined;
  const given = isJsonObject(list) ? list['extra'] : undefined;
  const rule = isJsonObject(given) ? given : {};
  const [field = 'keys'] = key;
  const pattern = rule['keys'] ?? rule[field];
  const schema = isJsonObject(rule['schema']) ? rule['schema'] : undefined;
  if (typeof pattern !== 'string') schemas.push(schema ?? true);
  else
    schemas.push({ ...schema, allOf: [{ properties: { [field]: { type: 'string', pattern } }, required: [field] }] });
  return schemas;
}

function anyOf(schemas: readonly (JsonObject | boolean)[]): JsonObject | boolean {
  const [only] = schemas;
  if (only === undefined || schemas.length === 1) return only ?? false;
  return schemas.includes(true) ? true : { anyOf: schemas };
}

/** A text with holes: what stands between is fixed, a hole is one of its listed values or anything. */
export function textPattern({ parts, holes }: TextNode): string {
  const pieces = parts.map(
    (part, index) => literalPattern(part) + (index < holes.length ? holePattern(holes[index]!) : ''),
  );
  return `^${pieces.join('')}$`;
}

function holePattern({ slot }: Ref): string {
  const listed = slot.schema['enum'];
  if (isJsonList(listed)) return `(?:${listed.map((one) => literalPattern(String(one))).join('|')})`;
  const { types } = slot;
  if (types?.size === 1 && types.has('integer')) return '-?[0-9]+';
  return '[\\s\\S]*';
}

function literalPattern(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}
