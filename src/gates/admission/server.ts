// The two listeners of the admission gate: HTTPS with the review route and health, plain HTTP with health and metrics;
// their limits, the swap of the certificate, and the way out without a lost request. Judges nothing.
import { createServer as createPlainServer, type Server as PlainServer } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Log } from '../../telemetry/log.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import type { CertificatePair } from './certificate.ts';
import { createHealth } from './health.ts';
import { createReviewHandler, type Judge, type Prepare } from './review.ts';

/** What a running gate needs. Port 0 takes a free one. */
export interface AdmissionOptions {
  readonly port: number;
  readonly metricsPort: number;
  /** Address to listen on; left out, all of them. */
  readonly address?: string;
  readonly certificate: CertificatePair;
  readonly judge: Judge;
  readonly prepare?: Prepare;
  /** Why the gate cannot judge now; empty when it can. */
  readonly unready: () => readonly string[];
  readonly log: Log;
  readonly metrics: Metrics;
}

/** How to stop: how long to go on serving while unready, then how long to wait for requests under way. Milliseconds. */
export interface StopOptions {
  readonly delay: number;
  readonly grace: number;
}

/** A gate that listens. */
export interface AdmissionServer {
  readonly port: number;
  readonly metricsPort: number;
  /** Serves new connections with another pair; those that are open keep theirs. */
  setCertificate(pair: CertificatePair): void;
  stop(options: StopOptions): Promise<void>;
}

/** The API server keeps idle connections for 90 s (Go's default): closing one sooner loses the review that is being sent on it. */
const KEEP_ALIVE = 120_000;
/**
 * Above the former: Go may open a connection ahead and use it only when another one is busy, and the wait for its first
 * header counts. A slow body is cut by its review's own deadline long before `REQUEST`.
 */
const HEADERS = 125_000;
const REQUEST = 130_000;
/** A handshake needs no more than a few round trips. */
const HANDSHAKE = 10_000;
/** Scrapers and probes are quick, and a lost one is repeated. */
const PLAIN_TIMEOUT = 15_000;

/** Opens both listeners; rejects when an address is taken or not allowed. */
export async function startAdmissionServer(options: AdmissionOptions): Promise<AdmissionServer> {
  const { log, metrics } = options;
  let stopping = false;
  const unready = () => (stopping ? ['it is shutting down'] : options.unready());
  const review = createReviewHandler({
    judge: options.judge,
    ...(options.prepare && { prepare: options.prepare }),
    log,
    metrics,
    stopping: () => stopping,
  });
  const health = createHealth({ unready });
  const unused = new Set<Socket>();
  const secure = createServer(
    {
      cert: options.certificate.certificate,
      key: options.certificate.key,
      minVersion: 'TLSv1.2',
      handshakeTimeout: HANDSHAKE,
      keepAliveTimeout: KEEP_ALIVE,
      headersTimeout: HEADERS,
      requestTimeout: REQUEST,
    },
    (request, response) => {
      unused.delete(request.socket);
      const url = request.url ?? '';
      if (url === '/validate' || url.startsWith('/validate?')) void review(request, response);
      else health(request, response);
    },
  );
  secure.on('tlsClientError', (error, socket) => {
    metrics.refused('tls');
    log.debug({ from: socket.remoteAddress, reason: error.message }, 'a TLS handshake failed');
  });
  secure.on('secureConnection', (socket) => {
    unused.add(socket);
    socket.once('close', () => unused.delete(socket));
  });
  const plain = createPlainServer(
    { headersTimeout: PLAIN_TIMEOUT, requestTimeout: PLAIN_TIMEOUT },
    createHealth({ unready, metrics }),
  );
  await listen(secure, options.port, options.address);
  try {
    await listen(plain, options.metricsPort, options.address);
  } catch (error) {
    await close(secure, 0, unused);
    throw error;
  }
  return {
    port: portOf(secure),
    metricsPort: portOf(plain),
    setCertificate: ({ certificate, key }) =>
      secure.setSecureContext({ cert: certificate, key, minVersion: 'TLSv1.2' }),
    stop: async ({ delay, grace }) => {
      stopping = true;
      // Endpoints and API servers learn of our leaving only after a while; until then requests come and are answered.
      await new Promise((resolve) => setTimeout(resolve, delay));
      await close(secure, grace, unused);
      await close(plain, 0, new Set());
    },
  };
}

function listen(server: Server | PlainServer, port: number, address: string | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port, ...(address !== undefined && { host: address }) }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** How long a connection that was opened ahead may still bring its first request while the gate closes. Milliseconds. */
const LAST_CALL = 1_000;

/**
 * Accepts no more, closes idle connections, and after `grace` those that are still busy. Node does not count a connection that
 * never carried a request as idle, and Go opens such ahead: they get a last call.
 */
function close(server: Server | PlainServer, grace: number, unused: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    const timers = [
      setTimeout(() => server.closeAllConnections(), grace),
      setTimeout(() => unused.forEach((socket) => socket.destroy()), Math.min(LAST_CALL, grace)),
    ];
    server.close(() => {
      timers.forEach(clearTimeout);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function portOf(server: Server | PlainServer): number {
  return (server.address() as AddressInfo).port;
}
