// A stable merge sort whose comparator may call back into the expression. The order of comparisons is part of the language's behaviour.
import { charge } from './budget.ts';

/** Sorts into a new list; `after(a, b)` says whether a belongs after b. */
export function mergeSort(list: readonly unknown[], after: (a: unknown, b: unknown) => boolean): unknown[] {
  if (list.length <= 1) return [...list];
  const middle = Math.floor(list.length / 2);
  const left = mergeSort(list.slice(0, middle), after);
  const right = mergeSort(list.slice(middle), after);
  charge(list.length);
  const result: unknown[] = [];
  let l = 0;
  let r = 0;
  while (l < left.length && r < right.length) result.push(after(left[l], right[r]) ? right[r++] : left[l++]);
  while (l < left.length) result.push(left[l++]);
  while (r < right.length) result.push(right[r++]);
  return result;
}
