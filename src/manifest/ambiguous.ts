// The scalars and names of a document that readers of YAML 1.2 see otherwise than kubectl, as observations with a pointer. Readers
// note rows while they build; pointers and sentences are made here, when somebody asks. Judges nothing.
import { escapeToken } from '../change/pointer.ts';
import { type ReadingRule, resolveCore } from './core.ts';
import type { AmbiguousRow, ManifestDocument } from './document.ts';
import { pointersTo, rowAfter } from './position.ts';
import { quoted } from './problem.ts';
import { isScalarFault, resolveKey, resolveScalar } from './scalars.ts';

/** One scalar or name that is read otherwise. */
export interface AmbiguousScalar {
  readonly rule: ReadingRule;
  /** Pointer into the document's value: where the scalar stands in the text, not where aliases bring it. */
  readonly pointer: string;
  readonly message: string;
}

/** Characters of pointers that are made for one document: names may be long, and hold many scalars. */
const POINTER_BUDGET = 4_000_000;

/** All of them in the order of the text, as long as their pointers have 4,000,000 characters at most together. */
export function ambiguousScalars({ ambiguous, positions, row }: ManifestDocument): readonly AmbiguousScalar[] {
  if (ambiguous === undefined) return [];
  const noted = ambiguous.slice(firstFrom(ambiguous, row), firstFrom(ambiguous, rowAfter(positions, row)));
  const pointers = pointersTo(
    positions,
    row,
    noted.map((one) => one.row),
  );
  const found: AmbiguousScalar[] = [];
  let budget = POINTER_BUDGET;
  for (const [place, one] of noted.entries()) {
    const pointer = pointers[place]! + (one.rule === 'merge-order' ? `/${escapeToken(one.text)}` : '');
    budget -= pointer.length;
    if (budget < 0) break;
    found.push({ rule: one.rule, pointer, message: messageOf(one) });
  }
  return found;
}

/** The place of the first note about a row or one behind it; notes stand in the order of rows. */
function firstFrom(ambiguous: readonly AmbiguousRow[], row: number): number {
  let low = 0;
  for (let high = ambiguous.length; low < high; ) {
    const middle = (low + high) >> 1;
    if (ambiguous[middle]!.row < row) low = middle + 1;
    else high = middle;
  }
  return low;
}

function messageOf({ rule, text, tag }: AmbiguousRow): string {
  const core = resolveCore(text);
  const others = typeof core === 'string' ? 'text' : String(core);
  if (rule === 'merge-order') {
    return `the merge key \`<<\` replaces ${quoted(text)} for kubectl, but not for YAML 1.2 readers; write \`<<\` before all names`;
  }
  if (rule === 'key') {
    const name = resolveKey(text, true, tag);
    const read = isScalarFault(name) ? 'nothing' : quoted(name);
    return `the key ${quoted(text)} is read as ${read} by kubectl, but as ${quoted(String(core))} by YAML 1.2 readers; put it in quotes`;
  }
  if (rule === 'tag') {
    const does = /binary/.test(tag ?? '') ? 'decoded' : 'ignored';
    return `the tag ${quoted(tag ?? '')} is ${does} by kubectl, but may mean another value to YAML 1.2 readers; write the value without it`;
  }
  const value = resolveScalar(text, true, tag);
  if (typeof value === 'string' || isScalarFault(value))
    return `${quoted(text)} is read as text by kubectl, but as a number by YAML 1.2 readers; put it in quotes`;
  return `${quoted(text)} is read as ${value} by kubectl, but as ${others} by YAML 1.2 readers; write \`${value}\`, or put it in quotes`;
}
