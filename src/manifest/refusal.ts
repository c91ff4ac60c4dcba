// Texts that js-yaml reads and kubectl's parser refuses or reads otherwise (go.yaml.in/yaml/v2 2.4.3, scannerc.go). Each check
// answers with the offset and the fault, or nothing. Knows neither values nor documents.
import { type MappingEvent, SCALAR_STYLE, type ScalarEvent, type SequenceEvent } from 'js-yaml';
import { type ManifestProblemCode, quoted } from './problem.ts';

/** What is refused, where, and what to do. */
export interface Refusal {
  readonly code: ManifestProblemCode;
  readonly offset: number;
  readonly message: string;
}

const ESCAPE = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|.)/gs;

/** Escapes in double quotes: half a surrogate pair, a number beyond Unicode, and `\/` are no characters in YAML 1.1. */
export function refusedEscape(source: string, event: ScalarEvent): Refusal | undefined {
  if (event.style !== SCALAR_STYLE.DOUBLE_QUOTED || event.fast) return undefined;
  const text = source.slice(event.valueStart, event.valueEnd);
  if (!/\\[uU/]/.test(text)) return undefined;
  for (const match of text.matchAll(ESCAPE)) {
    const code = Number.parseInt(match[1] ?? match[2] ?? '0', 16);
    if (match[0] !== '\\/' && (code < 0xd800 || code > 0xdfff) && code <= 0x10ffff) continue;
    const message = `the escape ${quoted(match[0])} stands for no character; write the character itself`;
    return { code: 'unicode-escape', offset: event.valueStart + match.index, message };
  }
  return undefined;
}

/** A tag has a name, and a blank behind it: kubectl counts commas and brackets as part of it. */
export function refusedTag(source: string, event: ScalarEvent | SequenceEvent | MappingEvent): Refusal | undefined {
  if (event.tagStart < 0) return undefined;
  const tag = source.slice(event.tagStart, event.tagEnd);
  const hasName = tag !== '!!' && tag !== '!<>' && !/^![^<]*#/.test(tag) && isEscaped(tag);
  if (hasName && (event.tagEnd >= source.length || isBlank(source[event.tagEnd]))) return undefined;
  const message = `the tag ${quoted(tag)} has no name, or no blank behind it; remove it, or put a blank behind it`;
  return { code: 'yaml-tag', offset: event.tagStart, message };
}

/** Whether each `%` of a tag begins an escape, and all escapes are UTF-8. */
function isEscaped(tag: string): boolean {
  if (!tag.includes('%')) return true;
  try {
    return decodeURIComponent(tag) !== '';
  } catch {
    return false;
  }
}

/** Names of anchors are letters, digits, `-` and `_`. */
export function refusedAnchor(source: string, event: ScalarEvent | SequenceEvent | MappingEvent): Refusal | undefined {
  if (event.anchorStart < 0) return undefined;
  const name = source.slice(event.anchorStart, event.anchorEnd);
  if (/^[0-9A-Za-z_-]+$/.test(name)) return undefined;
  const message = `the anchor ${quoted(name)} has a character that kubectl does not take; use letters, digits, \`-\` and \`_\``;
  return { code: 'yaml-syntax', offset: event.anchorStart, message };
}

/**
 * Text without quotes within brackets: kubectl takes `?` and a leading `:` for marks of YAML, and a colon for one only before a
 * blank, so that `[a:]` and `{a:[]}` are not what they seem. A key and its colon stand on one line.
 */
export function refusedInBrackets(source: string, event: ScalarEvent, isKey: boolean): Refusal | undefined {
  const { valueStart, valueEnd } = event;
  if (valueStart < 0) return undefined;
  const plain = event.style === SCALAR_STYLE.PLAIN;
  if (plain) {
    const text = source.slice(valueStart, valueEnd);
    const mark = valueStart + (text.startsWith(':') ? 0 : text.indexOf('?'));
    if (mark >= valueStart) {
      const message = `within brackets kubectl takes ${quoted(source[mark]!)} here for a mark of YAML; put the value in quotes`;
      return { code: 'yaml-syntax', offset: mark, message };
    }
  }
  if (!isKey) return undefined;
  let colon = valueEnd + (plain ? 0 : 1);
  // A comment may stand between, up to the end of its line.
  for (
    let inComment = false;
    inComment ? colon < source.length : isBlank(source[colon]) || source[colon] === '#';
    colon++
  )
    inComment = source[colon] === '#' || (inComment && !/[\r\n]/.test(source[colon]!));
  if (source[colon] !== ':') return undefined;
  if (/[\r\n]/.test(source.slice(valueStart, colon))) {
    return {
      code: 'yaml-syntax',
      offset: colon,
      message: 'a key and its colon stand on different lines; write them on one',
    };
  }
  if (!plain || colon + 1 >= source.length || isBlank(source[colon + 1])) return undefined;
  return {
    code: 'yaml-syntax',
    offset: colon,
    message: 'within brackets kubectl wants a blank behind this colon; add one',
  };
}

/** A map that begins on the line of its own key, behind a tag or an anchor: `a: !!str b: c`. */
export function refusedOnKeyLine(source: string, keyAt: number, start: number): Refusal | undefined {
  if (/[\r\n]/.test(source.slice(keyAt, start))) return undefined;
  return {
    code: 'yaml-syntax',
    offset: start,
    message: 'a map cannot begin on the line of its key; begin it on the next line',
  };
}

/**
 * A block text that kubectl indents otherwise: it takes no tab in the indentation, also not in that of the first line, by which it is
 * found out; at the root (`isRoot`) one blank is the least, from which a number at the mark is counted. `from` lies before the mark.
 */
export function refusedBlock(source: string, event: ScalarEvent, isRoot: boolean, from: number): Refusal | undefined {
  if (event.style !== SCALAR_STYLE.LITERAL_BLOCK && event.style !== SCALAR_STYLE.FOLDED_BLOCK) return undefined;
  const { valueStart, valueEnd, indent } = event;
  const between = source.slice(Math.max(from, event.tagEnd, event.anchorEnd), valueStart);
  const counted = /[|>][-+]?[1-9]/.test(between.replace(/(^|\s)#[^\r\n]*/g, '$1'));
  if (isRoot && (indent === 0 || counted)) {
    const message =
      'kubectl indents a block text without a key otherwise; indent it by blanks, without a number at its mark';
    return { code: 'yaml-syntax', offset: valueStart, message };
  }
  // The line behind it is looked at for its indentation, too.
  let end = valueEnd;
  while (source[end] === ' ') end++;
  const text = source.slice(valueStart, source[end] === '\t' ? end + 1 : end);
  if (!text.includes('\t')) return undefined;
  let found = !counted;
  for (const line of text.matchAll(/(?<=^|[\r\n])( *)([^\r\n]?)/g)) {
    const [, { length: column } = '', first] = line;
    if (first === '\t' && (found || column < indent)) return tabRefusal(valueStart + line.index + column);
    if (first !== '') found = false;
  }
  return undefined;
}

/**
 * A tab that begins a line of a text without quotes, or one behind it, no deeper than the block around it, which has its names or dashes at `outer`.
 * `place` leads back to the text as it was: within brackets lines may have been indented.
 */
export function refusedPlainTab(
  source: string,
  event: ScalarEvent,
  outer: number,
  place: (offset: number) => number,
): Refusal | undefined {
  if (event.style !== SCALAR_STYLE.PLAIN || event.valueStart < 0) return undefined;
  // Blanks and lines behind the text are looked at with it, as kubectl's parser does.
  let end = event.valueEnd;
  while (isBlank(source[end])) end++;
  const text = source.slice(event.valueStart, end);
  if (!text.includes('\t')) return undefined;
  const lineStart = Math.max(source.lastIndexOf('\n', outer), source.lastIndexOf('\r', outer)) + 1;
  for (const line of text.matchAll(/[\r\n]( *)\t/g)) {
    const tab = event.valueStart + line.index + line[0].length - 1;
    if (place(tab) - place(tab - line[1]!.length) <= outer - lineStart) return tabRefusal(tab);
  }
  return undefined;
}

/** A tab behind the dash of a list item that is left out. */
export function refusedTabAtDash(source: string, dash: number): Refusal | undefined {
  let at = dash + 1;
  while (source[at] === ' ') at++;
  return source[dash] === '-' && source[at] === '\t' ? tabRefusal(at) : undefined;
}

/** A tab that indents, or stands behind the dash of a list item or the marks of a key and value of their own; looks at what lies between two values outside of brackets. */
export function refusedTab(source: string, from: number, to: number): Refusal | undefined {
  const between = source.slice(from, to);
  if (!between.includes('\t')) return undefined;
  const plain = between.replace(/#[^\r\n]*/g, (comment) => '.'.repeat(comment.length));
  // What is up to a closing bracket lies within the brackets, where tabs are blanks.
  const closed = Math.max(plain.lastIndexOf(']'), plain.lastIndexOf('}')) + 1;
  const atLine = closed === 0 && (from === 0 || /[\r\n]/.test(source[from - 1]!));
  const found = /[\r\n][ ]*:?[ ]*\t|[\s.][-?][ ]*\t/.exec((atLine ? '\n' : '.') + plain.slice(closed));
  if (found === null) return undefined;
  const offset = from + closed + found.index + found[0].length - 2;
  return tabRefusal(offset);
}

function tabRefusal(offset: number): Refusal {
  return { code: 'yaml-syntax', offset, message: 'kubectl takes no tab in the indentation; write blanks' };
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}
