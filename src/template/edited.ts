// An object with some of its places changed, each copied once. The given object is never written to.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';

/** One change; without a value the member is taken out. */
export interface Edit {
  readonly tokens: readonly string[];
  readonly value: Json | undefined;
}

/** Edits by their next token, so that each place is copied once. */
interface EditTree {
  readonly below: Map<string, EditTree>;
  value?: Json;
  remove?: true;
}

/** The object after all edits. Of lists no item is taken out. */
export function edited(object: JsonObject, edits: readonly Edit[]): JsonObject {
  const root: EditTree = { below: new Map() };
  for (const { tokens, value } of edits) {
    let at = root;
    for (const token of tokens) {
      let next = at.below.get(token);
      if (!next) {
        next = { below: new Map() };
        at.below.set(token, next);
      }
      at = next;
    }
    if (value === undefined) at.remove = true;
    else at.value = value;
  }
  return apply(object, root) as JsonObject;
}

function apply(at: Json, { below, value }: EditTree): Json {
  const from = value ?? at;
  if (below.size === 0) return from;
  if (isJsonList(from)) {
    const items = [...from];
    for (const [token, tree] of below) {
      const index = Number(token);
      if (index < items.length) items[index] = apply(items[index] as Json, tree);
    }
    return items;
  }
  if (!isJsonObject(from)) return from;
  const members: Record<string, Json> = { ...from };
  for (const [token, tree] of below) {
    if (tree.remove) delete members[token];
    else members[token] = apply(Object.hasOwn(members, token) ? (members[token] as Json) : {}, tree);
  }
  return members;
}
