// Deep copies for `$clone` and transforms: only what was copied may be changed.
import { charge, checkDataDepth } from './budget.ts';
import { emptyObject, isNumber, keysOf, printedNumber } from './values.ts';

/** A deep copy as through text: functions become empty strings, numbers keep 15 digits. `made` collects the objects of the copy, lists excepted. */
export function copyOf(value: unknown, made?: Set<object>, depth = 0): unknown {
  if (typeof value === 'function') return '';
  if (typeof value === 'number') return Number.isNaN(value) || !isNumber(value) ? null : printedNumber(value);
  if (typeof value !== 'object' || value === null) return value;
  checkDataDepth(depth);
  if (Array.isArray(value)) {
    charge(value.length);
    return value.map((item) => copyOf(item, made, depth + 1) ?? null);
  }
  const result = emptyObject();
  for (const key of keysOf(value)) {
    const copied = copyOf((value as Record<string, unknown>)[key], made, depth + 1);
    if (copied !== undefined) result[key] = copied;
  }
  made?.add(result);
  return result;
}
