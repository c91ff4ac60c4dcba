// Many changes under one bundle: their decisions, and which namespaces' labels were asked for in vain. Fetching those is the gates'.
import type { Change } from '../change/change.ts';
import type { Bundle } from '../policy/bundle.ts';
import { decide } from './decide.ts';
import type { Decision, DecisionContext } from './decision.ts';

/** A change with what its gate keeps beside it. */
interface Carrier {
  readonly change: Change;
}

/** The decisions, in the order of the changes. */
export interface Decided<T extends Carrier> {
  readonly judgements: readonly (T & { readonly decision: Decision })[];
  /** Namespaces whose labels some selector or expression needed and nobody knew. */
  readonly unknown: ReadonlySet<string>;
}

/** Judges every change. `moved` lie in another file than before: bindings that begin to hold by the path judge them as new. */
export function decideAll<T extends Carrier>(
  changes: readonly T[],
  moved: readonly (T & { readonly from: string })[],
  bundle: Bundle,
  context: DecisionContext,
): Decided<T> {
  const unknown = new Set<string>();
  const watching: DecisionContext = {
    ...context,
    namespaceLabels: (name) => {
      const labels = context.namespaceLabels(name);
      if (!labels) unknown.add(name);
      return labels;
    },
  };
  const judgements = changes.map((one) => ({ ...one, decision: decide(one.change, bundle, watching) }));
  for (const one of moved) {
    const gained = gainedBundle(bundle, one.from, one.change.origin.path);
    if (gained) judgements.push({ ...one, decision: decide(one.change, gained, watching) });
  }
  return { judgements, unknown };
}

/** The bundle with only the bindings that hold for a path and did not for another; undefined when there is none. */
function gainedBundle(bundle: Bundle, from: string, to: string | undefined): Bundle | undefined {
  const bound = bundle.bound.filter(
    ({ holdsForPath }) => holdsForPath && to !== undefined && holdsForPath(to) && !holdsForPath(from),
  );
  return bound.length > 0 ? { ...bundle, bound } : undefined;
}
