// JSON values while they are built: members that are always the object's own, and copies.
import type { Unrounded } from './exact.ts';

/** Sets a member as its own, even one called `__proto__`. */
export function define(map: Record<string, Unrounded>, name: string, value: Unrounded): void {
  if (name === '__proto__') {
    Object.defineProperty(map, name, { value, enumerable: true, configurable: true, writable: true });
  } else map[name] = value;
}

/** A value of its own for an alias; undefined where it nests deeper than allowed. */
export function copyValue(value: Unrounded, depth: number): Unrounded | undefined {
  if (typeof value !== 'object' || value === null) return value;
  if (depth <= 0) return undefined;
  if (Array.isArray(value)) {
    const list: Unrounded[] = [];
    for (const one of value) {
      const copied = copyValue(one, depth - 1);
      if (copied === undefined) return undefined;
      list.push(copied);
    }
    return list;
  }
  const map: Record<string, Unrounded> = {};
  for (const name of Object.keys(value)) {
    const copied = copyValue((value as Record<string, Unrounded>)[name]!, depth - 1);
    if (copied === undefined) return undefined;
    define(map, name, copied);
  }
  return map;
}
