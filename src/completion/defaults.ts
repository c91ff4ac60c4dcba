// The API's defaults applied to a decoded object: walks to what holds each field and asks its conditions. Derived values are
// derived.ts.
import { isJsonList } from '../kube/object.ts';
import type { Condition, DefaultEntry } from './data.ts';
import { derive } from './derived.ts';
import { type Draft, type DraftObject, fieldOf, isDraftObject, isEmpty } from './draft.ts';

const STEP = /\.([A-Za-z0-9_-]+)|(\[\*\])|(\{\*\})/g;

/** One thing to do below a value: walk a step further, or set a field. In the order of the entries. */
type Task =
  | { readonly step: string; readonly tasks: readonly Task[] }
  | { readonly field: string; readonly entry: DefaultEntry; readonly when: readonly Asked[] };

/** A condition with its field taken apart. */
interface Asked {
  readonly condition: Condition;
  readonly path: readonly string[];
}

/** Entries as tasks, made once: a fixed number of entries is applied to any number of objects. */
const tasksOf = new WeakMap<readonly DefaultEntry[], readonly Task[]>();

/** Applies the entries in their order, but for those that something other than the API's defaulting sets. */
export function applyDefaults(root: DraftObject, entries: readonly DefaultEntry[]): void {
  let tasks = tasksOf.get(entries);
  if (tasks === undefined) {
    const own = entries.filter(({ by }) => by === undefined);
    const steps = (entry: DefaultEntry) => [...entry.path.matchAll(STEP)].map(([step, name]) => name ?? step);
    tasks = planned(own.map((entry) => ({ entry, steps: steps(entry) })));
    tasksOf.set(entries, tasks);
  }
  perform(root, root, tasks);
}

interface Placed {
  readonly entry: DefaultEntry;
  readonly steps: readonly string[];
}

/** Entries in a row that begin with the same step walk it together: each item of a list meets them in their order. */
function planned(entries: readonly Placed[]): readonly Task[] {
  const tasks: Task[] = [];
  for (let at = 0; at < entries.length; ) {
    const { entry, steps } = entries[at]!;
    const [step, ...rest] = steps;
    if (step === undefined) at += 1;
    else if (rest.length === 0) {
      const when = [entry.when ?? []].flat() as readonly Condition[];
      if (!isEach(step)) tasks.push({ field: step, entry, when: when.map(asked) });
      at += 1;
    } else {
      const from = at;
      while (at < entries.length && entries[at]!.steps.length > 1 && entries[at]!.steps[0] === step) at += 1;
      const below = entries.slice(from, at).map((one) => ({ entry: one.entry, steps: one.steps.slice(1) }));
      tasks.push({ step, tasks: planned(below) });
    }
  }
  return tasks;
}

function isEach(step: string): boolean {
  return step === '[*]' || step === '{*}';
}

function asked(condition: Condition): Asked {
  return { condition, path: (condition.field ?? '').split('.') };
}

function perform(root: DraftObject, at: Draft | undefined, tasks: readonly Task[]): void {
  for (const task of tasks) {
    if ('field' in task) {
      if (isDraftObject(at) && applies(root, at, task.entry, task.when)) derive(root, at, task.field, task.entry);
    } else if (isEach(task.step)) {
      if (task.step === '[*]' ? !isJsonList(at) : !isDraftObject(at)) continue;
      for (const item of Object.values(at as Draft[] | DraftObject)) perform(root, item, task.tasks);
    } else if (isDraftObject(at)) {
      const next = fieldOf(at, task.step);
      if (next !== undefined && next !== null) perform(root, next, task.tasks);
    }
  }
}

function applies(root: DraftObject, holder: DraftObject, { whenRoot }: DefaultEntry, when: readonly Asked[]): boolean {
  for (const one of when) if (!holds(holder, one)) return false;
  return whenRoot === undefined || holds(root, asked(whenRoot));
}

function holds(holder: DraftObject, { condition, path }: Asked): boolean {
  const { only } = condition;
  if (only) return Object.entries(holder).every(([key, item]) => item === null || only.includes(key));
  let at: Draft | undefined = holder;
  for (const part of path) at = isDraftObject(at) ? fieldOf(at, part) : undefined;
  if (condition.given !== undefined) return !isEmpty(at) === condition.given;
  if (condition.null !== undefined) return (at === undefined || at === null) === condition.null;
  if (condition.notIn) return !condition.notIn.some((one) => one === at);
  return condition.in?.some((one) => one === at) ?? false;
}
