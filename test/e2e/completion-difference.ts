// How an object that the git gate completed differs from the one that the API server shows, place by place. Judges nothing.
import { joinPointer } from '../../src/change/pointer.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject, metadataOf } from '../../src/kube/object.ts';

/** A field that only the server can tell; `path` as a pattern of a pointer in which `*` is one token. */
export interface Difference {
  readonly kind: string;
  readonly path: string;
  readonly cause: string;
}

/** The object without the namespace that the request gave it. */
export function placed(shown: JsonObject, sent: JsonObject): JsonObject {
  const { metadata } = shown;
  if (!isJsonObject(metadata) || metadataOf(sent).namespace !== undefined) return shown;
  return { ...shown, metadata: Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== 'namespace')) };
}

/** A pattern of pointers as an expression. */
export function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/[.+?()|[\]\\]/g, '\\$&').replaceAll('*', '[^/]+')}$`);
}

/** Pointers of the values that differ; of lists that differ in length, the list. */
export function differing(a: Json | undefined, b: Json | undefined, pointer: string): readonly string[] {
  if (isJsonObject(a) && isJsonObject(b)) {
    const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
    return [...keys].flatMap((key) => differing(a[key], b[key], joinPointer(pointer, key)));
  }
  if (isJsonList(a) && isJsonList(b) && a.length === b.length)
    return a.flatMap((item, index) => differing(item, b[index], `${pointer}/${index}`));
  return a === b ? [] : [pointer];
}
