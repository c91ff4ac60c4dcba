// Text with holes taken apart. Which names may stand in a hole is said by scope.ts.

/** How a hole begins and ends. */
export type Delimiters = readonly [string, string];

/** The delimiters of a template that names none. */
export const HOLE: Delimiters = ['${', '}'];

/** Literal parts, one more than names; or why the text cannot be read. */
export type Holes =
  | { readonly ok: true; readonly parts: readonly string[]; readonly names: readonly string[] }
  | { readonly ok: false; readonly message: string };

const NAME = /^[A-Za-z_][A-Za-z0-9_-]*(\.[A-Za-z_][A-Za-z0-9_-]*)*$/;

/** What to do with text that looks like a hole and shall be none. */
export function escapeHint([open, close]: Delimiters, name: string): string {
  return `write \`$${open}${name}${close}\` or \`$literal\` where the text itself is meant`;
}

/** Takes a text apart; a `$` before a hole makes it plain text. */
export function parseHoles(text: string, [open, close]: Delimiters): Holes {
  const parts: string[] = [];
  const names: string[] = [];
  let literal = '';
  for (let at = 0; at < text.length; ) {
    const next = text.indexOf(open, at);
    if (next < 0) {
      literal += text.slice(at);
      break;
    }
    if (next > at && text[next - 1] === '$') {
      literal += text.slice(at, next - 1) + open;
      at = next + open.length;
      continue;
    }
    const end = text.indexOf(close, next + open.length);
    if (end < 0) {
      return {
        ok: false,
        message: `the hole that begins with \`${open}\` has no \`${close}\`; ${escapeHint([open, close], '…')}`,
      };
    }
    const name = text.slice(next + open.length, end).trim();
    if (!NAME.test(name)) {
      return {
        ok: false,
        message: `\`${open}${name}${close}\` names no parameter; ${escapeHint([open, close], name)}`,
      };
    }
    parts.push(literal + text.slice(at, next));
    names.push(name);
    literal = '';
    at = end + close.length;
  }
  parts.push(literal);
  return { ok: true, parts, names };
}
