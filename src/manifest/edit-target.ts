// What an operation is about in the tree of a text, and why it cannot be done there: anchors, aliases and merge keys stand for
// values elsewhere, which an edit would change with them.
import { isListIndex, joinPointer } from '../change/pointer.ts';
import { isBracketed, type SyntaxEntry, type SyntaxNode } from './edit-tree.ts';
import { quoted } from './problem.ts';

/** The list or map an operation changes, or the value it replaces. */
export interface EditTarget {
  /** Nodes from the root to the one that holds the entry; only the root where that is meant itself. */
  readonly path: readonly SyntaxNode[];
  /** The entry that is meant, or by `at` the place of a new one; undefined for the root. */
  readonly entry: SyntaxEntry | undefined;
  readonly at: number;
  /** The entry whose value holds the entry; undefined below the root. */
  readonly owner: SyntaxEntry | undefined;
}

/** A target, or why there is none, at an offset. */
export type Targeted =
  | { readonly ok: true; readonly target: EditTarget }
  | { readonly ok: false; readonly offset: number; readonly message: string };

/** Finds where the tokens lead; for `isNew` the last one names a member that is not there, or the index of a new item. */
export function targetOf(source: string, root: SyntaxNode, tokens: readonly string[], isNew: boolean): Targeted {
  const path = [root];
  let owner: SyntaxEntry | undefined;
  let pointer = '';
  const fault = faultOf(root, pointer);
  if (fault !== undefined) return fault;
  if (tokens.length === 0) return done({ path, entry: undefined, at: 0, owner: undefined });
  for (const [depth, token] of tokens.entries()) {
    const node = path.at(-1)!;
    const isLast = depth === tokens.length - 1;
    if (isLast && node.kind === 'map') {
      const touched = mapFault(source, node, pointer);
      if (touched !== undefined) return touched;
    }
    if (isLast && isNew) {
      const at = node.kind === 'list' && isListIndex(token) ? Number(token) : node.entries.length;
      return done({ path, entry: undefined, at, owner });
    }
    const at = node.kind === 'list' ? Number(token) : node.entries.findLastIndex(({ name }) => name === token);
    const entry = node.entries[at];
    pointer = joinPointer(pointer, token);
    if (entry === undefined) {
      const message = `${quoted(pointer)} is not written here but comes by an alias or a merge key; write it out first`;
      return { ok: false, offset: node.start, message };
    }
    const broken = faultOf(entry.value, pointer);
    if (broken !== undefined) return broken;
    if (isLast) return done({ path, entry, at, owner });
    if (node.kind === 'map' && entry.isExplicit) return explicit(entry);
    owner = entry;
    path.push(entry.value);
  }
  throw new Error('a pointer with tokens ends at its last one');
}

/** Why what lies below a value cannot go: another place of the text stands for it. */
export function anchorBelow(node: SyntaxNode): { readonly offset: number } | undefined {
  const open = [node];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at.isAnchored) return { offset: at.outerStart };
    for (const { value } of at.entries) open.push(value);
  }
  return undefined;
}

function done(target: EditTarget): Targeted {
  return { ok: true, target };
}

function faultOf({ kind, isAnchored, outerStart }: SyntaxNode, pointer: string): Targeted | undefined {
  const fail = (message: string): Targeted => ({ ok: false, offset: outerStart, message });
  if (kind === 'alias') return fail(`the value at ${quoted(pointer)} is an alias; write it out first`);
  if (isAnchored)
    return fail(`the value at ${quoted(pointer)} has an anchor, so that aliases change with it; edit it by hand`);
  return undefined;
}

function mapFault(source: string, node: SyntaxNode, pointer: string): Targeted | undefined {
  const merge = node.entries.find(({ isMerge }) => isMerge);
  if (merge !== undefined) {
    const message = `the map at ${quoted(pointer)} has a merge key \`<<\`; write out what it brings first`;
    return { ok: false, offset: merge.start, message };
  }
  const marked = node.entries.find(({ isExplicit }) => isExplicit);
  if (marked !== undefined) return explicit(marked);
  if (!node.inBrackets || isBracketed(source, node)) return undefined;
  const message = `the map at ${quoted(pointer)} is a pair in a list without braces of its own; write them first`;
  return { ok: false, offset: node.start, message };
}

function explicit({ start }: SyntaxEntry): Targeted {
  return { ok: false, offset: start, message: 'the key stands behind `?`; write it as `key: value` first' };
}
