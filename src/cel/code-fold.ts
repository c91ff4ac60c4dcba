// Macros as loops: quantifiers absorb errors as `&&` and `||` do, all others end with the first (cel-go parser/macro.go, ext/comprehensions).
import { repacked } from './access.ts';
import type { Checked } from './check.ts';
import { find, itemAt, keysOf } from './elements.ts';
import { Fault, noOverload, orCrash, spend } from './fault.ts';
import type { Code, Frame, Places } from './frame.ts';
import { sortBy } from './functions-list.ts';
import { valueIn } from './functions-optional.ts';
import type { Fold, Node } from './tree.ts';
import {
  type CelValue,
  type Entries,
  entryKey,
  isList,
  isMap,
  kindOf,
  listOf,
  type Members,
  NONE,
  type Optional,
  some,
} from './value.ts';

/** What builds the parts of a macro. */
export interface Building {
  readonly checked: Checked;
  /** Size of the frame so far. */
  size: number;
  build(node: Node, places: Places): Code;
}

/** What a loop does with one round; `false` ends it. */
type Round = (frame: Frame) => boolean;

/** Builds a macro. */
export function foldCode(building: Building, node: Fold & Node, places: Places): Code {
  const range = building.build(node.range, places);
  const first = building.size;
  building.size += node.variables.length;
  const inner = new Map(places);
  for (const [offset, name] of node.variables.entries()) inner.set(name, first + offset);
  const body = building.build(node.body, inner);
  const filter = node.filter && building.build(node.filter, inner);
  if (node.macro === 'optMap' || node.macro === 'optFlatMap')
    return optional(range, body, first, node.macro === 'optMap');
  const loop = node.variables.length === 2 ? pairs(first) : singles(first);
  switch (node.macro) {
    case 'all':
      return quantifier(range, loop, body, false);
    case 'exists':
      return quantifier(range, loop, body, true);
    case 'existsOne':
      return existsOne(range, loop, body);
    case 'filter':
      return collect(range, loop, (frame) => readVariable(frame, first), body);
    case 'sortBy':
      return sorted(range, loop, body, building.checked.typeOf(node.body).kind !== 'dyn');
    case 'transformMap':
    case 'transformMapEntry':
      return transformMap(range, loop, body, filter, node.macro === 'transformMap' ? first : undefined);
    default:
      return collect(range, loop, body, filter);
  }
}

type Loop = (range: CelValue, frame: Frame, round: Round) => void;

/** A value as a variable holds it: one that does not fit its schema is an error only where it is read. */
function held(read: () => CelValue): CelValue | Fault {
  try {
    return read();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
}

function readVariable(frame: Frame, place: number): CelValue {
  const value = frame[place] as CelValue | Fault;
  if (value instanceof Fault) throw value;
  return value;
}

/** Items of a list or keys of a map in one variable. */
function singles(place: number): Loop {
  return (range, frame, round) => {
    if (isList(range)) {
      for (let at = 0; at < range.items.length; at++) {
        spend(1);
        frame[place] = held(() => itemAt(range, at));
        if (!round(frame)) return;
      }
      return;
    }
    if (!isMap(range)) throw new Fault('a macro takes a list or a map');
    for (const key of keysOf(range)) {
      spend(1);
      frame[place] = key;
      if (!round(frame)) return;
    }
  };
}

/** Index and item, or key and value, in two variables. */
function pairs(place: number): Loop {
  return (range, frame, round) => {
    const isItems = isList(range);
    if (!isItems && !isMap(range)) throw new Fault('a macro takes a list or a map');
    const keys = isItems ? range.items.keys() : keysOf(range);
    for (const key of keys) {
      spend(1);
      frame[place] = isItems ? BigInt(key as number) : (key as CelValue);
      frame[place + 1] = held(() => (isItems ? itemAt(range, key as number) : valueUnder(range, key as CelValue)));
      if (!round(frame)) return;
    }
  };
}

function valueUnder(map: Entries | Members, key: CelValue): CelValue {
  const value = find(map, key);
  if (value === undefined) throw new Fault('a field of the object has no value');
  return value;
}

function quantifier(range: Code, loop: Loop, body: Code, deciding: boolean): Code {
  return (frame) => {
    let fault: Fault | undefined;
    let result = !deciding;
    loop(range(frame), frame, () => {
      try {
        const value = body(frame);
        if (value === deciding) {
          result = deciding;
          return false;
        }
        if (typeof value !== 'boolean') fault ??= new Fault('`all` and `exists` take truth values');
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        fault ??= error;
      }
      return true;
    });
    if (fault && result !== deciding) throw fault;
    return result;
  };
}

function condition(code: Code, frame: Frame): boolean {
  const value = code(frame);
  return typeof value === 'boolean' ? value : noOverload('?:');
}

function existsOne(range: Code, loop: Loop, body: Code): Code {
  return (frame) => {
    let count = 0;
    loop(range(frame), frame, () => {
      if (condition(body, frame)) count++;
      return true;
    });
    return count === 1;
  };
}

function collect(range: Code, loop: Loop, body: Code, filter: Code | undefined): Code {
  return (frame) => {
    const items: CelValue[] = [];
    loop(range(frame), frame, () => {
      if (!filter || condition(filter, frame)) items.push(body(frame));
      return true;
    });
    return listOf(items);
  };
}

/** With keys of one type the server ends the whole rule where it cannot make them: its tracker of costs takes them for a list. */
function sorted(range: Code, loop: Loop, body: Code, typed: boolean): Code {
  const code: Code = (frame) => {
    const list = range(frame);
    if (!isList(list)) return noOverload('sortBy');
    const keys: CelValue[] = [];
    loop(list, frame, () => keys.push(body(frame)) > 0);
    return sortBy(list, keys);
  };
  return typed ? (frame) => orCrash(() => code(frame)) : code;
}

function transformMap(range: Code, loop: Loop, body: Code, filter: Code | undefined, key: number | undefined): Code {
  return (frame) => {
    const entries = new Map<string, readonly [CelValue, CelValue]>();
    loop(range(frame), frame, () => {
      if (filter && !condition(filter, frame)) return true;
      const value = body(frame);
      if (key !== undefined) insert(entries, readVariable(frame, key), value);
      else insertAll(entries, value);
      return true;
    });
    return { kind: 'entries', entries };
  };
}

function insert(entries: Map<string, readonly [CelValue, CelValue]>, key: CelValue, value: CelValue): void {
  const place = entryKey(key) ?? noOverload('transformMap');
  if (entries.has(place)) throw new Fault('a key is there twice');
  entries.set(place, [key, value]);
}

function insertAll(entries: Map<string, readonly [CelValue, CelValue]>, value: CelValue): void {
  if (!isMap(value)) return noOverload('transformMapEntry');
  for (const key of keysOf(value)) insert(entries, key, valueUnder(value, key));
}

function optional(range: Code, body: Code, place: number, wraps: boolean): Code {
  return (frame) => {
    const value = range(frame);
    if (kindOf(value) !== 'optional') return noOverload('optMap');
    if ((value as Optional).value === undefined) return NONE;
    frame[place] = valueIn(value as Optional);
    return repacked(wraps ? some(body(frame)) : body(frame));
  };
}
