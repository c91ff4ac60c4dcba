// Scalars as YAML text that kubectl, readers of YAML 1.2 and older readers all take for the same value. Where a scalar goes is
// said by edit-print.ts.
import { SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { resolveCore } from './core.ts';
import { resolvePlain } from './scalars.ts';

/** What is no list and no map. */
export type Scalar = null | boolean | number | string;

/** How the scalar was written that gives way to a new one; undefined where there was none. */
export type FormerStyle = ScalarEvent['style'] | undefined;

/** A scalar on one line, in the quotes that the former one had where the value allows them. */
export function scalarText(value: Scalar, former: FormerStyle, inBrackets: boolean): string {
  if (typeof value !== 'string') return String(value === 0 ? 0 : value);
  if (former === SCALAR_STYLE.DOUBLE_QUOTED) return doubleQuoted(value);
  if (former === SCALAR_STYLE.SINGLE_QUOTED) return STRANGE.test(value) ? doubleQuoted(value) : singleQuoted(value);
  return isPlain(value, inBrackets) ? value : doubleQuoted(value);
}

/** The name of a member. A long one needs a mark of YAML before it, but for one in quotes. */
export function keyText(name: string, inBrackets: boolean): string {
  return name.length <= LONGEST_PLAIN_KEY && isPlain(name, inBrackets) ? name : doubleQuoted(name);
}

/** A text as a block `|`: its header and its lines; undefined where a block cannot hold it as it is. */
export function blockText(text: string): { readonly header: string; readonly lines: readonly string[] } | undefined {
  if (STRANGE_IN_BLOCK.test(text) || !/^[^ \t\n]/.test(text) || /^[ \t]+$/m.test(text) || /^\t/m.test(text))
    return undefined;
  // One that keeps all line ends at its end would take the blank lines that follow it, too.
  if (text.endsWith('\n\n')) return undefined;
  return text.endsWith('\n')
    ? { header: '|', lines: text.slice(0, -1).split('\n') }
    : { header: '|-', lines: text.split('\n') };
}

const LONGEST_PLAIN_KEY = 128;

/** Characters that only double quotes can hold, as escapes. */
const STRANGE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]/;
const STRANGE_IN_BLOCK = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;

function doubleQuoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function singleQuoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** Whether a text needs no quotes to be that text to every reader. */
function isPlain(text: string, inBrackets: boolean): boolean {
  if (resolvePlain(text) !== text || resolveCore(text) !== text || OLDER_READERS.test(text)) return false;
  if (STRANGE.test(text) || /^\s|\s$|: |:$| #|^(?:---|\.\.\.)/.test(text)) return false;
  // A dash is a mark only before a blank; within brackets it is left alone altogether.
  if (/^[-?:,[\]{}#&*!|>'"%@`]/.test(text) && (inBrackets || !/^-[^\s-]|^--[^\s-]/.test(text))) return false;
  return !(inBrackets && /[,[\]{}?]/.test(text));
}

/** Base-60 numbers and dates, which YAML 1.1 has and kubectl does not; `=` and `<<`. */
const OLDER_READERS = /^(?:[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*|=|<<)$/;
