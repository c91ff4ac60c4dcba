// Seeded objects around valid ones: a base with up to three changes, each of which may be right or wrong. Pure but for the stock that
// it is given; asks nobody and judges nothing.
import type { FieldType } from '../../src/completion/field-type.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../src/kube/object.ts';
import { fieldsOf, type Place, placesOf, type Stock } from './acceptance-bases.ts';
import { type Chooser, chooser } from './pod-generator.ts';

type Path = readonly (string | number)[];
/** A copy of a value that may be written to. */
type Draft = string | number | boolean | null | Draft[] | { [key: string]: Draft };

/** A generated object, and which fields were changed to get there, as `core/v1.Probe.httpGet`. */
export interface Variant {
  readonly object: JsonObject;
  readonly touched: readonly string[];
}

/** Variants of one object; the same for the same seed, whatever else was generated before. */
export function variants(base: JsonObject, seed: number, count: number, stock: Stock): readonly Variant[] {
  return Array.from({ length: count }, (_, index) => {
    const pick = chooser(Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(index + 1, 0x85ebca6b));
    return variant(base, pick, stock);
  });
}

function variant(base: JsonObject, pick: Chooser, stock: Stock): Variant {
  const draft = structuredClone(base) as unknown as { [key: string]: Draft };
  const touched: string[] = [];
  const changes = pick.one([0, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3]);
  for (let left = changes; left > 0; left--) {
    const { present, absent } = placesOf(draft as unknown as JsonObject);
    const adds = absent.length > 0 && (present.length === 0 || pick.chance(30));
    if (!adds && present.length === 0) continue;
    const place = adds ? (pick.chance(50) ? pick.one(absent) : byOwner(absent, pick)) : placeOf(present, pick);
    touched.push(`${place.owner}.${place.field.replace(/(?:\{\})+$/, '')}`);
    if (adds) setAt(draft, ...added(place, pick, stock));
    else change(draft, place, present, pick, stock);
  }
  const metadata = draft['metadata'];
  if (metadata !== null && typeof metadata === 'object' && !Array.isArray(metadata))
    for (const key of Object.keys(metadata)) if (SERVERS.has(key) && !isGiven(base, key)) delete metadata[key];
  return { object: draft as unknown as JsonObject, touched };
}

/** Metadata that a struct made field by field may have got: what the server sets, and what sends the request elsewhere. */
const SERVERS = new Set([
  ...['namespace', 'uid', 'resourceVersion', 'generation', 'selfLink', 'managedFields'],
  ...['creationTimestamp', 'deletionTimestamp', 'deletionGracePeriodSeconds'],
]);
const isGiven = (base: JsonObject, key: string): boolean =>
  isJsonObject(base['metadata'] as Json) && Object.hasOwn(base['metadata'] as JsonObject, key);

/** Any place, or any type of struct and one of its fields, or one near the top: none may be lost among many of another. */
function placeOf(present: readonly Place[], pick: Chooser): Place {
  const part = pick.below(100);
  if (part < 35) return pick.one(present);
  if (part < 70) return byOwner(present, pick);
  const depth = 1 + pick.below(5);
  // Metadata is alike in all kinds: what it may be is tried often enough.
  const near = present.filter(({ path }) => path.length <= depth && path[0] !== 'metadata');
  return near.length > 0 ? pick.one(near) : pick.one(present);
}

function byOwner(places: readonly Place[], pick: Chooser): Place {
  const owner = pick.one([...new Set(places.map((place) => place.owner))]);
  return pick.one(places.filter((place) => place.owner === owner));
}

function added(place: Place, pick: Chooser, stock: Stock): [Path, Draft] {
  return [place.path, valueFor(place.type, place.owner, place.field, pick, stock, 0)];
}

/** A value that could stand in a field: one that a base has there, one from the pools, or one made field by field. */
function valueFor(type: FieldType, owner: string, field: string, pick: Chooser, stock: Stock, depth: number): Draft {
  const given = stock.donors.get(`${owner}.${field}`);
  if (given && pick.chance(35)) return structuredClone(pick.one(given)) as unknown as Draft;
  const pool = stock.values.fields[field];
  if (pool && pick.chance(90)) {
    const value = pick.one(pool);
    if (type.of.shape === 'scalar' || fits(value, type) || pick.chance(4))
      return structuredClone(value) as unknown as Draft;
  }
  if (type.of.shape === 'list') {
    const { item } = type.of;
    const length = pick.one([0, 1, 1, 2]);
    return Array.from({ length }, () => valueFor(item, owner, field, pick, stock, depth + 1));
  }
  if (type.of.shape === 'map') {
    const { item } = type.of;
    const keys = Array.from({ length: pick.one([0, 1, 1, 2]) }, () => pick.one(stock.values.mapKeys));
    return Object.fromEntries(keys.map((key) => [key, valueFor(item, owner, `${field}{}`, pick, stock, depth + 1)]));
  }
  if (type.of.shape === 'scalar')
    return structuredClone(pick.one(stock.values.types[type.of.name] ?? ['a'])) as unknown as Draft;
  const { name } = type.of;
  const others = stock.donors.get(name);
  if (others && pick.chance(60)) return structuredClone(pick.one(others)) as unknown as Draft;
  const made: { [key: string]: Draft } = {};
  if (depth > 3) return made;
  const fields = fieldsOf(name);
  const share = pick.one([10, 30, 60]);
  for (const [key, inner] of fields)
    if (inner.mark === '!' ? pick.chance(85) : pick.chance(share))
      made[key] = valueFor(inner, name, key, pick, stock, depth + 1);
  return made;
}

function fits(value: Json, { of }: FieldType): boolean {
  if (of.shape === 'list')
    return isJsonList(value) && (value.length === 0 || of.item.of.shape !== 'struct' || isJsonObject(value[0] as Json));
  return isJsonObject(value);
}

/** One change of a place that holds a value. */
function change(draft: Draft, place: Place, present: readonly Place[], pick: Chooser, stock: Stock): void {
  const { path, type, value } = place;
  const part = pick.below(100);
  if (part < (path.length === 1 || (path[0] === 'metadata' && path.length === 2) ? 3 : 14))
    return removeAt(draft, path);
  if (part < 17) return setAt(draft, path, null);
  if (part < 20) return setAt(draft, path, otherType(value as Json, pick));
  if (part < 23) return void addUnknown(draft, present, pick, stock);
  if (part < 30) return exchange(draft, place, present, pick);
  if (type.of.shape === 'list' && part < 80)
    return setAt(draft, path, changedList(value as unknown as Draft, place, pick, stock));
  if (type.of.shape === 'map' && part < 75)
    return setAt(draft, path, changedMap(value as unknown as Draft, place, pick, stock));
  if (type.of.shape === 'scalar' && part < 45) return setAt(draft, path, near(value as Json, pick));
  setAt(draft, path, valueFor(type, place.owner, place.field, pick, stock, 0));
}

/** The value of another place of the same type: breaks references, makes duplicates. */
function exchange(draft: Draft, { path, type, value }: Place, present: readonly Place[], pick: Chooser): void {
  const shape = JSON.stringify(type.of);
  const others = present.filter((one) => one.value !== value && JSON.stringify(one.type.of) === shape);
  if (others.length > 0) setAt(draft, path, structuredClone(pick.one(others).value) as unknown as Draft);
}

function addUnknown(draft: Draft, present: readonly Place[], pick: Chooser, { values }: Stock): void {
  const structs = present.filter(({ type, value }) => type.of.shape === 'struct' && isJsonObject(value as Json));
  const path = structs.length > 0 ? pick.one(structs).path : [];
  setAt(draft, [...path, pick.one(values.unknownFields)], pick.one(['a', 1, true, {}, [] as Draft[]]));
}

function otherType(value: Json, pick: Chooser): Draft {
  if (typeof value === 'string') return pick.one<Draft>([1, true, [value], {}, 1.5]);
  if (typeof value === 'number') return pick.one<Draft>([String(value), value + 0.5, true, [value]]);
  if (typeof value === 'boolean') return pick.one<Draft>([String(value), value ? 1 : 0, 'yes']);
  return pick.one<Draft>(['a', 1, [], {}, [{}], true]);
}

function near(value: Json, pick: Chooser): Draft {
  if (typeof value === 'number') return pick.one([value + 1, value - 1, -value, value * 1000, 0]);
  if (typeof value === 'boolean') return !value;
  if (typeof value !== 'string') return null;
  const at = pick.below(value.length + 1);
  return pick.one([
    `${value}x`,
    value.slice(0, -1),
    value.toUpperCase(),
    `${value}-`,
    `-${value}`,
    `${value}.example.com`,
    ` ${value}`,
    `${value.slice(0, at)}${pick.one([...'_./:@ A0-*%'])}${value.slice(at)}`,
    value.repeat(pick.one([2, 5, 40])),
  ]);
}

function changedList(value: Draft, { type, owner, field }: Place, pick: Chooser, stock: Stock): Draft {
  if (!Array.isArray(value) || type.of.shape !== 'list') return [];
  const list = [...value];
  const item = type.of.item;
  const part = pick.below(100);
  if (part < 20) return [];
  if (list.length > 0 && part < 40) list.splice(pick.below(list.length), 1);
  else if (list.length > 0 && part < 65) list.splice(pick.below(list.length), 0, structuredClone(pick.one(list)));
  else if (list.length > 1 && part < 72) list.reverse();
  else list.push(valueFor(item, owner, field, pick, stock, 0));
  return list;
}

function changedMap(value: Draft, { type, field, owner }: Place, pick: Chooser, stock: Stock): Draft {
  if (value === null || typeof value !== 'object' || Array.isArray(value) || type.of.shape !== 'map') return {};
  const entries = Object.entries(value);
  const item = type.of.item;
  const part = pick.below(100);
  if (part < 10) return {};
  if (entries.length > 0 && part < 30) entries.splice(pick.below(entries.length), 1);
  else if (entries.length > 0 && part < 55) {
    const at = pick.below(entries.length);
    const [key, one] = entries[at] as [string, Draft];
    entries[at] = [pick.chance(50) ? pick.one(stock.values.mapKeys) : String(near(key, pick)), one];
  } else entries.push([pick.one(stock.values.mapKeys), valueFor(item, owner, `${field}{}`, pick, stock, 0)]);
  return Object.fromEntries(entries);
}

function holderOf(draft: Draft, path: Path): Draft | undefined {
  let at: Draft | undefined = draft;
  for (const token of path.slice(0, -1)) {
    if (at === null || typeof at !== 'object') return undefined;
    at = Array.isArray(at) ? at[token as number] : at[token];
  }
  return at;
}

function setAt(draft: Draft, path: Path, value: Draft): void {
  const holder = holderOf(draft, path);
  const last = path.at(-1);
  if (Array.isArray(holder)) holder[last as number] = value;
  else if (holder !== null && typeof holder === 'object') holder[String(last)] = value;
}

function removeAt(draft: Draft, path: Path): void {
  const holder = holderOf(draft, path);
  const last = path.at(-1);
  if (Array.isArray(holder)) holder.splice(last as number, 1);
  else if (holder !== null && typeof holder === 'object') delete holder[String(last)];
}
