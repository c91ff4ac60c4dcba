// The labels of all namespaces, kept up to date by list and watch: paged, with bookmarks, a timer against connections that have
// died silently, jittered waits and a new list when the server has forgotten our place. Keeps labels only.
import { isJsonObject, type JsonObject, metadataOf } from '../kube/object.ts';
import type { ClusterClient } from './client.ts';
import { listAll } from './list.ts';
import { Expired, linesOf, readJson, refuse } from './response.ts';

/** Labels of one namespace. */
export type Labels = Readonly<Record<string, string>>;

/** A running watch. */
export interface NamespaceWatch {
  /** Labels by name; undefined for a namespace that is not known (yet). */
  labels(name: string): Labels | undefined;
  /** Asks the server for a namespace that the watch has not brought yet; settles in any case, for `signal` at the latest. */
  fetch(name: string, signal: AbortSignal): Promise<void>;
  /** `age`: seconds since the server was last heard; synced once all were listed. */
  state(): { readonly synced: boolean; readonly age: number; readonly known: number };
  stop(): void;
}

/** Waits and limits, in milliseconds; tests shorten them. */
export interface WatchTimes {
  /** The server sends a bookmark about once a minute: silence of more than two means that the connection is dead. */
  readonly silence: number;
  readonly firstWait: number;
  readonly longestWait: number;
}

const TIMES: WatchTimes = { silence: 150_000, firstWait: 500, longestWait: 30_000 };
const WHAT = 'namespaces';
const PATH = 'api/v1/namespaces';
const LISTS = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json';
const OBJECTS = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json';

/** Starts to list and watch; problems are told in one line each, and tried again until `stop`. */
export function watchNamespaces(
  client: ClusterClient,
  onProblem: (message: string) => void,
  times: WatchTimes = TIMES,
): NamespaceWatch {
  const stopped = new AbortController();
  const { signal } = stopped;
  let known = new Map<string, Labels>();
  let synced = false;
  let heard = Date.now();
  const fetching = new Map<string, Promise<void>>();

  /** Where to go on; undefined when all has to be listed first. */
  let version: string | undefined;

  const list = async (): Promise<string> => {
    const found = new Map<string, Labels>();
    const listed = await listAll(client, { what: WHAT, path: PATH, accept: LISTS }, signal, times.silence);
    for (const item of listed.items) remember(found, item);
    known = found;
    synced = true;
    heard = Date.now();
    return listed.version;
  };

  /** Follows events from a version on until the server ends the watch. */
  const follow = async (from: string): Promise<void> => {
    const seconds = 240 + Math.floor(Math.random() * 60);
    const query = `watch=true&allowWatchBookmarks=true&timeoutSeconds=${seconds}&resourceVersion=${encodeURIComponent(from)}`;
    const response = await client.get(`${PATH}?${query}`, OBJECTS, signal);
    if (response.statusCode !== 200) await refuse(response, WHAT, times.silence);
    for await (const line of linesOf(response, times.silence)) {
      const event: unknown = JSON.parse(line);
      if (!isJsonObject(event) || !isJsonObject(event['object'])) throw new Expired('the watch sent no event');
      const { type, object } = event;
      if (type === 'ERROR') throw new Expired(`the watch ended: ${String(object['message'] ?? object['reason'])}`);
      heard = Date.now();
      if (type === 'DELETED') known.delete(metadataOf(object).name ?? '');
      else if (type === 'ADDED' || type === 'MODIFIED') remember(known, object);
      const metadata = isJsonObject(object['metadata']) ? object['metadata'] : {};
      version = String(metadata['resourceVersion'] ?? version);
    }
  };

  const run = async (): Promise<void> => {
    let failures = 0;
    while (!signal.aborted) {
      const started = Date.now();
      try {
        version ??= await list();
        await follow(version);
        // A server that ends its watches at once would be asked without a pause.
        failures = Date.now() - started < times.firstWait ? failures + 1 : 0;
      } catch (error) {
        if (signal.aborted) return;
        failures++;
        const reason = error instanceof Error ? error.message : String(error);
        onProblem(`the namespaces of ${client.server} cannot be followed: ${reason}`);
        // A broken connection goes on where it was; what cannot be trusted or was forgotten is listed anew.
        if (error instanceof Expired || error instanceof SyntaxError) version = undefined;
      }
      if (failures > 0) await pause(waitOf(failures, times), signal);
    }
  };
  void run();

  return {
    labels: (name) => known.get(name),
    fetch: (name, limit) => {
      const under = fetching.get(name);
      if (under) return under;
      const asked = fetchOne(client, name, AbortSignal.any([signal, limit]), times.silence)
        .then((object) => {
          // What the watch has brought in the meantime is newer.
          if (object && !known.has(name)) remember(known, object);
        })
        .catch((error: unknown) => {
          const reason = error instanceof Error ? error.message : String(error);
          onProblem(`the namespace \`${name}\` cannot be asked for: ${reason}`);
        })
        .finally(() => fetching.delete(name));
      fetching.set(name, asked);
      return asked;
    },
    state: () => ({ synced, age: (Date.now() - heard) / 1000, known: known.size }),
    stop: () => stopped.abort(),
  };
}

function remember(into: Map<string, Labels>, object: JsonObject): void {
  const { name, labels } = metadataOf(object);
  if (name !== undefined) into.set(name, labels);
}

async function fetchOne(
  client: ClusterClient,
  name: string,
  signal: AbortSignal,
  silence: number,
): Promise<JsonObject | undefined> {
  const response = await client.get(`${PATH}/${encodeURIComponent(name)}`, OBJECTS, signal);
  if (response.statusCode === 404) {
    response.destroy();
    return undefined;
  }
  return readJson(response, WHAT, silence);
}

/** Doubling waits with a random half, so that replicas do not come back all at once. */
function waitOf(failures: number, { firstWait, longestWait }: WatchTimes): number {
  const longest = Math.min(longestWait, firstWait * 2 ** Math.min(failures - 1, 16));
  return longest / 2 + (Math.random() * longest) / 2;
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    timer.unref();
    signal.addEventListener('abort', done);
  });
}
