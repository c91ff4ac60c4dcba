// Bytes of a file -> text. UTF-8 only: what cannot be decoded is a problem with its place, never replaced quietly.
import { positionOf } from './position.ts';
import type { ManifestProblem, ManifestProblemCode } from './problem.ts';

/** The text of a file, or why there is none. */
export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: ManifestProblem };

/** Decodes UTF-8; a byte order mark at the start is dropped. */
export function decodeText(bytes: Uint8Array): Decoded {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
    return failed('encoding', 'the file is UTF-16; save it as UTF-8', '', 0);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const lossy = new TextDecoder('utf-8').decode(bytes);
    return failed(
      'encoding',
      'the bytes here are not UTF-8; save the file as UTF-8',
      lossy,
      firstReplaced(lossy, bytes),
    );
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) {
    return failed(
      'nul-byte',
      'there is a NUL byte here, which no manifest has; remove it, or save the file as UTF-8',
      text,
      nul,
    );
  }
  return { ok: true, text };
}

function failed(code: ManifestProblemCode, message: string, text: string, offset: number): Decoded {
  return { ok: false, problem: { code, message, position: positionOf({ text, starts: undefined }, offset) } };
}

/** The offset of the first replacement character that the bytes do not hold themselves. */
function firstReplaced(lossy: string, bytes: Uint8Array): number {
  let byte = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (let offset = 0; offset < lossy.length; offset++) {
    const code = lossy.charCodeAt(offset);
    if (code === 0xfffd && !(bytes[byte] === 0xef && bytes[byte + 1] === 0xbf && bytes[byte + 2] === 0xbd))
      return offset;
    // Each half of a pair counts two of its four bytes.
    byte += code < 0x80 ? 1 : code < 0x800 || (code >= 0xd800 && code <= 0xdfff) ? 2 : 3;
  }
  return 0;
}
