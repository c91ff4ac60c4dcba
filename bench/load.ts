// A load generator of its own process: keeps connections busy with one request for some seconds and prints what it saw as JSON.
// Speaks HTTP/1.1 over raw TLS sockets, since a full HTTP client costs more than a fast server.
// Usage: node load.js PORT PATH BODY_FILE CONNECTIONS WARM_UP_SECONDS SECONDS
import { readFileSync } from 'node:fs';
import { connect } from 'node:tls';
import { percentile } from './statistics.ts';

/** What a run of load saw. Latencies in milliseconds. */
export interface LoadResult {
  readonly requests: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  /** Answers that were not HTTP 200, and connections that broke. */
  readonly failures: number;
}

const HEADER_END = Buffer.from('\r\n\r\n');

/** Loads a server on localhost. */
export async function load(
  port: number,
  path: string,
  body: Buffer,
  connections: number,
  warmUp: number,
  seconds: number,
): Promise<LoadResult> {
  const head = `POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
  const request = Buffer.concat([Buffer.from(head), body]);
  const latencies: number[] = [];
  let failures = 0;
  const begin = performance.now() + warmUp * 1000;
  const end = begin + seconds * 1000;
  const one = () =>
    new Promise<void>((resolve) => {
      const socket = connect({ port, host: 'localhost', rejectUnauthorized: false });
      let sent = 0;
      let received = Buffer.alloc(0);
      const send = () => {
        sent = performance.now();
        socket.write(request);
      };
      socket.setNoDelay(true);
      socket.on('secureConnect', send);
      socket.on('error', () => {
        failures++;
        resolve();
      });
      socket.on('close', () => resolve());
      socket.on('data', (chunk) => {
        received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
        const headerEnd = received.indexOf(HEADER_END);
        if (headerEnd < 0) return;
        const header = received.toString('latin1', 0, headerEnd);
        const length = Number(/\r\ncontent-length: *(\d+)/i.exec(header)?.[1] ?? 0);
        if (received.length < headerEnd + HEADER_END.length + length) return;
        const now = performance.now();
        if (now >= begin && now <= end) {
          latencies.push(now - sent);
          if (!header.startsWith('HTTP/1.1 200')) failures++;
        }
        received = Buffer.alloc(0);
        if (now < end) send();
        else socket.end();
      });
    });
  await Promise.all(Array.from({ length: connections }, one));
  return {
    requests: latencies.length,
    seconds,
    p50: percentile(latencies, 50),
    p99: percentile(latencies, 99),
    failures,
  };
}

if (process.argv[1]?.endsWith('load.js')) {
  const [port, path, file, connections, warmUp, seconds] = process.argv.slice(2);
  const body = readFileSync(file!);
  console.log(
    JSON.stringify(await load(Number(port), path!, body, Number(connections), Number(warmUp), Number(seconds))),
  );
}
