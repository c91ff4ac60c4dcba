// Lists of the API server, page by page. What is done with the items is the caller's.
import { isJsonList, isJsonObject, type JsonObject } from '../kube/object.ts';
import type { ClusterClient } from './client.ts';
import { readJson } from './response.ts';

/** What to list: its name for messages, a path such as `api/v1/namespaces`, and the media types that suffice. */
export interface Listing {
  readonly what: string;
  readonly path: string;
  readonly accept: string;
}

/** All items, and the resource version of the list. */
export interface Listed {
  readonly items: readonly JsonObject[];
  readonly version: string;
}

/** Items of one page: the server answers large lists in parts. */
const PAGE = 500;

/** Lists everything at a path. `silence`: milliseconds without a byte after which a connection counts as dead. */
export async function listAll(
  client: ClusterClient,
  { what, path, accept }: Listing,
  signal: AbortSignal,
  silence: number,
): Promise<Listed> {
  const found: JsonObject[] = [];
  let version = '';
  let next = '';
  do {
    const query = `limit=${PAGE}${next === '' ? '' : `&continue=${encodeURIComponent(next)}`}`;
    const page = await readJson(await client.get(`${path}?${query}`, accept, signal), what, silence);
    const items = page['items'];
    if (!isJsonList(items)) throw new Error(`the list of ${what} has no items`);
    found.push(...items.filter(isJsonObject));
    const metadata = isJsonObject(page['metadata']) ? page['metadata'] : {};
    version = String(metadata['resourceVersion'] ?? '');
    next = String(metadata['continue'] ?? '');
  } while (next !== '');
  return { items: found, version };
}
