// The one way to split a text into several unknown pieces, if there is exactly one; within a bound of steps.
import type { Json } from '../kube/object.ts';
import type { Ref } from './program.ts';
import { fromText } from './scope.ts';

/** The pieces, one for each hole; `none` where the text has not the form at all. Neither where there is more than one way. */
export interface Split {
  readonly pieces: readonly string[] | undefined;
  readonly none: boolean;
  readonly steps: number;
}

/** More work than a text of any use needs: beyond it, no guess. */
const MOST_STEPS = 500;

/** Pieces that the schema takes count first; where there are none such, any do. */
export function splitText(parts: readonly string[], holes: readonly Ref[], text: string): Split {
  const valid = search(parts, holes, text, true);
  if (valid.found.length === 1 && !valid.exhausted) return { pieces: valid.found[0], none: false, steps: valid.steps };
  if (valid.found.length > 1 || valid.exhausted) return { pieces: undefined, none: false, steps: valid.steps };
  const any = search(parts, holes, text, false);
  const steps = valid.steps + any.steps;
  const sure = any.found.length === 1 && !any.exhausted;
  return { pieces: sure ? any.found[0] : undefined, none: any.found.length === 0 && !any.exhausted, steps };
}

function search(parts: readonly string[], holes: readonly Ref[], text: string, strict: boolean) {
  const found: string[][] = [];
  let steps = 0;
  const visit = (hole: number, at: number, pieces: readonly string[]): void => {
    const ref = holes[hole];
    if (!ref) {
      if (at === text.length) found.push([...pieces]);
      return;
    }
    const same = holes.findIndex(({ slot }) => slot === ref.slot);
    const after = parts[hole + 1] ?? '';
    const isLast = hole === holes.length - 1;
    let end = isLast ? text.length - after.length : text.indexOf(after, at);
    if (isLast && !text.endsWith(after)) return;
    for (; end >= at && found.length < 2 && steps < MOST_STEPS; end = isLast ? -1 : text.indexOf(after, end + 1)) {
      steps += 1;
      const piece = text.slice(at, end);
      const fits = same < hole ? pieces[same] === piece : !strict || isValid(ref, piece);
      if (fits) visit(hole + 1, end + after.length, [...pieces, piece]);
      if (isLast) break;
    }
  };
  if (text.startsWith(parts[0] ?? '')) visit(0, parts[0]?.length ?? 0, []);
  return { found, steps, exhausted: steps >= MOST_STEPS };
}

function isValid({ slot }: Ref, piece: string): boolean {
  const value: Json = fromText(slot, piece);
  return slot.validate?.(value) ?? true;
}
