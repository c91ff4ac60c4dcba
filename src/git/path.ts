// Paths as git and the disk hold them: bytes. Makes text of them for reports, and takes NUL-separated lists apart.

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The path as text; a byte that is no UTF-8 becomes `\xNN`. */
export function pathText(bytes: Uint8Array): string {
  try {
    return STRICT.decode(bytes);
  } catch {
    return piecewise(bytes);
  }
}

function piecewise(bytes: Uint8Array): string {
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const piece = validLength(bytes, at);
    if (piece > 0) {
      text += STRICT.decode(bytes.subarray(at, at + piece));
      at += piece;
    } else {
      text += `\\x${bytes[at]!.toString(16).padStart(2, '0')}`;
      at++;
    }
  }
  return text;
}

/** Length of the UTF-8 character at `at`, 0 if there is none. */
function validLength(bytes: Uint8Array, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++) {
    try {
      STRICT.decode(bytes.subarray(at, at + length));
      return length;
    } catch {
      // Too short so far, or no character at all: the next length tells.
    }
  }
  return 0;
}

/** Splits bytes at NUL, as git's `-z` formats end their items; what follows the last NUL is an item if it is not empty. */
export function splitNul(bytes: Buffer): readonly Buffer[] {
  const items: Buffer[] = [];
  let start = 0;
  for (let end = bytes.indexOf(0); end >= 0; end = bytes.indexOf(0, start)) {
    items.push(bytes.subarray(start, end));
    start = end + 1;
  }
  if (start < bytes.length) items.push(bytes.subarray(start));
  return items;
}
