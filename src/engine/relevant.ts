// The bound policies that a kind can meet at all, found once for each kind: a change is asked of no other. What else a match says is
// asked of each change.
import type { GVK } from '../kube/gvk.ts';
import type { BoundPolicy, Bundle } from '../policy/bundle.ts';
import { kindsMatcher } from '../policy/match.ts';

/** Kinds are few, but whoever writes manifests can invent some. */
const MOST_KINDS = 1_000;

const known = new WeakMap<Bundle, Map<string, readonly BoundPolicy[]>>();

/** The bound policies whose `kinds` name the kind, in their order. */
export function relevantTo(bundle: Bundle, gvk: GVK, isWorkload: boolean): readonly BoundPolicy[] {
  const key = `${gvk.group}/${gvk.version}/${gvk.kind}`;
  const ofBundle = known.get(bundle) ?? new Map<string, readonly BoundPolicy[]>();
  known.set(bundle, ofBundle);
  const before = ofBundle.get(key);
  if (before) return before;
  const fresh = bundle.bound.filter(({ policy }) => {
    const { kinds } = policy.spec.match;
    return kinds === undefined || kindsMatcher(kinds)(gvk, isWorkload);
  });
  if (ofBundle.size >= MOST_KINDS) ofBundle.clear();
  ofBundle.set(key, fresh);
  return fresh;
}
