// User text made safe for a terminal or a log: what would move the cursor, hide or reorder text is spelled out instead.

/**
 * Control characters (C0, DEL, C1), bidirectional controls, line and paragraph separators, lone surrogates.
 * The bidirectional ones are those of Unicode's Bidi_Control property.
 */
const UNSAFE =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The text with every unsafe character spelled `\n`, `\r`, `\t` or `\u{202e}`. Always one line. */
export function visible(text: string): string {
  return text.replace(UNSAFE, (one) => SHORT[one] ?? `\\u{${one.charCodeAt(0).toString(16)}}`);
}

/** JSON text with every unsafe character inside its strings as a `\uXXXX` escape: the same value, safe to print. */
export function visibleJson(json: string): string {
  // Newlines and tabs of the layout stand outside of strings, where an escape would be a syntax error; inside they are escaped already.
  return json.replace(UNSAFE, (one) =>
    one === '\n' || one === '\t' ? one : `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
