// The API's defaults applied to a decoded object: walks each entry's path and asks its conditions. Derived values are derived.ts.
import { isJsonList } from '../kube/object.ts';
import type { Condition, DefaultEntry } from './data.ts';
import { derive } from './derived.ts';
import { type Draft, type DraftObject, fieldOf, isDraftObject, isEmpty } from './draft.ts';

const STEP = /\.([A-Za-z0-9_-]+)|(\[\*\])|(\{\*\})/g;

/** Steps of the paths, taken apart once: a fixed number of entries is applied to any number of objects. */
const stepsOf = new WeakMap<DefaultEntry, readonly string[]>();

/** Applies the entries in their order, but for those that something other than the API's defaulting sets. */
export function applyDefaults(root: DraftObject, entries: readonly DefaultEntry[]): void {
  for (const entry of entries) {
    if (entry.by !== undefined) continue;
    let steps = stepsOf.get(entry);
    if (!steps) {
      steps = [...entry.path.matchAll(STEP)].map(([step, name]) => name ?? step);
      stepsOf.set(entry, steps);
    }
    walk(root, root, steps, 0, entry);
  }
}

function walk(root: DraftObject, at: Draft | undefined, steps: readonly string[], index: number, entry: DefaultEntry) {
  const step = steps[index];
  if (step === undefined) return;
  const last = index === steps.length - 1;
  if (step === '[*]' || step === '{*}') {
    if (last || (step === '[*]' ? !isJsonList(at) : !isDraftObject(at))) return;
    for (const item of Object.values(at as Draft[] | DraftObject)) walk(root, item, steps, index + 1, entry);
  } else if (isDraftObject(at)) {
    if (!last) walk(root, fieldOf(at, step), steps, index + 1, entry);
    else if (applies(root, at, entry)) derive(root, at, step, entry);
  }
}

function applies(root: DraftObject, holder: DraftObject, { when = [], whenRoot }: DefaultEntry): boolean {
  const conditions = [when].flat() as readonly Condition[];
  return conditions.every((condition) => holds(holder, condition)) && (whenRoot === undefined || holds(root, whenRoot));
}

function holds(holder: DraftObject, condition: Condition): boolean {
  const { only, field = '' } = condition;
  if (only) return Object.entries(holder).every(([key, item]) => item === null || only.includes(key));
  let at: Draft | undefined = holder;
  for (const part of field.split('.')) at = isDraftObject(at) ? fieldOf(at, part) : undefined;
  if (condition.given !== undefined) return !isEmpty(at) === condition.given;
  if (condition.null !== undefined) return (at === undefined || at === null) === condition.null;
  if (condition.notIn) return !condition.notIn.some((one) => one === at);
  return condition.in?.some((one) => one === at) ?? false;
}
