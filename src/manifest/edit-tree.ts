// The text of one document as it is written: for each value where it begins and ends, and where its key, dash and colon stand. What
// an editor of text needs and readers of values do not; what the values are is said by parse.ts.
import { COLLECTION_STYLE, EVENT_ID, type Event, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { headerOf, skipBlanks } from './edit-scan.ts';
import { resolveKey } from './scalars.ts';

/** A value as it is written. Offsets are into the text of its document. */
export interface SyntaxNode {
  readonly kind: 'scalar' | 'list' | 'map' | 'alias';
  /** Where the value itself begins, behind its tag and anchor; where nothing is written, where it would be. */
  readonly start: number;
  end: number;
  /** Where its tag or anchor begins; without one, `start`. */
  readonly outerStart: number;
  readonly isAnchored: boolean;
  /** Within brackets of its own; for a list or map. */
  readonly inBrackets: boolean;
  /** How a scalar is written; undefined where it is left out, and for all else. */
  readonly style: ScalarEvent['style'] | undefined;
  readonly entries: SyntaxEntry[];
}

/** A member of a map or an item of a list as it is written. */
export interface SyntaxEntry {
  /** The member's name; undefined for an item, and for a name that is an alias. */
  readonly name: string | undefined;
  /** Where the key begins, or the dash, or in brackets the item. */
  readonly start: number;
  /** Behind the colon or dash; in brackets, for an item or a member without a colon, undefined. */
  readonly markEnd: number | undefined;
  readonly isMerge: boolean;
  /** A key behind `?`. */
  readonly isExplicit: boolean;
  readonly value: SyntaxNode;
}

/** A key that waits for its value. */
interface OpenKey {
  readonly name: string | undefined;
  readonly start: number;
  readonly end: number;
  readonly markEnd: number | undefined;
  readonly isMerge: boolean;
  readonly isExplicit: boolean;
}

interface Building {
  readonly source: string;
  readonly place: (offset: number) => number;
  readonly open: { readonly node: SyntaxNode; key: OpenKey | undefined }[];
  root: SyntaxNode | undefined;
  /** End of what was read last. */
  last: number;
}

/** The tree of a document's events, whose offsets lie in `eventSource`; `place` leads from there into `source`. */
export function treeOfEvents(
  source: string,
  eventSource: string,
  events: readonly Event[],
  place: (offset: number) => number,
): SyntaxNode | undefined {
  const building: Building = { source, place, open: [], root: undefined, last: 0 };
  for (const event of events) {
    switch (event.type) {
      case EVENT_ID.SCALAR:
        if (isKeyNext(building)) openKey(building, event, getScalarValue(eventSource, event));
        else addScalar(building, event);
        break;
      case EVENT_ID.ALIAS: {
        const start = place(event.anchorStart - 1);
        const end = place(event.anchorEnd);
        if (isKeyNext(building)) setKey(building, undefined, start, end, false);
        else add(building, { ...BLANK, kind: 'alias', start, end, outerStart: start });
        break;
      }
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING: {
        const start = place(event.start);
        const outer = outerOf(event, event.start);
        const node: SyntaxNode = {
          ...BLANK,
          kind: event.type === EVENT_ID.SEQUENCE ? 'list' : 'map',
          start,
          end: start,
          outerStart: place(outer),
          isAnchored: event.anchorStart >= 0,
          inBrackets: event.style === COLLECTION_STYLE.FLOW,
          entries: [],
        };
        add(building, node);
        building.open.push({ node, key: undefined });
        building.last = isBracketed(source, node) ? start + 1 : start;
        break;
      }
      case EVENT_ID.POP:
        close(building);
        break;
      default:
    }
  }
  return building.root;
}

/** Whether a list or map has brackets: a pair `[a: b]` is a map in brackets without its own. */
export function isBracketed(source: string, node: SyntaxNode): boolean {
  return node.inBrackets && source[node.start] === (node.kind === 'list' ? '[' : '{');
}

const BLANK = { isAnchored: false, inBrackets: false, style: undefined, entries: [] };

function isKeyNext({ open }: Building): boolean {
  const frame = open.at(-1);
  return frame?.node.kind === 'map' && frame.key === undefined;
}

function openKey(building: Building, event: ScalarEvent, text: string): void {
  const { source, place } = building;
  const plain = event.style === SCALAR_STYLE.PLAIN;
  const quote = plain ? 0 : 1;
  // A key that is left out, as in `: value`, stands at its colon.
  const at = event.valueStart < 0 ? skipBlanks(source, building.last) : place(event.valueStart - quote);
  const start = Math.min(at, place(outerOf(event, event.valueStart < 0 ? at : event.valueStart)));
  const end = event.valueStart < 0 ? at : place(event.valueEnd + quote);
  const resolved = resolveKey(
    text,
    plain,
    event.tagStart < 0 ? undefined : source.slice(place(event.tagStart), place(event.tagEnd)),
  );
  setKey(
    building,
    typeof resolved === 'string' ? resolved : text,
    start,
    end,
    (plain || event.tagStart >= 0) && text === '<<',
  );
}

function setKey(building: Building, name: string | undefined, start: number, end: number, isMerge: boolean): void {
  const { source, last, open } = building;
  const colon = skipBlanks(source, end);
  const markEnd = source[colon] === ':' ? colon + 1 : undefined;
  const isExplicit = source[skipBlanks(source, last, ',')] === '?' && skipBlanks(source, last, ',') < start;
  open.at(-1)!.key = { name, start, end, markEnd, isMerge, isExplicit };
  building.last = markEnd ?? end;
}

function addScalar(building: Building, event: ScalarEvent): void {
  const { source, place, last } = building;
  const isAnchored = event.anchorStart >= 0;
  if (event.valueStart < 0) {
    const at = leftOutAt(building);
    const outer = outerOf(event, -1);
    const end = Math.max(at, place(event.tagEnd), place(event.anchorEnd));
    const outerStart = outer < 0 ? end : place(outer);
    add(building, { ...BLANK, kind: 'scalar', start: end, end, outerStart, isAnchored });
    return;
  }
  const { style } = event;
  let start = place(event.valueStart);
  let end = place(event.valueEnd);
  if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) {
    start--;
    end++;
  } else if (style !== SCALAR_STYLE.PLAIN) {
    const header = headerOf(source, Math.max(last, place(event.tagEnd), place(event.anchorEnd)));
    start = header.start;
    end = blockEnd(source, Math.max(end, header.end), header);
  }
  const outerStart = Math.min(start, place(outerOf(event, event.valueStart)));
  add(building, { ...BLANK, kind: 'scalar', start, end, outerStart, isAnchored, style });
}

/** Where the text of a block ends, its last line end left out; blank lines behind belong to it only if its header keeps them. */
function blockEnd(source: string, end: number, header: { readonly end: number; readonly keeps: boolean }): number {
  let at = end;
  if (header.keeps) {
    if (source[at - 1] === '\n') at--;
    if (source[at - 1] === '\r') at--;
    return Math.max(at, header.end);
  }
  const blankLines = /(?:[\r\n\u0085][ \t]*)+$/.exec(source.slice(header.end, at));
  if (blankLines !== null) at = header.end + blankLines.index;
  return at;
}

/** Where a value that is left out would stand: behind its colon or dash. */
function leftOutAt({ source, open, last }: Building): number {
  const frame = open.at(-1);
  if (frame === undefined) return last;
  if (frame.node.kind === 'map') return frame.key?.markEnd ?? frame.key?.end ?? last;
  return frame.node.inBrackets ? last : skipBlanks(source, last) + 1;
}

function add(building: Building, node: SyntaxNode): void {
  const { source, open } = building;
  const frame = open.at(-1);
  if (frame === undefined) building.root ??= node;
  else if (frame.node.kind === 'list') {
    const dash = frame.node.inBrackets ? undefined : skipBlanks(source, building.last);
    const start = dash ?? node.outerStart;
    const markEnd = dash === undefined ? undefined : dash + 1;
    frame.node.entries.push({ name: undefined, start, markEnd, isMerge: false, isExplicit: false, value: node });
  } else if (frame.key !== undefined) {
    const { name, start, markEnd, isMerge, isExplicit } = frame.key;
    frame.node.entries.push({ name, start, markEnd, isMerge, isExplicit, value: node });
    frame.key = undefined;
  }
  building.last = Math.max(building.last, node.end);
}

function close(building: Building): void {
  const done = building.open.pop();
  if (done === undefined) return;
  const { source } = building;
  const { node } = done;
  node.end = isBracketed(source, node) ? skipBlanks(source, building.last, ',:?') + 1 : building.last;
  building.last = node.end;
}

/** Where the properties of a value begin in the events' text; `start` without them. */
function outerOf(event: { anchorStart: number; tagStart: number }, start: number): number {
  // The offset of an anchor is that of its name.
  const anchor = event.anchorStart < 0 ? -1 : event.anchorStart - 1;
  const all = [anchor, event.tagStart, start].filter((one) => one >= 0);
  return all.length === 0 ? -1 : Math.min(...all);
}
