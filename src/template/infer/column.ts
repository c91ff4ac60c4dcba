// Columns: the values of one place over all resources, asked and taken apart. Knows no Kubernetes.
import { isJsonList, isJsonObject, type Json } from '../../kube/object.ts';
import type { Column, Presence } from './pattern.ts';

/** What kind of value stands somewhere. */
export type Shape = 'map' | 'list' | 'scalar';

/** The shape of a value. */
export function shapeOf(value: Json): Shape {
  if (isJsonObject(value)) return 'map';
  return isJsonList(value) ? 'list' : 'scalar';
}

/** The indexes that have a value. */
export function reached(column: Column): readonly number[] {
  const indexes: number[] = [];
  column.done.forEach((value, index) => {
    if (value !== undefined) indexes.push(index);
  });
  return indexes;
}

/** The column without the values that `keep` refuses. */
export function restrict(column: Column, keep: (value: Json, index: number) => boolean): Column {
  const kept = column.done.map((value, index) => value !== undefined && keep(value, index));
  const only = (values: Column['raw']) => values.map((value, index) => (kept[index] ? value : undefined));
  return { raw: only(column.raw), done: only(column.done) };
}

/** The column of one member of the maps of a column. */
export function memberColumn(column: Column, key: string): Column {
  const own = (value: Json | undefined) => (isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined);
  const done = column.done.map((value) => absent(own(value)));
  // What completion dropped is absent, however it was written.
  return { done, raw: column.raw.map((value, index) => (done[index] === undefined ? undefined : own(value))) };
}

/** Null is absent, as for rules. */
const absent = (value: Json | undefined) => (value === null ? undefined : value);

/** Which of those that `parent` reaches have a value. */
export function presenceOf(parent: Column, child: Column): Presence {
  return parent.done.map((value, index) => (value === undefined ? undefined : child.done[index] !== undefined));
}

/** A text that is equal exactly for equal values; members of maps are compared without their order. */
export function valueKey(value: Json): string {
  if (isJsonList(value)) return `[${value.map(valueKey).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${valueKey(value[key] as Json)}`).join(',')}}`;
}

/** The values with the indexes that hold them, the most frequent first; of equals, the one seen first. */
export function tally(column: Column): readonly { readonly key: string; readonly indexes: readonly number[] }[] {
  const groups = new Map<string, number[]>();
  for (const index of reached(column)) {
    const key = valueKey(column.done[index] as Json);
    const group = groups.get(key);
    if (group) group.push(index);
    else groups.set(key, [index]);
  }
  return [...groups].map(([key, indexes]) => ({ key, indexes })).sort((a, b) => b.indexes.length - a.indexes.length);
}

/** A value as people wrote it: the first of these indexes that wrote it at all. */
export function writtenValue(column: Column, indexes: readonly number[]): Json {
  const index = indexes.find((one) => column.raw[one] !== undefined) ?? (indexes[0] as number);
  return (column.raw[index] ?? column.done[index]) as Json;
}

/** A text that is equal exactly for equal presences. */
export function presenceKey(presence: Presence): string {
  return presence.map((present) => (present === undefined ? '-' : present ? '1' : '0')).join('');
}

/** The column as the items of lists see it: each takes the value of its owner. */
export function joinedColumn(column: Column, owners: readonly number[]): Column {
  return { raw: owners.map((owner) => column.raw[owner]), done: owners.map((owner) => column.done[owner]) };
}
