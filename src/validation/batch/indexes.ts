// Lists of the indexes of an Indexed Job (`0,2-5`), as batch/v1 writes them in a success policy (pkg/apis/batch/validation).

/** How many indexes a list names, or why it can't be read, as the end of a sentence about it. */
export type Indexes = { readonly ok: true; readonly total: number } | { readonly ok: false; readonly problem: string };

/** What Go's strconv.Atoi takes. */
const INTEGER = /^[+-]?[0-9]+$/;

/** Reads the indexes of a Job with this many completions: numbers and intervals, each above the one before. */
export function readIndexes(text: string, completions: number): Indexes {
  let total = 0;
  let last: number | undefined;
  for (const interval of text === '' ? [] : text.split(',')) {
    // a hyphen at the start separates an empty first number, so that there are no negative ones
    const [first = '', end, ...more] = interval.split('-');
    if (more.length > 0) return refused('has an interval with more than one hyphen');
    const from = indexOf(first);
    const to = end === undefined ? from : indexOf(end);
    if (from === undefined || to === undefined) return refused('has an index that is no number');
    if (from >= completions || to >= completions) return refused(`has an index that is not below ${completions}`);
    if (end !== undefined && from >= to) return refused('has an interval that ends before it begins');
    if (last !== undefined && last >= from) return refused('is not in increasing order');
    total += to - from + 1;
    last = to;
  }
  return { ok: true, total };
}

function indexOf(text: string): number | undefined {
  return INTEGER.test(text) ? Number(text) : undefined;
}

function refused(problem: string): Indexes {
  return { ok: false, problem };
}
