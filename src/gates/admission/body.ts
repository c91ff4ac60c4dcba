// The body of a request, bounded in size and time, and what can be told of a review that is too large to be read.
import type { IncomingMessage } from 'node:http';

/** Largest review that is read. The API server stops at about 3 MiB an object, and a review may hold two. */
export const MAXIMUM_BODY = 8 * 1024 * 1024;

/** Bytes of an oversized body that are searched for its uid. */
const HEAD = 64 * 1024;

/** An oversized body is taken off the wire up to here, so that its sender reads our answer instead of a reset connection. */
const MAXIMUM_DISCARDED = 64 * 1024 * 1024;

/** Bytes of all bodies that are held at one time: many senders together must not exhaust the memory. */
export const MAXIMUM_HELD = 128 * 1024 * 1024;

/** How a body ended: whole; too large, or one too many (with its beginning); later than the deadline; or the sender left. */
export type Body =
  | { readonly kind: 'whole'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' | 'too-many'; readonly head: string }
  | { readonly kind: 'late' }
  | { readonly kind: 'gone' };

let heldByAll = 0;

/** Reads the body, for at most `milliseconds`. Never holds more than `MAXIMUM_BODY` bytes, and all together `MAXIMUM_HELD`. */
export function readBody(request: IncomingMessage, milliseconds: number): Promise<Body> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let total = 0;
    let held = 0;
    let refused: Extract<Body, { readonly head: string }> | undefined;
    const release = () => {
      heldByAll -= held;
      held = 0;
      chunks = [];
    };
    const finish = (body: Body) => {
      clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose);
      // Without a listener an error of the socket would end the process; what comes late is thrown away.
      request.on('error', () => undefined);
      request.resume();
      release();
      resolve(body);
    };
    const timer = setTimeout(() => finish(refused ?? { kind: 'late' }), milliseconds);
    const onData = (chunk: Buffer) => {
      total += chunk.length;
      if (refused) {
        if (total > MAXIMUM_DISCARDED) finish(refused);
        return;
      }
      chunks.push(chunk);
      held += chunk.length;
      heldByAll += chunk.length;
      if (total <= MAXIMUM_BODY && heldByAll <= MAXIMUM_HELD) return;
      refused = { kind: total > MAXIMUM_BODY ? 'too-large' : 'too-many', head: beginningOf(chunks) };
      release();
    };
    const onEnd = () => finish(refused ?? { kind: 'whole', bytes: Buffer.concat(chunks, total) });
    const onClose = () => finish({ kind: 'gone' });
    request.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
  });
}

function beginningOf(chunks: readonly Buffer[]): string {
  let length = 0;
  const first = chunks.findIndex((chunk) => {
    length += chunk.length;
    return length >= HEAD;
  });
  return Buffer.concat(chunks.slice(0, first < 0 ? chunks.length : first + 1))
    .subarray(0, HEAD)
    .toString('utf8');
}

/**
 * The uid of a review whose beginning is at hand. Only members that stand before any nested value are passed over, so that
 * a uid inside the object (or one written by its author) is never taken for the request's. Go writes the uid first.
 */
export function uidIn(head: string): string | undefined {
  return UID.exec(head)?.[1];
}

const FLAT_MEMBER = String.raw`"\w+"\s*:\s*(?:"[^"\\]*"|true|false|null)\s*,\s*`;
const UID = new RegExp(
  String.raw`^\s*\{\s*(?:${FLAT_MEMBER}){0,8}"request"\s*:\s*\{\s*(?:(?!"uid")${FLAT_MEMBER}){0,8}"uid"\s*:\s*"([\w.-]{1,128})"`,
);

const [QUOTE, BACKSLASH] = [0x22, 0x5c];

/** Whether JSON text nests deeper than the limit, told without reading it: a value of millions of levels costs memory and time. */
export function nestsDeeperThan(bytes: Uint8Array, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === QUOTE) {
      for (at++; at < bytes.length && bytes[at] !== QUOTE; at++) if (bytes[at] === BACKSLASH) at++;
    }
    // [ and { differ in one bit only, as do ] and }.
    else if ((byte | 0x20) === 0x7b && ++depth > limit) return true;
    else if ((byte | 0x20) === 0x7d) depth--;
  }
  return false;
}
