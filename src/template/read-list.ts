// A list of a template's body: fixed items, items for each of a parameter, others by rule; and which fields tell items apart.
import { joinPointer } from '../change/pointer.ts';
import { MERGE_KEYS } from '../kube/merge-keys.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { closest } from '../kube/suggestion.ts';
import { KEY_DEFAULTS, keyText } from './list-key.ts';
import type { Each, FixedItem, ListNode, Node, Ref, Scope } from './program.ts';
import { readExtra } from './read-map.ts';
import { base, type Reading, refOf, refuse, type Spot } from './reading.ts';
import { makeScope } from './scope.ts';

const FIELDS = ['key', 'fixed', 'each', 'order', 'extra'];
const EACH_FIELDS = ['in', 'as', 'item'];

/** Keys of lists that Kubernetes itself does not merge, and that have one all the same. */
const MORE_KEYS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  subjects: [['kind', 'name', 'namespace']],
};

/** Reads a list; `pointer` is where its fields stand. */
export function readList(
  list: JsonObject,
  pointer: string,
  spot: Spot,
  why: string | undefined,
  reading: Reading,
): ListNode | undefined {
  const before = reading.problems.length;
  const isPlain = pointer === spot.pointer;
  refuseUnknown(list, FIELDS, pointer, reading);
  const bodies = list['fixed'] ?? [];
  if (!isJsonList(bodies)) {
    refuse(reading, 'operator-shape', '`fixed` is a list of items', joinPointer(pointer, 'fixed'));
    return undefined;
  }
  const itemsAt = isPlain ? pointer : joinPointer(pointer, 'fixed');
  const items = bodies.map((body, index) =>
    reading.read(body, { ...spot, pointer: joinPointer(itemsAt, index), path: [...spot.path, '[]'] }, reading),
  );
  const each =
    list['each'] === undefined ? undefined : readEach(list['each'], joinPointer(pointer, 'each'), spot, reading);
  const order = list['order'];
  if (order !== undefined && order !== 'any' && order !== 'listed')
    refuse(reading, 'operator-shape', '`order` is `any` or `listed`', joinPointer(pointer, 'order'));
  if (reading.problems.length > before) return undefined;
  const nodes = items.flatMap((item) => (item ? [item.node] : []));
  const key = keyOf(list['key'], pointer, spot, [...nodes, ...(each ? [each.node] : [])], reading);
  const extra = readExtra(
    list['extra'],
    joinPointer(pointer, 'extra'),
    true,
    reading,
    key.length === 1 ? key[0] : 'keys',
  );
  if (extra.keys && key.length === 0)
    refuse(
      reading,
      'list-key',
      'other items are told by their key, and this list has none: give `$list` a `key`',
      joinPointer(pointer, 'extra'),
    );
  const fixed = items.flatMap((item): readonly FixedItem[] => {
    if (!item) return [];
    const keys = keyNodes(item.node, key);
    return [{ ...item, keys, literalKey: literalKeyOf(keys) }];
  });
  const byKey = new Map<string, number>();
  for (const [index, { literalKey, node }] of fixed.entries()) {
    if (literalKey === undefined || key.length === 0) continue;
    if (byKey.has(literalKey))
      refuse(
        reading,
        'list-duplicate',
        `two fixed items have the ${key.join(' and ')} \`${literalKey}\``,
        node.pointer,
      );
    byKey.set(literalKey, index);
  }
  if (reading.problems.length > before) return undefined;
  const refs = [
    ...fixed.flatMap(({ node, when }) => [...(when ? [when.ref] : []), ...node.refs]),
    ...(each ? [each.ref, ...outer(each.node.refs)] : []),
  ];
  const mayBeAbsent = fixed.every(({ optional, when }) => optional || when !== undefined);
  return {
    kind: 'list',
    ...base(spot, why, refs, mayBeAbsent && (fixed.length > 0 || each !== undefined || list['extra'] !== undefined)),
    key,
    fixed,
    byKey,
    each,
    listed: key.length === 0 || (order ?? reading.order) === 'listed',
    extra,
  };
}

function refuseUnknown(value: JsonObject, fields: readonly string[], pointer: string, reading: Reading): void {
  for (const name of Object.keys(value).filter((one) => !fields.includes(one))) {
    const meant = closest(name, fields);
    const hint = meant === undefined ? `, only ${fields.join(', ')}` : `, did you mean \`${meant}\``;
    refuse(reading, 'unknown-field', `there is no field \`${name}\`${hint}`, joinPointer(pointer, name));
  }
}

/** Names of an item as those around the list see them. */
const outer = (refs: readonly Ref[]): readonly Ref[] =>
  refs.flatMap(({ slot, up }) => (up > 0 ? [{ slot, up: up - 1 }] : []));

function readEach(value: Json, pointer: string, spot: Spot, reading: Reading): Each | undefined {
  if (!isJsonObject(value) || typeof value['in'] !== 'string' || value['item'] === undefined) {
    refuse(reading, 'operator-shape', '`each` is a map of `in` (a parameter), `as` (a name) and `item`', pointer);
    return undefined;
  }
  refuseUnknown(value, EACH_FIELDS, pointer, reading);
  const ref = refOf(value['in'], 'each', { ...spot, pointer: joinPointer(pointer, 'in') }, reading);
  if (!ref) return undefined;
  const { items } = ref.slot.schema;
  if (!ref.slot.types?.has('array') || !isJsonObject(items)) {
    refuse(
      reading,
      'each-type',
      `\`${value['in']}\` is no list: its schema needs \`type: array\` and \`items\``,
      joinPointer(pointer, 'in'),
    );
    return undefined;
  }
  const as = value['as'] ?? 'item';
  if (typeof as !== 'string' || !/^[A-Za-z_][A-Za-z0-9_-]*$/.test(as) || isTaken(as, spot.scope)) {
    refuse(reading, 'each-name', `\`as\` must be a name that no parameter has`, joinPointer(pointer, 'as'));
    return undefined;
  }
  const scope = makeScope(as, items, spot.scope);
  const at = joinPointer(pointer, 'item');
  const read = reading.read(
    value['item'],
    { ...spot, pointer: at, path: [...spot.path, '[]'], scope, conditional: false },
    reading,
  );
  if (!read) return undefined;
  if (read.optional || read.when) {
    refuse(
      reading,
      'operator-shape',
      'whether an item is there is said by the parameter: `$optional` and `$when` cannot stand here',
      at,
    );
    return undefined;
  }
  return { ref, scope, node: read.node, pointer };
}

function isTaken(name: string, from: Scope): boolean {
  for (let scope: Scope | undefined = from; scope; scope = scope.parent) {
    if (scope.name === name) return true;
    if (!scope.parent) return Object.keys((scope.schema['properties'] ?? {}) as object).includes(name);
  }
  return false;
}

/** The fields that tell items apart: as given, or as Kubernetes merges lists of this name; none for lists by position. */
function keyOf(
  given: Json | undefined,
  pointer: string,
  spot: Spot,
  nodes: readonly Node[],
  reading: Reading,
): readonly string[] {
  if (given !== undefined) {
    const key = (isJsonList(given) ? given : [given]).map(String);
    const lacking = nodes.find((node) => !carries(node, key));
    if (lacking)
      refuse(
        reading,
        'list-key',
        `the item has no \`${key.join('`, `')}\` that is always there: items are told apart by it`,
        lacking.pointer,
      );
    if (key.length === 0)
      refuse(reading, 'list-key', '`key` is the name of a field, or a list of names', joinPointer(pointer, 'key'));
    return key;
  }
  const field = spot.path.at(-1) ?? '';
  const candidates = [MERGE_KEYS, MORE_KEYS].flatMap((table) =>
    Object.hasOwn(table, field) ? (table[field] ?? []) : [],
  );
  return candidates.find((key) => nodes.length > 0 && nodes.every((node) => carries(node, key))) ?? [];
}

/** Whether an item always has the key fields; the first of them must be written. */
function carries(node: Node, key: readonly string[]): boolean {
  if (node.kind !== 'map') return false;
  return key.every((field, index) => {
    const member = node.byKey.get(field);
    if (!member) return index > 0 && Object.hasOwn(KEY_DEFAULTS, field);
    return !member.optional && !member.when && ['literal', 'hole', 'text'].includes(member.node.kind);
  });
}

function keyNodes(node: Node, key: readonly string[]): readonly (Node | string)[] {
  if (node.kind !== 'map') return [];
  return key.map((field) => node.byKey.get(field)?.node ?? KEY_DEFAULTS[field] ?? '');
}

function literalKeyOf(keys: readonly (Node | string)[]): string | undefined {
  const values: Json[] = [];
  for (const one of keys) {
    if (typeof one === 'string') values.push(one);
    else if (one.kind === 'literal') values.push(one.value);
    else return undefined;
  }
  return keyText(values);
}
