// Builds a running admission gate for a test: free ports on localhost, a certificate of its own, a log that is kept.
import { type Agent, request } from 'node:https';
import type { Decision } from '../../src/engine/decision.ts';
import { type SelfSigned, selfSign } from '../../src/gates/admission/certificate.ts';
import type { Judge } from '../../src/gates/admission/review.ts';
import { type AdmissionOptions, type AdmissionServer, startAdmissionServer } from '../../src/gates/admission/server.ts';
import { createLog } from '../../src/telemetry/log.ts';
import { createMetrics, type Metrics } from '../../src/telemetry/metrics.ts';

/** A gate under test. */
export interface Gate {
  readonly server: AdmissionServer;
  readonly url: string;
  readonly metricsUrl: string;
  readonly certificate: SelfSigned;
  readonly metrics: Metrics;
  /** Log lines written so far, parsed. */
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  stop(): Promise<void>;
}

/** A decision without findings; fields replace those made up here. */
export function buildDecision(fields: Partial<Decision> = {}): Decision {
  return { verdict: 'allow', findings: [], errors: [], unjudged: [], bundle: 'sha256:0123', ...fields };
}

/** Starts a gate that judges by the given function. */
export async function startGate(judge: Judge, options: Partial<AdmissionOptions> = {}): Promise<Gate> {
  const certificate = selfSign([], Date.now());
  const metrics = createMetrics({ process: false });
  const lines: Record<string, unknown>[] = [];
  const log = createLog('debug', { write: (line: string) => void lines.push(JSON.parse(line)) });
  const server = await startAdmissionServer({
    port: 0,
    metricsPort: 0,
    address: '127.0.0.1',
    certificate,
    judge,
    unready: () => [],
    log,
    metrics,
    ...options,
  });
  return {
    server,
    url: `https://127.0.0.1:${server.port}`,
    metricsUrl: `http://127.0.0.1:${server.metricsPort}`,
    certificate,
    metrics,
    lines,
    stop: () => server.stop({ delay: 0, grace: 1_000 }),
  };
}

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Sends bytes to the review route as the API server does: HTTP/1.1 with keep-alive when an agent is given. */
export function send(
  gate: Pick<Gate, 'url' | 'certificate'>,
  body: string | Buffer | undefined,
  {
    path = '/validate?timeout=10s',
    method = 'POST',
    /** '' sends none. */
    type = 'application/json',
    agent = false as Agent | false,
    headers = {} as Readonly<Record<string, string>>,
  } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${gate.url}${path}`,
      {
        method,
        ca: gate.certificate.authority,
        agent,
        headers: { ...(type !== '' && { 'content-type': type }), ...headers },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}
