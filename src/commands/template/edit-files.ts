// Changed objects put back into the texts that hold them: comments, quotes and order stay. Reads nothing and writes nothing.
import { patchBetween } from '../../change/patch.ts';
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { decodeText } from '../../manifest/decode.ts';
import { type EditOperation, edit, operationsOn } from '../../manifest/edit.ts';
import { appendDocument, removeDocument } from '../../manifest/edit-documents.ts';
import type { SourceObject } from '../../renderers/renderer.ts';

/** What becomes of an object of a file; undefined where it goes. */
export interface ObjectChange {
  readonly source: SourceObject;
  readonly object: JsonObject | undefined;
}

/** What is to be done to one file. */
export interface FileChange {
  readonly changes: readonly ObjectChange[];
  readonly added: readonly JsonObject[];
}

/** The new text, or the one reason why there is none. */
export type EditedFile =
  | { readonly ok: true; readonly before: string; readonly after: string }
  | { readonly ok: false; readonly message: string };

/** The text of a file with its objects changed. */
export function editFile(file: string, bytes: Uint8Array, { changes, added }: FileChange): EditedFile {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return { ok: false, message: `${file}: ${decoded.problem.message}` };
  const json = /\.json$/i.test(file);
  // What decoding drops is put back.
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? '\ufeff' : '';
  const kept = changes.flatMap(({ source, object }): readonly EditOperation[] =>
    object === undefined
      ? []
      : operationsOn(source.document, patchBetween(source.document.value, withNulls(source, object))),
  );
  const gone = changes.filter(({ object }) => object === undefined).map(({ source }) => source.document);
  const items = gone
    .filter(({ basePointer }) => basePointer !== '')
    .sort((a, b) => (b.item ?? 0) - (a.item ?? 0))
    .map(({ index, basePointer }): EditOperation => ({ document: index, op: 'remove', path: basePointer }));
  const list = listOf(changes);
  const put = list === undefined ? [] : added.map((value): EditOperation => ({ ...list, op: 'add', value }));
  const documentsToAdd = list === undefined ? added : [];
  const done = edit(decoded.text, [...kept, ...items, ...put], { json });
  if (!done.ok) {
    const { line, column } = done.problem.position;
    return { ok: false, message: `${file}:${line}:${column}: ${done.problem.message}` };
  }
  if (json && (documentsToAdd.length > 0 || gone.some(({ basePointer }) => basePointer === '')))
    return {
      ok: false,
      message: `${quoted(file)} is JSON and holds one object: put the set into a YAML file, or edit it by hand`,
    };
  const documents = [...new Set(gone.filter(({ basePointer }) => basePointer === '').map(({ index }) => index))];
  const less = documents.sort((a, b) => b - a).reduce(removeDocument, done.text);
  return { ok: true, before: mark + decoded.text, after: mark + documentsToAdd.reduce(appendDocument, less) };
}

/** The end of the List that holds all objects of the file, if there is one: what comes to them joins it. */
function listOf(changes: readonly ObjectChange[]): { readonly document: number; readonly path: string } | undefined {
  const ends = changes.map(({ source }) => ({
    document: source.document.index,
    path: source.document.basePointer.replace(/[0-9]+$/, '-'),
  }));
  const [first] = ends;
  const isOne = ends.every(({ document, path }) => document === first?.document && path === first.path);
  return isOne && first && first.path !== '' ? first : undefined;
}

/** Members that are null count as absent and are not in the object: they stay as they are written. */
function withNulls({ document }: SourceObject, object: JsonObject): JsonObject {
  return merged(document.value as JsonObject, object);
}

function merged(written: JsonObject, object: JsonObject): JsonObject {
  const nulls = Object.entries(written).filter(([name, value]) => value === null && !Object.hasOwn(object, name));
  const members = Object.entries(object).map(([name, value]) => {
    const before = Object.hasOwn(written, name) ? written[name] : undefined;
    const isMap = (one: unknown): one is JsonObject => typeof one === 'object' && one !== null && !Array.isArray(one);
    return [name, isMap(before) && isMap(value) ? merged(before, value) : value] as const;
  });
  return Object.fromEntries([...members, ...nulls]);
}
