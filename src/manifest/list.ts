// Tells manifests from other documents, and takes a List apart into its items, as kubectl does. Knows no kind by name but List.
import { joinPointer } from '../change/pointer.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import type { ManifestDocument } from './document.ts';
import { exactBelow } from './exact.ts';
import { itemRows, type Locatable, locate } from './position.ts';
import { type ManifestProblem, quoted } from './problem.ts';

/** Whether a document says what it is, by `apiVersion` and `kind`; a member that is null or empty says nothing. */
export function isManifest(value: Json): value is JsonObject {
  return isJsonObject(value) && says(value['apiVersion']) && says(value['kind']);
}

/** Adds the document to `documents`, or, if it is a List, each of its items; what is neither adds a problem. */
export function unrollList(
  document: ManifestDocument,
  documents: ManifestDocument[],
  problems: ManifestProblem[],
): void {
  const { positions, index, basePointer, value, exact, ambiguous } = document;
  const fail = (pointer: string, message: string, place: Locatable = document) => {
    problems.push({ code: 'manifest-shape', message, position: locate(place, pointer) });
  };
  const { apiVersion, kind, items } = value as JsonObject;
  if (typeof apiVersion !== 'string') fail('/apiVersion', '`apiVersion` is not a text; write it as a text');
  else if (typeof kind !== 'string') fail('/kind', '`kind` is not a text; write it as a text');
  else if (!kind.endsWith('List') || (kind !== 'List' && items === undefined)) documents.push(document);
  else if (items === undefined) fail('/kind', 'the `List` has no `items`; add them');
  else if (isJsonList(items)) {
    const rows = itemRows(document, 'items');
    for (const [item, content] of items.entries()) {
      const row = rows[item] ?? document.row;
      const object = isJsonObject(content) ? withTypeOfList(content, apiVersion, kind) : content;
      if (isManifest(object)) {
        const start = locate({ positions, row }, '');
        const below = exactBelow(exactBelow(exact, 'items'), item);
        const base = joinPointer(basePointer, 'items', item);
        const unrolled = {
          index,
          value: object,
          positions,
          start,
          item,
          basePointer: base,
          row,
          exact: below,
          ambiguous,
        };
        unrollList(unrolled, documents, problems);
      } else {
        const list = quoted(kind);
        const message = `item ${item} of ${list} is no object with \`apiVersion\` and \`kind\`; add what is missing`;
        fail('', message, { positions, row });
      }
    }
  } else if (items !== null) {
    fail('/items', `the \`items\` of ${quoted(kind)} are no list; write each object as a list item`);
  }
}

function says(member: Json | undefined): boolean {
  return member !== undefined && member !== null && member !== '';
}

/** As kubectl does: items of a list like PodList that say neither apiVersion nor kind take both from the list. */
function withTypeOfList(item: JsonObject, apiVersion: string, kind: string): JsonObject {
  if (kind === 'List' || says(item['apiVersion']) || says(item['kind'])) return item;
  return { ...item, apiVersion, kind: kind.slice(0, -'List'.length) };
}
