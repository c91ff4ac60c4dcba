// A resolved pattern as the body of a golden object: literals as they are, holes as `${name}`, conditions and lists as operators.
import { MERGE_KEYS } from '../../kube/merge-keys.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../kube/object.ts';
import { isOperator } from './generalise.ts';
import type { ListPattern, MapPattern, Member, Pattern } from './pattern.ts';
import type { Reading } from './readings.ts';
import type { Resolved } from './resolve.ts';

/** Writes a pattern of the scope that was resolved. */
export function writeBody(pattern: Pattern, resolved: Resolved): Json {
  if (pattern.type === 'literal') return writeLiteral(pattern.value);
  if (pattern.type === 'hole') return writeReading(resolved.readings.get(pattern) as Reading);
  return pattern.type === 'map' ? writeMap(pattern, resolved) : writeList(pattern, resolved);
}

function writeReading({ pieces, asText }: Reading): Json {
  const [only] = pieces;
  if (asText && typeof only === 'object') return { $expr: `$string(params.${only.name})` };
  return pieces.map((piece) => (typeof piece === 'string' ? escapeHoles(piece) : `\${${piece.name}}`)).join('');
}

/** Text that looks like a hole is kept from being one. */
const escapeHoles = (text: string) => text.split('${').join('$${');

/** A value taken as it is; where its own keys look like operators, all of it is verbatim. */
function writeLiteral(value: Json): Json {
  return hasOperator(value) || isDeep(value, DEEPEST) ? { $literal: value } : escapeAll(value);
}

/** Templates are read by walking down: what is deep is taken as it is. */
const DEEPEST = 40;

function isDeep(value: Json, room: number): boolean {
  if (room === 0) return true;
  if (isJsonList(value)) return value.some((one) => isDeep(one, room - 1));
  return isJsonObject(value) && Object.values(value).some((one) => isDeep(one, room - 1));
}

function hasOperator(value: Json): boolean {
  if (isJsonList(value)) return value.some(hasOperator);
  return isJsonObject(value) && Object.entries(value).some(([key, one]) => isOperator(key) || hasOperator(one));
}

function escapeAll(value: Json): Json {
  if (typeof value === 'string') return escapeHoles(value);
  if (isJsonList(value)) return value.map(escapeAll);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, escapeAll(one)]));
}

function writeMap(map: MapPattern, resolved: Resolved): Json {
  const written: [string, Json][] = map.members.map((member) => [member.key, writeMember(member, resolved)]);
  const choice = resolved.choices.get(map);
  if (map.alternatives && choice) {
    const sets = map.alternatives.map((members) => alternative(members, resolved));
    written.push(
      choice.on === undefined
        ? ['$oneOf', sets]
        : ['$case', { by: choice.on, of: Object.fromEntries(sets.map((set, index) => [choice.labels[index], set])) }],
    );
  } else if (map.alternatives) {
    for (const member of map.alternatives.flat()) written.push([member.key, writeMember(member, resolved)]);
  }
  if (map.open) written.push(['$extra', { keys: `^(${map.open.map(escapePattern).join('|')})$` }]);
  return Object.fromEntries(written);
}

const escapePattern = (key: string) => key.replaceAll('.', '[.]');

const alternative = (members: readonly Member[], resolved: Resolved): JsonObject =>
  Object.fromEntries(members.map((member) => [member.key, writeBody(member.pattern, resolved)]));

function writeMember(member: Member, resolved: Resolved): Json {
  const body = writeBody(member.pattern, resolved);
  if (!member.presence) return body;
  const condition = resolved.conditions.get(member);
  if (condition === undefined && member.pattern.type !== 'hole') return body;
  const option: JsonObject = condition === undefined ? { $optional: true } : { $when: condition };
  return isJsonObject(body) ? { ...option, ...body } : { ...option, $value: body };
}

function writeList(list: ListPattern, resolved: Resolved): Json {
  const fixed = list.items.map((item) => writeMember(item, resolved));
  const key = list.keys.length > 1 ? list.keys : list.keys[0];
  if (key === undefined) return fixed;
  if (!list.each) return hasKnownKey(list) ? fixed : { $list: { key, fixed } };
  const { as, name, items } = resolved.lists.get(list) ?? unresolved();
  const each = { in: name, as, item: writeBody(list.each.pattern, items) };
  return { $list: { key, ...(fixed.length > 0 && { fixed }), each } };
}

/** Whether Kubernetes itself tells the items apart by these fields: then a template need not say so. */
function hasKnownKey({ path, keys }: ListPattern): boolean {
  const field = path.at(-1) ?? '';
  return Object.hasOwn(MERGE_KEYS, field) && MERGE_KEYS[field]?.some((known) => known.join() === keys.join()) === true;
}

function unresolved(): never {
  throw new Error('a list of another scope was written');
}
