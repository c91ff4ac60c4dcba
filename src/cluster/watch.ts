// The labels of all namespaces, kept up to date by list and watch: paged, with bookmarks, a timer against connections that have
// died silently, jittered waits and a new list when the server has forgotten our place. Keeps labels only.
import type { IncomingMessage } from 'node:http';
import { StringDecoder } from 'node:string_decoder';
import { isJsonList, isJsonObject, type JsonObject, metadataOf } from '../kube/object.ts';
import type { ClusterClient } from './client.ts';

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
const PAGE = 500;
const MAXIMUM_RESPONSE = 64 * 1024 * 1024;
const MAXIMUM_LINE = 8 * 1024 * 1024;
const PATH = 'api/v1/namespaces';
const LISTS = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json';
const OBJECTS = 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json';

/** What went wrong in a way that a new list mends. */
class Expired extends Error {}

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
    let at = '';
    let next = '';
    do {
      const query = `limit=${PAGE}${next === '' ? '' : `&continue=${encodeURIComponent(next)}`}`;
      const page = await readJson(await client.get(`${PATH}?${query}`, LISTS, signal), times.silence);
      const items = page['items'];
      if (!isJsonList(items)) throw new Error('the list of namespaces has no items');
      for (const item of items) if (isJsonObject(item)) remember(found, item);
      const metadata = isJsonObject(page['metadata']) ? page['metadata'] : {};
      at = String(metadata['resourceVersion'] ?? '');
      next = String(metadata['continue'] ?? '');
    } while (next !== '');
    known = found;
    synced = true;
    heard = Date.now();
    return at;
  };

  /** Follows events from a version on until the server ends the watch. */
  const follow = async (from: string): Promise<void> => {
    const seconds = 240 + Math.floor(Math.random() * 60);
    const query = `watch=true&allowWatchBookmarks=true&timeoutSeconds=${seconds}&resourceVersion=${encodeURIComponent(from)}`;
    const response = await client.get(`${PATH}?${query}`, OBJECTS, signal);
    if (response.statusCode !== 200) await refuse(response, times.silence);
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
  return readJson(response, silence);
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

/** Throws for an answer that is no success, in the server's own words. */
async function refuse(response: IncomingMessage, silence: number): Promise<never> {
  const status = response.statusCode ?? 0;
  const text = await readText(response, silence).catch(() => '');
  let message = text.slice(0, 200);
  try {
    const said: unknown = JSON.parse(text);
    if (isJsonObject(said) && typeof said['message'] === 'string') message = said['message'];
  } catch {
    // Not the API server's own answer: the text as it is.
  }
  const advice = status === 401 || status === 403 ? '; grant get, list and watch on namespaces' : '';
  const reason = `HTTP ${status} ${message.replace(/\s+/g, ' ').trim()}${advice}`;
  throw status === 410 ? new Expired(reason) : new Error(reason);
}

async function readJson(response: IncomingMessage, silence: number): Promise<JsonObject> {
  if (response.statusCode !== 200) return refuse(response, silence);
  const value: unknown = JSON.parse(await readText(response, silence));
  if (!isJsonObject(value)) throw new Error('the API server sent no JSON object');
  return value;
}

async function readText(response: IncomingMessage, silence: number): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of chunksOf(response, silence)) {
    length += chunk.length;
    if (length > MAXIMUM_RESPONSE) throw new Error('the answer is larger than 64 MiB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

async function* linesOf(response: IncomingMessage, silence: number): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of chunksOf(response, silence)) {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAXIMUM_LINE) throw new Expired('the watch sent a line of more than 8 MiB');
    yield* lines.filter((line) => line.trim() !== '');
  }
}

/** The chunks of a body; silence for too long is an error, as a half-open connection would be silent for ever. */
async function* chunksOf(response: IncomingMessage, silence: number): AsyncGenerator<Buffer> {
  const expire = () => response.destroy(new Error(`the API server has been silent for ${silence / 1000} s`));
  let timer = setTimeout(expire, silence);
  timer.unref();
  try {
    for await (const chunk of response) {
      clearTimeout(timer);
      timer = setTimeout(expire, silence);
      timer.unref();
      yield chunk as Buffer;
    }
  } finally {
    clearTimeout(timer);
  }
}
