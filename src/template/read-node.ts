// A template's body, as data, becomes a tree of nodes: scalars and operators here, maps and lists in files of their own.
import { withoutNulls } from '../change/absent.ts';
import { joinPointer } from '../change/pointer.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { closest } from '../kube/suggestion.ts';
import { compileSchema } from '../policy/json-schema.ts';
import { parseCondition } from './condition.ts';
import { parseHoles } from './holes.ts';
import type { Condition, Node, Ref } from './program.ts';
import { isQuantityPlace } from './quantity-place.ts';
import { readChoice } from './read-choice.ts';
import { readList } from './read-list.ts';
import { readMap } from './read-map.ts';
import { base, expressionOf, noteUse, type Read, type Reading, refOf, refuse, type Spot } from './reading.ts';
import { typeOf } from './scope.ts';

/** Operators that are the whole of a value, and what may stand beside each. */
const WHOLE: Readonly<Record<string, readonly string[]>> = {
  $value: [],
  $literal: [],
  $text: [],
  $any: ['$default'],
  $expr: [],
  $list: [],
};
/** Operators that may stand in any map. */
const OPTIONS: readonly string[] = ['$optional', '$when', '$why'];
const IN_MAPS: readonly string[] = ['$extra', '$oneOf', '$case'];
const KNOWN: readonly string[] = [...Object.keys(WHOLE), '$default', '$yieldTo', ...OPTIONS, ...IN_MAPS];

/** Deeper than any object that an API takes; the walk is recursive. */
const DEEPEST = 100;

/** Reads a value; undefined after a problem that leaves nothing to go on with. */
export function readNode(value: Json, at: Spot, reading: Reading): Read | undefined {
  const spot: Spot = { ...at, depth: at.depth + 1 };
  if (spot.depth > DEEPEST) {
    refuse(reading, 'template-deep', `the template is nested more than ${DEEPEST} levels deep`, spot.pointer);
    return undefined;
  }
  if (isJsonList(value)) return plain(readList({ fixed: value }, spot.pointer, spot, undefined, reading));
  if (!isJsonObject(value)) return plain(readScalar(value, spot, undefined, reading));
  if (!checkOperators(value, spot, reading)) return undefined;
  const when = readWhen(value, spot, reading);
  const optional = value['$optional'] === true;
  const why = typeof value['$why'] === 'string' ? value['$why'] : undefined;
  const inside: Spot = optional || when ? { ...spot, conditional: true } : spot;
  const before = reading.problems.length;
  const node = readOperator(value, inside, why, reading);
  // INVARIANT: what was not read is a problem, never a place that takes anything.
  if (!node && reading.problems.length === before)
    refuse(reading, 'template-unreadable', 'this part of the template cannot be read', spot.pointer);
  return node && { node, optional, when };
}

const plain = (node: Node | undefined): Read | undefined => node && { node, optional: false, when: undefined };

function checkOperators(value: JsonObject, { pointer }: Spot, reading: Reading): boolean {
  const keys = Object.keys(value);
  const operators = keys.filter((key) => key.startsWith('$') && !key.includes(reading.delimiters[0]));
  const before = reading.problems.length;
  const wrong = (code: string, message: string, key: string) =>
    refuse(reading, code, message, joinPointer(pointer, key));
  for (const key of operators) {
    if (KNOWN.includes(key)) continue;
    const meant = closest(key, KNOWN);
    const hint =
      meant === undefined
        ? `, only ${KNOWN.filter((one) => one !== '$yieldTo').join(', ')}`
        : `, did you mean \`${meant}\``;
    wrong('operator-unknown', `there is no operator \`${key}\`${hint}; under \`$literal\` keys mean themselves`, key);
  }
  if (keys.includes('$yieldTo')) {
    const message =
      '`$yieldTo` would need the owner of the field, which no manifest in a repository has: write `$any` with a schema, and `$optional: true`';
    wrong('operator-unsupported', message, '$yieldTo');
  }
  for (const [key, type] of [
    ['$optional', 'boolean'],
    ['$when', 'string'],
    ['$why', 'string'],
    ['$expr', 'string'],
    ['$text', 'string'],
  ] as const)
    if (keys.includes(key) && typeof value[key] !== type) wrong('operator-shape', `\`${key}\` must be a ${type}`, key);
  const whole = operators.find((key) => Object.hasOwn(WHOLE, key));
  if (whole !== undefined) {
    const allowed = [whole, ...OPTIONS, ...(WHOLE[whole] ?? []), '$yieldTo'];
    for (const key of keys.filter((one) => !allowed.includes(one)))
      wrong('operator-beside', `\`${whole}\` is the whole value: \`${key}\` cannot stand beside it`, key);
  } else if (keys.includes('$default')) wrong('operator-beside', '`$default` goes with `$any`', '$default');
  return reading.problems.length === before;
}

function readWhen(value: JsonObject, spot: Spot, reading: Reading): Condition | undefined {
  const text = value['$when'];
  if (typeof text !== 'string') return undefined;
  const at: Spot = { ...spot, pointer: joinPointer(spot.pointer, '$when') };
  if (value['$optional'] === true)
    refuse(
      reading,
      'operator-beside',
      '`$when` says when it is there, so `$optional` cannot stand beside it',
      at.pointer,
    );
  return conditionOf(text, at, reading);
}

/** A condition at its place; undefined after a problem. */
export function conditionOf(text: string, spot: Spot, reading: Reading): Condition | undefined {
  const parsed = parseCondition(text, spot.scope);
  if (!parsed.ok) {
    refuse(reading, 'condition-invalid', `the condition cannot be used: ${parsed.message}`, spot.pointer);
    return undefined;
  }
  noteUse(parsed.condition.ref, 'when', spot, reading, parsed.condition.other !== undefined);
  return parsed.condition;
}

function readOperator(value: JsonObject, spot: Spot, why: string | undefined, reading: Reading): Node | undefined {
  const below = (key: string): Spot => ({ ...spot, pointer: joinPointer(spot.pointer, key) });
  if (Object.hasOwn(value, '$value')) return readValue(value['$value'] as Json, below('$value'), why, reading);
  if (Object.hasOwn(value, '$text')) return readScalar(value['$text'] as string, below('$text'), why, reading, true);
  if (Object.hasOwn(value, '$literal')) return readVerbatim(value['$literal'] as Json, below('$literal'), why);
  if (Object.hasOwn(value, '$any')) return readAny(value, spot, why, reading);
  if (Object.hasOwn(value, '$expr')) {
    let root = spot.scope;
    while (root.parent) root = root.parent;
    const expression = expressionOf(String(value['$expr']), below('$expr').pointer, spot.object, root, reading);
    return expression && { kind: 'expr', ...base(spot, why, []), expression };
  }
  if (Object.hasOwn(value, '$list')) {
    const list = value['$list'];
    if (isJsonObject(list)) return readList(list, below('$list').pointer, spot, why, reading);
    refuse(reading, 'operator-shape', '`$list` is a map of key, fixed, each, order, extra', below('$list').pointer);
    return undefined;
  }
  const content = Object.keys(value).filter((key) => !OPTIONS.includes(key));
  const choice = content.find((key) => key === '$oneOf' || key === '$case');
  return choice !== undefined && content.length === 1
    ? readChoice(value, choice, spot, why, false, reading)
    : readMap(value, spot, why, reading);
}

function readValue(value: Json, spot: Spot, why: string | undefined, reading: Reading): Node | undefined {
  if (isJsonList(value)) return readList({ fixed: value }, spot.pointer, spot, why, reading);
  if (!isJsonObject(value)) return readScalar(value, spot, why, reading);
  refuse(reading, 'operator-shape', '`$value` holds a scalar or a list; a map takes its options itself', spot.pointer);
  return undefined;
}

function readScalar(
  value: null | string | number | boolean,
  spot: Spot,
  why: string | undefined,
  reading: Reading,
  isText = false,
): Node | undefined {
  const { pointer } = spot;
  if (value === null) {
    refuse(reading, 'template-null', 'null counts as absent: leave the key out, or mark it `$optional`', pointer);
    return undefined;
  }
  const quantity = isQuantityPlace(spot.path);
  if (typeof value !== 'string') return { kind: 'literal', ...base(spot, why, []), value, quantity };
  const holes = parseHoles(value, reading.delimiters);
  if (!holes.ok) {
    refuse(reading, 'hole-syntax', holes.message, pointer);
    return undefined;
  }
  const { parts, names } = holes;
  if (names.length === 0) return { kind: 'literal', ...base(spot, why, []), value: parts[0] ?? '', quantity };
  const refs = names.map((name) => refOf(name, 'hole', spot, reading));
  if (refs.includes(undefined)) return undefined;
  const known = refs as readonly Ref[];
  const [first] = known;
  if (first && !isText && known.length === 1 && parts.every((part) => part === ''))
    return { kind: 'hole', ...base(spot, why, known), ref: first, quantity: quantity || first.slot.quantity };
  if (parts.slice(1, -1).includes('')) {
    refuse(
      reading,
      'holes-adjacent',
      `\`${value}\` has two holes with nothing between: where one ends cannot be told`,
      pointer,
    );
    return undefined;
  }
  for (const { slot } of known) {
    if (slot.types && [...slot.types].every((type) => type === 'object' || type === 'array'))
      refuse(reading, 'hole-type', `\`${slot.name}\` is no scalar and cannot be a part of a text`, pointer);
    if (known.length > 1) slot.validate ??= checkOf(slot.schema);
  }
  return { kind: 'text', ...base(spot, why, known), parts, holes: known };
}

function checkOf(schema: JsonObject): (value: Json) => boolean {
  const compiled = compileSchema(schema);
  return compiled.ok ? (value) => compiled.validate(value) === true : () => true;
}

function readVerbatim(value: Json, spot: Spot, why: string | undefined): Node {
  if (value === null || typeof value === 'object') {
    const kept = isJsonObject(value) ? withoutNulls(value) : value;
    return { kind: 'verbatim', ...base(spot, why, []), value: kept };
  }
  return { kind: 'literal', ...base(spot, why, []), value, quantity: isQuantityPlace(spot.path) };
}

function readAny(value: JsonObject, spot: Spot, why: string | undefined, reading: Reading): Node | undefined {
  const schema = value['$any'];
  const pointer = joinPointer(spot.pointer, '$any');
  const fallback = value['$default'];
  if (schema !== true && !isJsonObject(schema)) {
    refuse(reading, 'operator-shape', '`$any` is true or a JSON Schema', pointer);
    return undefined;
  }
  const compiled = compileSchema(schema);
  if (!compiled.ok) {
    refuse(reading, 'schema-invalid', `the schema does not compile: ${compiled.message}`, pointer);
    return undefined;
  }
  if (fallback === undefined && !spot.conditional)
    refuse(reading, 'any-default', '`$any` needs a `$default` to be rendered with, unless it may be absent', pointer);
  if (fallback !== undefined && !compiled.validate(fallback)) {
    const message = `the default is of type ${typeOf(fallback)} and breaks the schema of \`$any\``;
    refuse(reading, 'default-invalid', message, joinPointer(spot.pointer, '$default'));
  }
  const validate = schema === true ? undefined : compiled.validate;
  return { kind: 'any', ...base(spot, why, []), validate, fallback };
}
