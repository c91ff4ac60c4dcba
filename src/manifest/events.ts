// YAML text of one document -> js-yaml's events. Bridges where js-yaml, by YAML 1.2, and kubectl's parser (libyaml's rules, YAML 1.1)
// differ in what ends a line and a document. Does not look at values.
import { EVENT_ID, type Event, parseEvents, YAMLException } from 'js-yaml';
import { everydayEvents } from './everyday-events.ts';
import { EVERYDAY_DEPTH } from './everyday-text.ts';
import { type OffsetProblem, quoted } from './problem.ts';
import { beginRepair, joinsText, originalOffset, repairAt } from './repair.ts';

/** Events of one document and the text their offsets are in, or why there are none. */
export interface ReadEvents {
  /** As given but for line ends, blanks and comments; undefined where the text is no YAML. */
  readonly source: string | undefined;
  readonly events: readonly Event[];
  /** The offset in the given text for one in `source`. */
  readonly place: (offset: number) => number;
  readonly problems: readonly OffsetProblem[];
}

/** Bounds the characters that repairs make js-yaml read again, in all documents of a text together. */
export interface RepairBudget {
  characters: number;
}

/** The budget for a text of that length: what people write is mended in one or two readings. */
export function repairBudget(length: number): RepairBudget {
  return { characters: 4_000_000 + 4 * length };
}

/** Reads one document of which no line begins with `---`. Offsets of problems are in the given text. */
export function readEvents(text: string, depth: number, budget: RepairBudget): ReadEvents {
  const problems: OffsetProblem[] = [];
  const none = (code: OffsetProblem['code'], message: string, offset: number): ReadEvents => {
    return { source: undefined, events: [], place: (one) => one, problems: [...problems, { code, message, offset }] };
  };
  const everyday = depth >= EVERYDAY_DEPTH ? everydayEvents(text) : undefined;
  if (everyday) return { source: text, events: everyday, place: (one) => one, problems };
  const refused = REFUSED.exec(text);
  if (refused !== null) {
    const character = quoted(refused[0]);
    const message = `the character ${character} is not allowed here; remove it, or write it as an escape in double quotes`;
    return none('control-character', message, refused.index);
  }
  const twice = text.indexOf('\r\r\n');
  if (twice >= 0) {
    // The reader below kubectl drops one of the two before its parser counts line ends.
    return none('control-character', 'the line ends in two carriage returns; save the file with one at most', twice);
  }
  // YAML 1.1 ends a line at U+0085, too.
  let source = text.replaceAll('\u0085', '\n');
  const end = DOCUMENT_END.exec(source);
  if (end !== null) {
    const lost = contentAfter(source, end.index + 3);
    if (lost !== undefined) problems.push({ code: 'yaml-lost-text', message: LOST, offset: lost });
    source = source.slice(0, end.index);
    if (contentAfter(source, 0) === undefined) {
      return none('yaml-syntax', 'a document ends here that has not begun; remove the line', end.index);
    }
  }
  const begin = contentAfter(source, 0);
  if (begin !== undefined && source[begin] === '%' && /[\r\n]/.test(source[begin - 1] ?? '\n')) {
    return none(
      'yaml-syntax',
      'kubectl parts a directive `%` from its document, and refuses it; remove the line',
      begin,
    );
  }
  if (/^[ \t]+(?:---|\.\.\.)(?:[ \t\r\n]|$)/.test(source)) {
    return none('yaml-syntax', 'this mark is indented, so that kubectl takes it for text; begin it at the line', 0);
  }
  // A last line of blanks is a line of a block text that keeps its end (`|+`), although nothing ends it.
  const whole = /[\r\n] +$/.test(source) ? `${source}\n` : source;
  let repair = beginRepair(whole);
  const place = (offset: number) => Math.min(originalOffset(repair, offset), text.length);
  for (; ; budget.characters -= repair.source.length) {
    try {
      const events = parseEvents(repair.source, { maxDepth: depth });
      if (repair.ahead && joinsText(repair, events)) {
        repair = beginRepair(whole, false);
        continue;
      }
      const second = events.findIndex((event, index) => index > 0 && event.type === EVENT_ID.DOCUMENT);
      if (second < 0) return { source: repair.source, events, place, problems };
      const lost = firstOffset(events.slice(second), repair.source.length);
      problems.push({ code: 'yaml-lost-text', message: LOST, offset: place(lost) });
      return { source: repair.source, events: events.slice(0, second), place, problems };
    } catch (error) {
      if (error instanceof RangeError) return none('nesting-limit', tooDeep(depth), 0);
      if (!(error instanceof YAMLException)) throw error;
      const at = error.mark?.position ?? 0;
      if (error.reason.startsWith('nesting exceeded')) return none('nesting-limit', tooDeep(depth), place(at));
      if (budget.characters > 0 && repairAt(repair, error.reason, at)) continue;
      return none('yaml-syntax', `no YAML: ${error.reason}; correct the line or put the value in quotes`, place(at));
    }
  }
}

/** What a text that nests too deep is told. */
export function tooDeep(depth: number): string {
  return `lists and maps nest deeper than ${depth}; write the value flatter`;
}

// Control characters, which go-yaml refuses, and U+2028 and U+2029, at which YAML 1.1 ends a line and YAML 1.2 does not: behind a
// comment or a value they would hide members from one of the two.
const REFUSED = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\u2028\u2029\ufffe\uffff]/;

const LOST = 'kubectl loses all text from here to the next `---`; begin the document with `---` on a line of its own';

/** `...` alone at the begin of a line ends a document wherever it stands, even in quotes. */
const DOCUMENT_END = /^\.\.\.(?=[ \t\r\n]|$)/m;

/** The offset of the first character that is neither blank, nor in a comment, nor the mark of a document's end. */
function contentAfter(source: string, from: number): number | undefined {
  for (let at = from; at < source.length; at++) {
    const character = source[at]!;
    if (character === '#') {
      const end = source.slice(at).search(/[\r\n]/);
      if (end < 0) return undefined;
      at += end;
    } else if (source.startsWith('...', at) && /[\r\n]/.test(source[at - 1] ?? '\n')) at += 2;
    else if (!' \t\r\n\ufeff'.includes(character)) return at;
  }
  return undefined;
}

function firstOffset(events: readonly Event[], end: number): number {
  for (const event of events) {
    if ('start' in event) return event.start;
    if (event.type === EVENT_ID.SCALAR && event.valueStart >= 0) return event.valueStart;
    if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
  }
  return end;
}
