// Where a scalar begins in the text, also one that is not there. Knows js-yaml's events, not what they mean.
import { SCALAR_STYLE, type ScalarEvent } from 'js-yaml';

/** What a scalar stands in. */
export interface ScalarParent {
  readonly isList: boolean;
  /** Offset of the key whose value it is. */
  readonly keyAt: number | undefined;
}

/** At its quote, in a block at its first text; where it is left out, at its key or dash; `last` is the end of what stands before. */
export function scalarOffset(source: string, event: ScalarEvent, last: number, parent: ScalarParent): number {
  if (event.valueStart >= 0) {
    switch (event.style) {
      case SCALAR_STYLE.SINGLE_QUOTED:
      case SCALAR_STYLE.DOUBLE_QUOTED:
        return event.valueStart - 1;
      case SCALAR_STYLE.LITERAL_BLOCK:
      case SCALAR_STYLE.FOLDED_BLOCK:
        return Math.min(event.valueStart + Math.max(event.indent, 0), Math.max(event.valueEnd - 1, event.valueStart));
      default:
        return event.valueStart;
    }
  }
  if (event.tagStart >= 0) return event.tagStart;
  if (event.anchorStart >= 0) return event.anchorStart - 1;
  if (parent.keyAt !== undefined) return parent.keyAt;
  return parent.isList ? dashAfter(source, last) : Math.min(last, source.length);
}

/** The dash of the next list item: behind the end of the last value, blanks and comments. */
function dashAfter(source: string, last: number): number {
  for (let at = last; at < source.length; at++) {
    const character = source[at]!;
    if (character === '-') return at;
    if (character === '#') {
      const end = source.slice(at).search(/[\r\n]/);
      if (end < 0) break;
      at += end;
    } else if (!' \t\r\n:,]}\'"'.includes(character)) break;
  }
  return Math.min(last, source.length);
}
