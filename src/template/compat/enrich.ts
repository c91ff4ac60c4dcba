// A rendered object with all that its template leaves open: optional parts, free values, other keys and items. What comes out is a
// guess at the edges of the standard; whether it conforms is for the solver to say.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../kube/object.ts';
import { sequence } from './random.ts';
import { sampleText } from './sample-pattern.ts';
import { sampleValues } from './sample-value.ts';

/** Holes of the template's own delimiters, e.g. `${`. */
export interface Enriching {
  /** How a hole begins. */
  readonly open: string;
  /** Which of several values is taken. */
  readonly turn: number;
}

/** Adds to `rendered` what `body`, the part of the template that it was rendered from, leaves open. */
export function enrich(body: Json, rendered: Json, how: Enriching): Json {
  if (isJsonList(body) && isJsonList(rendered)) return enrichItems(body, rendered, how);
  if (!isJsonObject(body)) return rendered;
  if (body['$any'] !== undefined) return pick(body['$any'], how) ?? rendered;
  const list = body['$list'];
  if (isJsonObject(list) && isJsonList(rendered)) {
    const items = enrichItems(isJsonList(list['fixed']) ? list['fixed'] : [], rendered, how);
    return [...items, ...extraItems(list, how)];
  }
  const inner = body['$value'];
  if (inner !== undefined) return enrich(inner, rendered, how);
  return isJsonObject(rendered) ? enrichMap(body, rendered, how) : rendered;
}

function enrichMap(body: JsonObject, rendered: JsonObject, how: Enriching): JsonObject {
  const made: Record<string, Json> = { ...rendered };
  for (const [key, part] of Object.entries(body)) {
    if (key.startsWith('$')) continue;
    const there = rendered[key];
    if (there !== undefined) made[key] = enrich(part, there, how);
    else {
      const added = optionalPart(part, how);
      if (added !== undefined) made[key] = added;
    }
  }
  for (const [key, value] of extraMembers(body['$extra'], how)) if (!Object.hasOwn(body, key)) made[key] ??= value;
  return made;
}

/** Lists in which an item is missing can't be laid beside their template; they stay as they are. */
function enrichItems(bodies: readonly Json[], rendered: readonly Json[], how: Enriching): readonly Json[] {
  if (rendered.length < bodies.length) return rendered;
  return rendered.map((item, index) => (index < bodies.length ? enrich(bodies[index] as Json, item, how) : item));
}

/** An optional part that needs no parameter. A map in which all is optional counts as one. */
function optionalPart(part: Json, how: Enriching): Json | undefined {
  if (!isJsonObject(part)) return undefined;
  if (part['$optional'] === true) {
    const { $optional: _, $why: __, ...rest } = part;
    return written(rest, how);
  }
  const { $why: _, ...rest } = part;
  if (Object.keys(rest).some((key) => key.startsWith('$') && key !== '$extra')) return undefined;
  const made = enrichMap(rest, {}, how);
  return Object.keys(made).length > 0 ? made : undefined;
}

/** A part without holes as it could stand in an object; undefined where a parameter would have to be known. */
function written(part: Json, how: Enriching): Json | undefined {
  if (typeof part === 'string') return part.includes(how.open) ? undefined : part;
  if (isJsonList(part)) {
    const items = part.map((item) => written(item, how));
    return items.includes(undefined) ? undefined : (items as Json[]);
  }
  if (!isJsonObject(part)) return part;
  if (part['$any'] !== undefined) return pick(part['$any'], how);
  if (part['$literal'] !== undefined) return part['$literal'];
  if (part['$value'] !== undefined) return written(part['$value'], how);
  const made: Record<string, Json> = Object.fromEntries(extraMembers(part['$extra'], how));
  for (const [key, inner] of Object.entries(part)) {
    if (key === '$why' || key === '$extra') continue;
    if (key.startsWith('$')) return undefined;
    const value = isJsonObject(inner) && inner['$optional'] === true ? optionalPart(inner, how) : written(inner, how);
    if (value !== undefined) made[key] = value;
    else if (!isJsonObject(inner) || inner['$optional'] !== true) return undefined;
  }
  return made;
}

function pick(schema: Json, { turn }: Enriching): Json | undefined {
  const values = sampleValues(schema);
  return values[turn % Math.max(1, values.length)];
}

/** A key that others may have, with a value of the schema or, where there is none, a text. */
function extraMembers(rule: Json | undefined, how: Enriching): readonly (readonly [string, Json])[] {
  if (rule === 'allow') return [[`example.com/key-${how.turn}`, 'text']];
  if (!isJsonObject(rule)) return [];
  const key = keyFor(rule['keys'], how);
  const value = rule['schema'] === undefined ? 'text' : pick(rule['schema'], how);
  return key === undefined || value === undefined ? [] : [[key, value]];
}

function keyFor(keys: Json | undefined, { turn }: Enriching): string | undefined {
  return typeof keys === 'string' ? sampleText(keys, sequence(turn + 1)) : `example.com/key-${turn}`;
}

/** Another item with a key of its own; what else is in it is the user's. */
function extraItems(list: JsonObject, how: Enriching): readonly Json[] {
  const { extra, key } = list;
  if (typeof key !== 'string' || (extra !== 'allow' && !isJsonObject(extra))) return [];
  const pattern = isJsonObject(extra) ? (extra['keys'] ?? extra[key]) : undefined;
  const name = keyFor(pattern, how);
  return name === undefined ? [] : [{ [key]: name }];
}
