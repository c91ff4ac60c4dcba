// Text in, changed text out: operations of a JSON Patch done in the text itself, so that comments, quotes and order stay. The
// result is read again and must be what the operations make of the values; else nothing is changed. All or nothing for a text.
import { applyPatch, type PlacedOperation, sameJson } from '../change/patch.ts';
import { parsePointer, readPointer } from '../change/pointer.ts';
import type { Json } from '../kube/object.ts';
import type { ManifestDocument } from './document.ts';
import { insertInBlock, removeFromBlock, replaceInBlock } from './edit-block.ts';
import { insertInFlow, removeFromFlow, replaceInFlow } from './edit-flow.ts';
import { treeOfJson } from './edit-json-tree.ts';
import { layoutAround } from './edit-layout.ts';
import { type Splice, spliced } from './edit-scan.ts';
import { anchorBelow, targetOf } from './edit-target.ts';
import { type SyntaxNode, treeOfEvents } from './edit-tree.ts';
import { readEvents, repairBudget } from './events.ts';
import { readJson } from './json.ts';
import { DEFAULT_LIMITS, parseText, type ReadOptions } from './parse.ts';
import { locate, type Position, positionOf } from './position.ts';
import { quoted } from './problem.ts';
import { splitDocuments } from './split.ts';

/** One change of one document. */
export interface EditOperation extends PlacedOperation {
  /** Number of the document in the text, as `ManifestDocument.index` has it; `path` leads from its root. */
  readonly document: number;
}

/** Why a text was left as it is. */
export interface EditProblem {
  readonly message: string;
  readonly position: Position;
}

/** The changed text, or why it was left as it is. */
export type Edited =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: EditProblem };

/** The operations on an object as operations on the document that holds it: items of a List lie below its root. */
export function operationsOn(
  { index, basePointer }: Pick<ManifestDocument, 'index' | 'basePointer'>,
  operations: readonly PlacedOperation[],
): readonly EditOperation[] {
  return operations.map((operation) => ({ ...operation, document: index, path: basePointer + operation.path }));
}

/** Does the operations one after the other. */
export function edit(text: string, operations: readonly EditOperation[], options: ReadOptions = {}): Edited {
  const before = parseText(text, options);
  const [unread] = before.problems;
  if (unread !== undefined) return { ok: false, problem: unread };
  const values = new Map(before.documents.map(({ index, value }) => [index, value]));
  let current = text;
  for (const operation of operations) {
    const { document, path } = operation;
    const value = values.get(document);
    if (value === undefined) return failed(text, 0, `the text has no document ${document}`);
    const applied = applyPatch(value, [operation]);
    if (!applied.ok) {
      const place = before.documents.find(({ index }) => index === document)!;
      return { ok: false, problem: { message: applied.message, position: locate(place, path) } };
    }
    values.set(document, applied.value);
    if (sameJson(value, applied.value) && operation.op !== 'remove') continue;
    const chunk = options.json
      ? { start: 0, end: current.length }
      : splitDocuments(current).find(({ index }) => index === document)!;
    const done = editOne(current.slice(chunk.start, chunk.end), value, operation, options);
    // Places are told in the text as it was; behind earlier operations they can only be near.
    if (!done.ok) return failed(current, chunk.start + done.offset, done.message);
    current = current.slice(0, chunk.start) + done.text + current.slice(chunk.end);
  }
  const after = parseText(current, options);
  const isSame =
    after.problems.length === 0 &&
    after.documents.length === before.documents.length &&
    after.documents.every(({ index, value }) => sameJson(value, values.get(index) ?? null));
  if (isSame) return { ok: true, text: current };
  const [first] = operations;
  const place = before.documents.find(({ index }) => index === first?.document);
  const position = place && first ? locate(place, first.path) : { line: 1, column: 1 };
  const message = `the text around ${quoted(first?.path ?? '')} cannot be changed without changing what else it says; edit it by hand`;
  return { ok: false, problem: { message, position } };
}

function failed(text: string, offset: number, message: string): Edited {
  return { ok: false, problem: { message, position: positionOf({ text, starts: undefined }, offset) } };
}

type Done =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly offset: number; readonly message: string };

/** One operation in the text of its document. */
function editOne(source: string, value: Json, operation: PlacedOperation, options: ReadOptions): Done {
  const read = treeOf(source, options);
  if (read.root === undefined)
    return { ok: false, offset: 0, message: 'this layout is too rare to be edited; edit it by hand' };
  const tokens = parsePointer(operation.path) ?? [];
  const isNew =
    operation.op === 'add' && (isListItem(value, operation.path) || readPointer(value, operation.path) === undefined);
  const found = targetOf(source, read.root, tokens, isNew);
  if (!found.ok) return found;
  const { path, entry, at, owner } = found.target;
  const parent = path.at(-1)!;
  const layout = layoutAround(source, path, read.json);
  const gone = entry === undefined ? (tokens.length === 0 ? parent : undefined) : entry.value;
  const anchor = gone && anchorBelow(gone);
  if (anchor)
    return {
      ok: false,
      offset: anchor.offset,
      message: 'what would go has an anchor that aliases may stand for; edit it by hand',
    };
  const given = operation.value ?? null;
  let splices: readonly Splice[];
  if (tokens.length === 0)
    splices = (parent.inBrackets ? replaceInFlow : replaceInBlock)(source, parent, undefined, given, layout);
  else if (entry === undefined && isEmptyInBlock(read.json, parent, path.at(-2)) && owner !== undefined) {
    // Brackets with nothing in them are how an empty list or map must be written; with something in it, it is written as what is around.
    const made = parent.kind === 'map' ? { [tokens.at(-1)!]: given } : [given];
    splices = replaceInBlock(source, parent, owner, made, layout);
  } else if (entry === undefined) {
    const name = parent.kind === 'map' ? tokens.at(-1) : undefined;
    const before = name === undefined ? -1 : parent.entries.findIndex((one) => one.name === operation.behind);
    const place = before >= 0 ? before + 1 : at;
    splices = (parent.inBrackets ? insertInFlow : insertInBlock)(source, parent, place, name, given, layout);
  } else if (operation.op === 'remove') {
    splices = parent.inBrackets
      ? removeFromFlow(source, parent, at)
      : removeFromBlock(source, parent, at, owner, layout);
  } else splices = (parent.inBrackets ? replaceInFlow : replaceInBlock)(source, entry.value, entry, given, layout);
  return { ok: true, text: spliced(source, splices) };
}

function isEmptyInBlock(json: boolean, node: SyntaxNode, around: SyntaxNode | undefined): boolean {
  return !json && node.inBrackets && node.entries.length === 0 && around !== undefined && !around.inBrackets;
}

function isListItem(value: Json, path: string): boolean {
  return Array.isArray(readPointer(value, path.slice(0, path.lastIndexOf('/'))));
}

function treeOf(
  source: string,
  options: ReadOptions,
): { readonly root: SyntaxNode | undefined; readonly json: boolean } {
  const { depth } = { ...DEFAULT_LIMITS, ...options.limits };
  if (options.json || /^[ \t\r\n]*\{/.test(source)) {
    const built = readJson(source, 0, depth);
    if (built.ok) return { root: treeOfJson(source, built.rows), json: true };
  }
  const { source: eventSource, events, place } = readEvents(source, depth, repairBudget(source.length));
  if (eventSource === undefined) return { root: undefined, json: false };
  return { root: treeOfEvents(source, eventSource, events, place), json: false };
}
