// Which values the API server fills a place with whatever else an object says: most of its defaults depend on nothing. Those that do are
// told by completing alone.
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import type { CompletionData, Condition, DefaultEntry } from './data.ts';

/**
 * Whether a place that is left out is filled with just this value. `kind` is `apps/v1/Deployment`, `tokens` lead to the place, and
 * `holder` is what it stands in. True is sure, false says nothing.
 */
export type Filled = (kind: string, tokens: readonly (string | number)[], value: Json, holder: JsonObject) => boolean;

/** Defaults by their path; `[*]` for each item. */
interface Place {
  readonly below: Map<string, Place>;
  readonly entries: DefaultEntry[];
}

/** The question for one release. */
export function filledBy({ defaults }: CompletionData): Filled {
  const kinds = new Map<string, Place>();
  return (kind, tokens, value, holder) => {
    let root = kinds.get(kind);
    if (!root) {
      root = placesOf(Object.hasOwn(defaults, kind) ? (defaults[kind] ?? []) : []);
      kinds.set(kind, root);
    }
    let at: Place | undefined = root;
    for (const token of tokens) at = at?.below.get(typeof token === 'number' ? '[*]' : token);
    return at !== undefined && isFilled(at, value, holder);
  };
}

function placesOf(entries: readonly DefaultEntry[]): Place {
  const root: Place = { below: new Map(), entries: [] };
  for (const entry of entries) {
    let at = root;
    // the field of a pair of names for one thing is filled from either
    const path = entry.rule === 'both' ? entry.path.replace(/[^.]+$/, entry.from ?? '') : entry.path;
    for (const token of path.match(/[^.[\]{}]+|\[\*\]|\{\*\}/g)?.map((one) => (one === '*' ? '[*]' : one)) ?? []) {
      let next = at.below.get(token);
      if (!next) {
        next = { below: new Map(), entries: [] };
        at.below.set(token, next);
      }
      at = next;
    }
    at.entries.push(entry);
  }
  return root;
}

function isFilled({ below, entries }: Place, value: Json, holder: JsonObject): boolean {
  const [entry] = entries;
  if (!entry || entries.length > 1 || entry.by !== undefined || entry.whenRoot !== undefined) return false;
  if (entry.rule === 'both') return value === holder[entry.path.slice(entry.path.lastIndexOf('.') + 1)];
  if (entry.rule !== undefined || !holds(entry.when, holder)) return false;
  if (!isJsonObject(value) || !isJsonObject(entry.value)) return typeof value !== 'object' && value === entry.value;
  // A map that is filled in empty holds what is filled into it.
  if (Object.keys(entry.value).length > 0 || isJsonList(value)) return false;
  return Object.entries(value).every(([key, one]) => {
    const inside = below.get(key);
    return inside !== undefined && isFilled(inside, one, value);
  });
}

/** A condition on a neighbour; only one that asks for its plain value can be told here. */
function holds(when: DefaultEntry['when'], holder: JsonObject): boolean {
  if (when === undefined) return true;
  const conditions = (isConditionList(when) ? when : [when]) as readonly Condition[];
  return conditions.every(({ field, in: values, ...rest }) => {
    const known = field !== undefined && values !== undefined && Object.keys(rest).length === 0 && !field.includes('.');
    return known && values.includes(holder[field] ?? null);
  });
}

const isConditionList = (when: NonNullable<DefaultEntry['when']>): when is readonly Condition[] => Array.isArray(when);
