// Lists generalised: items that have counterparts one by one, the others as what they have in common. A list whose items can't be
// laid side by side is one hole.
import { MERGE_KEYS } from '../../kube/merge-keys.ts';
import type { Json } from '../../kube/object.ts';
import { align } from './align.ts';
import { presenceOf, reached, tally, writtenValue } from './column.ts';
import type { Column, ListPattern, Member, Path, Pattern } from './pattern.ts';
import { depart, departAbsent, isRare, type Surroundings } from './standard.ts';

/** The pattern of a column of lists; `generalise` is that of items. */
export function generaliseList(
  column: Column,
  path: Path,
  around: Surroundings,
  generalise: (column: Column, path: Path, around: Surroundings) => Pattern,
): Pattern {
  const { agreement } = around.judgement;
  const field = path.at(-1) ?? '';
  const alignment = align(column, MERGE_KEYS[field] ?? [], around.names, agreement);
  const [first] = tally(column);
  const all = reached(column);
  // Lists in order are one value: all of them, or nearly all, may well be the same.
  if (first && (alignment?.keys.length ?? 0) === 0 && first.indexes.length >= agreement * all.length) {
    const holders = new Set(first.indexes);
    depart(column, around, (_, index) => holders.has(index));
    return { type: 'literal', value: writtenValue(column, first.indexes) };
  }
  if (!alignment) return { type: 'hole', column, path, object: around.object };
  const items = alignment.items.map(({ key, column: item }) => itemMember(column, item, [...path, `[${key}]`], around));
  if (alignment.keys.length === 0)
    depart(column, around, (list) => (list as readonly Json[]).length === alignment.items.length);
  const list: ListPattern = {
    type: 'list',
    path,
    keys: alignment.keys,
    items: items.map(({ presence, ...rest }) => {
      const pattern = generalise(rest.column, rest.path, around);
      return { key: rest.key, path: rest.path, pattern, ...(presence && { presence }) };
    }),
  };
  if (!alignment.rest) return list;
  const { owners, column: pool } = alignment.rest;
  const holders = new Set(owners);
  if (isRare(holders.size, all.length, agreement)) {
    for (const index of holders) around.judgement.depart(around.scope, index);
    return list;
  }
  const scope = { size: owners.length, outer: { scope: around.scope, owners } };
  const names = owners.map((owner) => around.names[owner]);
  // One list may hold an item that no other has: among items nothing is the standard but what all agree on.
  const judgement = { ...around.judgement, agreement: 1 };
  return {
    ...list,
    each: { scope, pattern: generalise(pool, [...path, '[]'], { ...around, scope, names, judgement }) },
  };
}

function itemMember(
  lists: Column,
  column: Column,
  path: Path,
  around: Surroundings,
): Pick<Member, 'key' | 'path' | 'presence'> & { readonly column: Column } {
  const presence = presenceOf(lists, column);
  const holders = presence.filter((present) => present === true).length;
  const key = (path.at(-1) ?? '').slice(1, -1);
  if (holders < around.judgement.agreement * reached(lists).length) return { key, path, column, presence };
  departAbsent(presence, around);
  return { key, path, column };
}
