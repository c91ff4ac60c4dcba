// What of a pattern may vary, gathered in the order of the document: holes, members that only some have, alternatives, open lists.
// What stands inside the items of an open list belongs to that list.
import type { HolePattern, ListPattern, MapPattern, Member, Path, Pattern } from './pattern.ts';

/** The parts of a pattern, in one scope, that may vary. */
export interface Variation {
  readonly holes: HolePattern[];
  /** The holes that every resource has. */
  readonly everywhere: Set<HolePattern>;
  /** Members with a presence; those of alternatives are among them. */
  readonly conditional: Member[];
  /** Maps with alternatives. */
  readonly choices: { readonly map: MapPattern; readonly path: Path }[];
  /** Lists with `each`. */
  readonly lists: ListPattern[];
}

/** Gathers what may vary in the patterns of one scope. */
export function collect(roots: readonly Member[]): Variation {
  const found: Variation = { holes: [], everywhere: new Set(), conditional: [], choices: [], lists: [] };
  const visitAll = (members: readonly Member[], conditional: boolean) => {
    for (const member of members) {
      if (member.presence) found.conditional.push(member);
      visit(member.pattern, member.path, conditional || member.presence !== undefined);
    }
  };
  const visit = (pattern: Pattern, path: Path, conditional: boolean): void => {
    if (pattern.type === 'hole') {
      found.holes.push(pattern);
      if (!conditional) found.everywhere.add(pattern);
    } else if (pattern.type === 'map') {
      visitAll(pattern.members, conditional);
      if (pattern.alternatives) found.choices.push({ map: pattern, path });
      for (const set of pattern.alternatives ?? []) visitAll(set, conditional);
    } else if (pattern.type === 'list') {
      visitAll(pattern.items, conditional);
      if (pattern.each) found.lists.push(pattern);
    }
  };
  visitAll(roots, false);
  return found;
}
