// JSON Pointers (RFC 6901): written, taken apart and followed. Text positions are the business of manifest/position.ts.
import { isJsonList, isJsonObject, type Json } from '../kube/object.ts';

/** One reference token as a pointer writes it: `~` is `~0`, `/` is `~1`. */
export function escapeToken(token: string | number): string {
  const text = String(token);
  return text.includes('~') || text.includes('/') ? text.replaceAll('~', '~0').replaceAll('/', '~1') : text;
}

/** The pointer to what lies below `pointer` by way of the tokens, which are given as they are in the object. */
export function joinPointer(pointer: string, ...tokens: readonly (string | number)[]): string {
  let joined = pointer;
  for (const token of tokens) joined += `/${escapeToken(token)}`;
  return joined;
}

/** The tokens of a pointer as they are in the object; undefined where the text is no pointer. */
export function parsePointer(pointer: string): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/') || /~(?![01])/.test(pointer)) return undefined;
  const tokens = pointer.slice(1).split('/');
  return pointer.includes('~') ? tokens.map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~')) : tokens;
}

/** True for the index of a list item as a pointer writes it: digits without a leading zero. */
export function isListIndex(token: string): boolean {
  return /^(?:0|[1-9][0-9]{0,15})$/.test(token);
}

/** The value a pointer leads to; undefined where there is none, or where the text is no pointer. */
export function readPointer(value: Json | undefined, pointer: string): Json | undefined {
  let at = value;
  for (const token of parsePointer(pointer) ?? [undefined]) {
    if (token === undefined) return undefined;
    if (isJsonList(at)) at = isListIndex(token) ? at[Number(token)] : undefined;
    else if (isJsonObject(at) && Object.hasOwn(at, token)) at = at[token];
    else return undefined;
  }
  return at;
}

/** The pointer without its last token; undefined for the root, which has no parent. */
export function parentPointer(pointer: string): string | undefined {
  return pointer === '' ? undefined : pointer.slice(0, pointer.lastIndexOf('/'));
}

/** The last token of a pointer as it is in the object; undefined for the root. */
export function lastToken(pointer: string): string | undefined {
  return parsePointer(pointer)?.at(-1);
}
