// What differs between two texts, line by line, in the unified form that `diff -u` and git print. Knows no files.

/** Lines of context around a change. */
const CONTEXT = 3;
/** Beyond so many changed lines the middle is shown as replaced: the search takes time with their square. */
const MOST_EDITS = 2000;

/** One line: kept, taken out or put in. */
interface Line {
  readonly mark: ' ' | '-' | '+';
  readonly text: string;
}

/** The unified diff of two texts under their names; '' where they are equal. */
export function unifiedDiff(before: string, after: string, from: string, to: string): string {
  if (before === after) return '';
  const lines = diffLines(linesOf(before), linesOf(after));
  const hunks = hunksOf(lines);
  return [`--- ${from}\n`, `+++ ${to}\n`, ...hunks].join('');
}

/** Lines with their ends. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function diffLines(before: readonly string[], after: readonly string[]): readonly Line[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (
    tail < Math.min(before.length, after.length) - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail++;
  const keep = (text: string): Line => ({ mark: ' ', text });
  return [
    ...before.slice(0, head).map(keep),
    ...middle(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(keep),
  ];
}

/** Myers' greedy search (An O(ND) Difference Algorithm, 1986): the fewest lines out and in. */
function middle(before: readonly string[], after: readonly string[]): readonly Line[] {
  const most = Math.min(before.length + after.length, MOST_EDITS);
  const trace: Map<number, number>[] = [];
  let reach = new Map<number, number>([[1, 0]]);
  for (let edits = 0; edits <= most; edits++) {
    trace.push(new Map(reach));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = isDown(reach, diagonal, edits) ? reach.get(diagonal + 1)! : reach.get(diagonal - 1)! + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x++;
      reach = reach.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return walkBack(before, after, trace);
    }
  }
  return [...before.map((text): Line => ({ mark: '-', text })), ...after.map((text): Line => ({ mark: '+', text }))];
}

/** Whether the furthest way to a diagonal comes from above: a line put in. */
function isDown(reach: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean {
  if (diagonal === -edits) return true;
  return diagonal !== edits && reach.get(diagonal - 1)! < reach.get(diagonal + 1)!;
}

function walkBack(
  before: readonly string[],
  after: readonly string[],
  trace: readonly ReadonlyMap<number, number>[],
): readonly Line[] {
  const lines: Line[] = [];
  let x = before.length;
  let y = after.length;
  for (let edits = trace.length - 1; edits >= 0; edits--) {
    const reach = trace[edits]!;
    const diagonal = x - y;
    const previous = isDown(reach, diagonal, edits) ? diagonal + 1 : diagonal - 1;
    const fromX = edits === 0 ? 0 : reach.get(previous)!;
    const fromY = edits === 0 ? 0 : fromX - previous;
    while (x > fromX && y > fromY) {
      lines.push({ mark: ' ', text: before[--x]! });
      y--;
    }
    if (edits === 0) break;
    if (x === fromX) lines.push({ mark: '+', text: after[--y]! });
    else lines.push({ mark: '-', text: before[--x]! });
  }
  return lines.reverse();
}

function hunksOf(lines: readonly Line[]): readonly string[] {
  const hunks: string[] = [];
  let old = 1;
  let fresh = 1;
  for (let at = 0; at < lines.length; ) {
    if (lines[at]!.mark === ' ') {
      at++;
      old++;
      fresh++;
      continue;
    }
    const start = Math.max(0, at - CONTEXT);
    let end = at;
    // Changes that stand close share one hunk.
    for (let seen = at; seen < lines.length && seen - end <= 2 * CONTEXT; seen++)
      if (lines[seen]!.mark !== ' ') end = seen + 1;
    const shown = lines.slice(start, Math.min(lines.length, end + CONTEXT));
    const count = (mark: Line['mark']) => shown.filter((line) => line.mark !== mark).length;
    const [oldCount, newCount] = [count('+'), count('-')];
    const position = (begin: number, length: number) => `${length === 0 ? begin - 1 : begin},${length}`;
    const lead = at - start;
    hunks.push(
      `@@ -${position(old - lead, oldCount)} +${position(fresh - lead, newCount)} @@\n${shown.map(printed).join('')}`,
    );
    old += oldCount - lead;
    fresh += newCount - lead;
    at = start + shown.length;
  }
  return hunks;
}

function printed({ mark, text }: Line): string {
  return text.endsWith('\n') ? mark + text : `${mark}${text}\n\\ No newline at end of file\n`;
}
