// The tree of a JSON text as it is written. As edit-tree.ts does for YAML, from the rows that the reader of JSON makes.
import { skipBlanks } from './edit-scan.ts';
import type { SyntaxEntry, SyntaxNode } from './edit-tree.ts';
import { stringEnd } from './json.ts';
import type { RowWriter } from './position.ts';

/** The tree of a JSON text that was read; `rows` lie in it. */
export function treeOfJson(source: string, { numbers, keys }: RowWriter): SyntaxNode | undefined {
  let root: SyntaxNode | undefined;
  const open: { readonly node: SyntaxNode; readonly after: number }[] = [];
  let last = 0;
  const close = () => {
    const { node } = open.pop()!;
    node.end = skipBlanks(source, last, ',') + 1;
    last = node.end;
  };
  for (const [row, key] of keys.entries()) {
    while (open.length > 0 && open.at(-1)!.after <= row) close();
    const [keyAt, start, after] = numbers.slice(row * 4, row * 4 + 3) as [number, number, number];
    const first = source[start];
    const kind = first === '{' ? 'map' : first === '[' ? 'list' : 'scalar';
    const node: SyntaxNode = {
      kind,
      start,
      end: kind === 'scalar' ? scalarEnd(source, start) : start + 1,
      outerStart: start,
      isAnchored: false,
      inBrackets: kind !== 'scalar',
      style: undefined,
      entries: [],
    };
    last = node.end;
    const name = typeof key === 'string' ? key : undefined;
    const markEnd = name === undefined ? undefined : skipBlanks(source, stringEnd(source, keyAt)) + 1;
    const entry: SyntaxEntry = { name, start: keyAt, markEnd, isMerge: false, isExplicit: false, value: node };
    if (open.length === 0) root = node;
    else open.at(-1)!.node.entries.push(entry);
    if (kind !== 'scalar') open.push({ node, after });
  }
  while (open.length > 0) close();
  return root;
}

function scalarEnd(source: string, start: number): number {
  if (source[start] === '"') return stringEnd(source, start);
  let at = start;
  while (/[-+.0-9A-Za-z]/.test(source[at] ?? '')) at++;
  return at;
}
