// Answers of the API server, read under bounds of size and silence: a connection that has died silently ends, and what is no
// success throws in the server's own words.
import type { IncomingMessage } from 'node:http';
import { StringDecoder } from 'node:string_decoder';
import { isJsonObject, type JsonObject } from '../kube/object.ts';

const MAXIMUM_RESPONSE = 64 * 1024 * 1024;
const MAXIMUM_LINE = 8 * 1024 * 1024;

/** What went wrong in a way that a new list mends. */
export class Expired extends Error {}

/** Throws for an answer that is no success, in the server's own words; `what` are the objects that were asked for. */
export async function refuse(response: IncomingMessage, what: string, silence: number): Promise<never> {
  const status = response.statusCode ?? 0;
  const text = await readText(response, silence).catch(() => '');
  let message = text.slice(0, 200);
  try {
    const said: unknown = JSON.parse(text);
    if (isJsonObject(said) && typeof said['message'] === 'string') message = said['message'];
  } catch {
    // Not the API server's own answer: the text as it is.
  }
  const advice = status === 401 || status === 403 ? `; grant get, list and watch on ${what}` : '';
  const reason = `HTTP ${status} ${message.replace(/\s+/g, ' ').trim()}${advice}`;
  throw status === 410 ? new Expired(reason) : new Error(reason);
}

/** The JSON object of an answer; throws for anything else. */
export async function readJson(response: IncomingMessage, what: string, silence: number): Promise<JsonObject> {
  if (response.statusCode !== 200) return refuse(response, what, silence);
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

/** The lines of a watch. */
export async function* linesOf(response: IncomingMessage, silence: number): AsyncGenerator<string> {
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
