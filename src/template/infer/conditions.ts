// When a member that only some resources have is there: where another parameter has a certain value, or as a parameter of its own says.
import { presenceKey } from './column.ts';
import type { Column, Presence } from './pattern.ts';
import type { Parameter } from './readings.ts';

/** A condition as a template writes it, e.g. `metrics`, `!metrics`, `strategy = Recreate`. */
export interface Conditions {
  /** The condition of a presence; a switch that is new is named by `name`. */
  of(presence: Presence, name: () => string): string;
  /** Whether another parameter tells the presence. */
  explains(presence: Presence): boolean;
  /** The switches that no other parameter tells, with the presence of each. */
  readonly switches: readonly { readonly name: string; readonly presence: Presence }[];
}

/** A value is taken for the reason of a presence when both it and others are seen this often. */
const SIGHTINGS = 2;
/** Parameters with more values than this are no reason for a presence. */
const MOST_VALUES = 6;

/** Conditions over the parameters of a scope, with a switch for each presence that none of them explains. */
export function conditionsOver(parameters: readonly Parameter[]): Conditions {
  const found = new Map<string, string>();
  const switches: { name: string; presence: Presence }[] = [];
  return {
    switches,
    explains: (presence) => explainPresence(presence, parameters) !== undefined,
    of(presence, name) {
      const key = presenceKey(presence);
      const before = found.get(key) ?? coveringSwitch(presence, switches);
      if (before !== undefined) return before;
      const explained = explainPresence(presence, parameters);
      const condition = explained ?? name();
      if (explained === undefined) switches.push({ name: condition, presence });
      found.set(key, condition);
      return condition;
    },
  };
}

/** The switch of a presence that says the same wherever this one says anything, and both ways. */
function coveringSwitch(
  presence: Presence,
  switches: readonly { readonly name: string; readonly presence: Presence }[],
): string | undefined {
  const both = [true, false].every((side) => presence.filter((one) => one === side).length >= SIGHTINGS);
  const agrees = (other: Presence) => presence.every((one, index) => one === undefined || one === other[index]);
  return both ? switches.find((one) => agrees(one.presence))?.name : undefined;
}

function explainPresence(presence: Presence, parameters: readonly Parameter[]): string | undefined {
  for (const { column, name } of parameters) {
    const condition = conditionOn(presence, column, name);
    if (condition !== undefined) return condition;
  }
  return undefined;
}

/** `name`, `!name` or `name = value` where the presence follows from the column. */
function conditionOn(presence: Presence, column: Column, name: string): string | undefined {
  const present = new Set<unknown>();
  const missing = new Set<unknown>();
  const counts = { present: 0, missing: 0 };
  for (let index = 0; index < presence.length; index++) {
    if (presence[index] === undefined) continue;
    const value = column.done[index];
    if (value === undefined) return undefined;
    (presence[index] ? present : missing).add(value);
    counts[presence[index] ? 'present' : 'missing'] += 1;
    if (present.size > 1 || missing.size > MOST_VALUES) return undefined;
  }
  const [value] = present;
  if (missing.has(value) || counts.present < SIGHTINGS || counts.missing < SIGHTINGS) return undefined;
  if (typeof value === 'boolean') return value ? name : `!${name}`;
  // A condition writes its literal without quotes: only plain words can stand there.
  return typeof value === 'string' && /^[A-Za-z][A-Za-z0-9-]*$/.test(value) ? `${name} = ${value}` : undefined;
}
