// A map of a template's body: its members, which other keys it may have, and alternatives merged into it.
import { joinPointer } from '../change/pointer.ts';
import { isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { closest } from '../kube/suggestion.ts';
import { compileSchema } from '../policy/json-schema.ts';
import { compilePattern } from './parameters.ts';
import type { ChoiceNode, ExtraRule, MapNode, Member, Node } from './program.ts';
import { readChoice } from './read-choice.ts';
import { base, type Reading, refuse, type Spot } from './reading.ts';

/** Reads a map that is no operator as a whole. */
export function readMap(value: JsonObject, spot: Spot, why: string | undefined, reading: Reading): MapNode | undefined {
  const members: Member[] = [];
  const before = reading.problems.length;
  for (const [key, one] of Object.entries(value)) {
    const isHole = key.includes(reading.delimiters[0]);
    if (key.startsWith('$') && !isHole) continue;
    const pointer = joinPointer(spot.pointer, key);
    if (isHole) {
      refuse(
        reading,
        'hole-in-key',
        `the key \`${key}\` has a hole: only values have, or write it under \`$literal\``,
        pointer,
      );
      continue;
    }
    const read = reading.read(one, { ...spot, pointer, path: [...spot.path, key] }, reading);
    if (read) members.push({ key, ...read, inherited: key in Object.prototype });
  }
  const isMetadata = spot.path.length === 1 && spot.path[0] === 'metadata';
  // Where an object lives is often said beside it: by the client's flags, by the gate.
  if (isMetadata && !Object.hasOwn(value, 'namespace')) members.push(freeNamespace(spot));
  const extra = readExtra(value['$extra'], joinPointer(spot.pointer, '$extra'), false, reading);
  const operator = ['$oneOf', '$case'].find((key) => Object.hasOwn(value, key));
  const choice =
    operator === undefined
      ? undefined
      : (readChoice(value, operator, spot, undefined, true, reading) as ChoiceNode | undefined);
  for (const key of choice?.merged ?? []) {
    if (Object.hasOwn(value, key))
      refuse(
        reading,
        'choice-key',
        `\`${key}\` stands beside the alternatives and in them`,
        joinPointer(spot.pointer, key),
      );
  }
  if (reading.problems.length > before) return undefined;
  const refs = [
    ...members.flatMap(({ node, when }) => [...(when ? [when.ref] : []), ...node.refs]),
    ...(choice?.refs ?? []),
  ];
  const isEmpty = members.length === 0 && !choice;
  const mayBeAbsent = ({ optional, when, node }: Member) => optional || when !== undefined || node.voidable;
  const voidable = !choice && members.every(mayBeAbsent) && !(isEmpty && value['$extra'] === undefined);
  return {
    kind: 'map',
    ...base(spot, why, refs, voidable),
    members,
    byKey: new Map(members.map((member) => [member.key, member])),
    extra,
    choice,
    isMetadata,
  };
}

function freeNamespace(spot: Spot): Member {
  const node: Node = { kind: 'any', ...base(spot, undefined, []), validate: undefined, fallback: undefined };
  return { key: 'namespace', node, optional: true, when: undefined, inherited: false };
}

const DENY: ExtraRule = { allow: false, keys: undefined, validate: undefined, max: 0 };
const ALLOW: ExtraRule = { allow: true, keys: undefined, validate: undefined, max: Number.POSITIVE_INFINITY };

/** `deny`, `allow` or `{keys, schema, max}`; for a list `keys` may be given by the name of its key field. */
export function readExtra(
  value: Json | undefined,
  pointer: string,
  inList: boolean,
  reading: Reading,
  key = 'keys',
): ExtraRule {
  if (value === undefined) return reading.extra === 'allow' ? ALLOW : DENY;
  if (value === 'deny') return DENY;
  if (value === 'allow') return ALLOW;
  const fields = ['keys', 'schema', 'max', ...(inList && key !== 'keys' ? [key] : [])];
  if (!isJsonObject(value)) {
    refuse(
      reading,
      'operator-shape',
      `other ${inList ? 'items' : 'keys'} are \`deny\`, \`allow\` or a map of ${fields.join(', ')}`,
      pointer,
    );
    return DENY;
  }
  for (const name of Object.keys(value).filter((one) => !fields.includes(one))) {
    const meant = closest(name, fields);
    const hint = meant === undefined ? `, only ${fields.join(', ')}` : `, did you mean \`${meant}\``;
    refuse(reading, 'unknown-field', `there is no field \`${name}\`${hint}`, joinPointer(pointer, name));
  }
  const text = value['keys'] ?? value[key];
  const keys = text === undefined ? undefined : compilePattern(String(text));
  if (typeof keys === 'string') refuse(reading, 'pattern-invalid', keys, pointer);
  const schema = value['schema'];
  const compiled = isJsonObject(schema) || typeof schema === 'boolean' ? compileSchema(schema) : undefined;
  if (compiled && !compiled.ok)
    refuse(
      reading,
      'schema-invalid',
      `the schema does not compile: ${compiled.message}`,
      joinPointer(pointer, 'schema'),
    );
  const max = value['max'];
  if (max !== undefined && !(typeof max === 'number' && Number.isInteger(max) && max >= 0))
    refuse(reading, 'operator-shape', '`max` is a whole number from 0', joinPointer(pointer, 'max'));
  return {
    allow: true,
    keys: typeof keys === 'string' ? undefined : keys,
    validate: compiled?.ok ? compiled.validate : undefined,
    max: typeof max === 'number' ? max : Number.POSITIVE_INFINITY,
  };
}
