// Names in holes resolved to slots: a parameter, a member of one, or a member of an `each` item. Schemas say which names there are.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { closest } from '../kube/suggestion.ts';
import type { Ref, Scope, Slot } from './program.ts';

/** A resolved name, or the sentence that says what is wrong with it. */
export type Resolved = { readonly ok: true; readonly ref: Ref } | { readonly ok: false; readonly message: string };

/** A scope without slots yet. */
export function makeScope(name: string, schema: JsonObject, parent?: Scope): Scope {
  return { name, schema, parent, slots: [] };
}

/** The slot of a dotted name; made when it is first named. */
export function resolveName(name: string, from: Scope): Resolved {
  const tokens = name.split('.');
  let scope: Scope = from;
  let up = 0;
  while (scope.parent && scope.name !== tokens[0]) {
    scope = scope.parent;
    up += 1;
  }
  const path = scope.parent ? tokens.slice(1) : tokens;
  let schema = scope.schema;
  let required = true;
  for (const [depth, token] of path.entries()) {
    const properties = schema['properties'];
    const inside = isJsonObject(properties) && Object.hasOwn(properties, token) ? properties[token] : undefined;
    if (!isJsonObject(inside)) return { ok: false, message: unknown(name, path.slice(0, depth), token, schema, from) };
    required &&= isJsonList(schema['required']) && schema['required'].includes(token);
    schema = inside;
  }
  const known = scope.slots.find((slot) => slot.name === name);
  if (known) return { ok: true, ref: { slot: known, up } };
  const slot: Slot = {
    index: scope.slots.length,
    scope,
    name,
    path,
    schema,
    types: typesOf(schema),
    quantity: schema['format'] === 'quantity',
    required,
    conditional: false,
    validate: undefined,
  };
  scope.slots.push(slot);
  return { ok: true, ref: { slot, up } };
}

function unknown(name: string, before: readonly string[], token: string, schema: JsonObject, from: Scope): string {
  const names = isJsonObject(schema['properties']) ? Object.keys(schema['properties']) : [];
  if (before.length === 0 && from.parent) names.push(from.name);
  const meant = closest(token, names);
  const where = before.length === 0 ? '' : ` in \`${before.join('.')}\``;
  return `\`${name}\` is not declared${where}${meant === undefined ? '' : `, did you mean \`${meant}\``}`;
}

/** The JSON types of a schema, by `type`, `enum` or `const`; undefined for any. */
function typesOf(schema: JsonObject): ReadonlySet<string> | undefined {
  const { type } = schema;
  if (typeof type === 'string') return new Set([type]);
  if (isJsonList(type)) return new Set(type.map(String));
  const values = isJsonList(schema['enum']) ? schema['enum'] : schema['const'] !== undefined ? [schema['const']] : [];
  return values.length > 0 ? new Set(values.map(typeOf)) : undefined;
}

/** The JSON type of a value as schemas name it; a whole number is an `integer`. */
export function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (isJsonList(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value === 'object' ? 'object' : typeof value;
}

/** Whether a value has a type that the slot takes. */
export function hasTypeOf({ types }: Slot, value: Json): boolean {
  if (types === undefined) return true;
  const type = typeOf(value);
  return types.has(type) || (type === 'integer' && types.has('number'));
}

/** A piece of text as the value of a slot: a number where the slot takes no text and the piece is one as JSON writes it. */
export function fromText({ types }: Slot, text: string): Json {
  if (types === undefined || types.has('string')) return text;
  if ((types.has('integer') || types.has('number')) && String(Number(text)) === text) return Number(text);
  if (types.has('boolean') && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
