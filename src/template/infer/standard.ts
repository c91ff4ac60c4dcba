// What counts as the standard among several resources, and who departs from it: a value or member that nearly all share is the
// standard, one that hardly any has is a departure. What is in between may vary.
import type { Json } from '../../kube/object.ts';
import { reached, restrict } from './column.ts';
import type { Column, Presence, Scope } from './pattern.ts';

/** How much has to agree before it counts as the standard, and where departures are noted. */
export interface Judgement {
  /** The share of resources that makes a value or a member the standard, e.g. 0.9. */
  readonly agreement: number;
  /** Notes that a resource departs from the standard; the index is one of `scope`. */
  depart(scope: Scope, index: number): void;
}

/** What generalising needs to know of its surroundings. */
export interface Surroundings {
  readonly scope: Scope;
  readonly judgement: Judgement;
  /** Id of the object. */
  readonly object: string;
  /** The resource's own name, for each index of the scope. */
  readonly names: readonly (string | undefined)[];
}

/** Whether so few have something that they depart from the standard rather than show that it may vary. */
export function isRare(holders: number, all: number, agreement: number): boolean {
  return all - holders >= agreement * all;
}

/** Notes all whose value is refused, and leaves them out. */
export function depart(column: Column, around: Surroundings, keep: (value: Json, index: number) => boolean): Column {
  let departed = false;
  for (const index of reached(column)) {
    if (keep(column.done[index] as Json, index)) continue;
    departed = true;
    around.judgement.depart(around.scope, index);
  }
  return departed ? restrict(column, keep) : column;
}

/** Notes all that lack what the standard has. */
export function departAbsent(presence: Presence, around: Surroundings): void {
  presence.forEach((present, index) => {
    if (present === false) around.judgement.depart(around.scope, index);
  });
}
