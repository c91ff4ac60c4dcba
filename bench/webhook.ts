// Requests per second and p99 of the webhook with 10 and 100 policies, against a bare server on the same review.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import type { LoadResult } from './load.ts';
import { writePolicies } from './policies.ts';
import { freePort, MAIN, type Running, runNode, startNode } from './processes.ts';
import { benchReview } from './review.ts';
import { median } from './statistics.ts';

const CONNECTIONS = 16;
const ROUNDS = 3;
const WARM_UP = 1;
const SECONDS = 3;
const PATH = '/validate?timeout=10s';
/** Time for a server to load its policies. */
const START_LIMIT = 60_000;

/** One server under load: medians over the rounds. */
export interface ServerResult {
  readonly name: string;
  readonly requestsPerSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly failures: number;
}

/** All servers, the bare one first. */
export interface WebhookResult {
  readonly generator: 'wrk' | 'node';
  readonly connections: number;
  readonly rounds: number;
  readonly seconds: number;
  readonly servers: readonly ServerResult[];
}

interface Server {
  readonly name: string;
  readonly port: number;
  readonly path: string;
  readonly process: Running;
}

/** Measures all servers in turns, so that what else the machine does falls on each alike. */
export async function measureWebhook(folder: string): Promise<WebhookResult> {
  const body = join(folder, 'review.json');
  writeFileSync(body, benchReview());
  const generator = spawnSync('wrk', ['--version']).error ? 'node' : 'wrk';
  const servers: Server[] = [];
  try {
    servers.push(await bareServer());
    for (const count of [10, 100]) servers.push(await webhook(folder, count, body));
    const rounds = servers.map((): LoadResult[] => []);
    for (let round = 0; round < ROUNDS; round++)
      for (const [index, server] of servers.entries()) rounds[index]!.push(loadOnce(generator, server, body, folder));
    return {
      generator,
      connections: CONNECTIONS,
      rounds: ROUNDS,
      seconds: SECONDS,
      servers: servers.map(({ name }, index) => ({
        name,
        requestsPerSecond: median(rounds[index]!.map(({ requests, seconds }) => requests / seconds)),
        p50: median(rounds[index]!.map(({ p50 }) => p50)),
        p99: median(rounds[index]!.map(({ p99 }) => p99)),
        failures: rounds[index]!.reduce((sum, { failures }) => sum + failures, 0),
      })),
    };
  } finally {
    await Promise.all(servers.map(({ process: running }) => running.stop()));
  }
}

async function bareServer(): Promise<Server> {
  const running = startNode(['dist/bench/bare-server.js']);
  const [chunk] = (await once(running.child.stdout!, 'data')) as [Buffer];
  return { name: 'bare node:https + JSON.parse', port: Number(chunk.toString()), path: '/', process: running };
}

async function webhook(folder: string, count: number, body: string): Promise<Server> {
  const policies = join(folder, `policies-${count}`);
  writePolicies(policies, count);
  const [port, metricsPort] = [await freePort(), await freePort()];
  const flags = ['--self-signed', '--port', String(port), '--metrics-port', String(metricsPort)];
  const running = startNode([MAIN, 'serve', '--policies', policies, ...flags]);
  // Nobody reads its log lines here, but a full pipe would stop it.
  running.child.stdout!.resume();
  const until = performance.now() + START_LIMIT;
  while (!(await ready(metricsPort))) {
    if (running.child.exitCode !== null || performance.now() > until) {
      await running.stop();
      throw new Error(`the webhook with ${count} policies did not become ready`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const answer = await probe(port, readFileSync(body));
  if (answer !== true) {
    await running.stop();
    throw new Error(`the webhook with ${count} policies did not allow the review: ${JSON.stringify(answer)}`);
  }
  return { name: `webhook, ${count} policies`, port, path: PATH, process: running };
}

/** Sends the review once: true when it is allowed without a warning, else the answer. */
function probe(port: number, body: Buffer): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', rejectUnauthorized: false, headers: { 'Content-Type': 'application/json' } };
    const sent = request(`https://localhost:${port}${PATH}`, options, async (response) => {
      const { response: answer } = JSON.parse(Buffer.concat(await response.toArray()).toString());
      resolve(answer?.allowed === true && answer.warnings === undefined ? true : answer);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function ready(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://localhost:${port}/readyz`)).ok;
  } catch {
    return false;
  }
}

function loadOnce(generator: 'wrk' | 'node', server: Server, body: string, folder: string): LoadResult {
  return generator === 'wrk' ? loadWithWrk(server, body, folder) : loadWithNode(server, body);
}

function loadWithNode({ port, path }: Server, body: string): LoadResult {
  const numbers = [port, path, body, CONNECTIONS, WARM_UP, SECONDS].map(String);
  const { stdout, stderr, status } = runNode(['dist/bench/load.js', ...numbers]);
  if (status !== 0) throw new Error(`the load generator failed: ${stderr}`);
  return JSON.parse(stdout) as LoadResult;
}

/** Latencies of wrk are in microseconds; its `done` hook prints one line of JSON. */
function loadWithWrk({ port, path }: Server, body: string, folder: string): LoadResult {
  const script = join(folder, 'review.lua');
  writeFileSync(
    script,
    [
      'wrk.method = "POST"',
      'wrk.headers["Content-Type"] = "application/json"',
      `local file = io.open(${JSON.stringify(body)}, "rb")`,
      'wrk.body = file:read("*a")',
      'file:close()',
      'done = function(summary, latency, requests)',
      '  local errors = summary.errors',
      '  local failures = errors.connect + errors.read + errors.write + errors.status + errors.timeout',
      '  io.write(string.format("\\nRESULT {\\"requests\\": %d, \\"seconds\\": %f, \\"p50\\": %f, \\"p99\\": %f, \\"failures\\": %d}\\n",',
      '    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, failures))',
      'end',
    ].join('\n'),
  );
  const run = (seconds: number) =>
    spawnSync('wrk', ['-t1', `-c${CONNECTIONS}`, `-d${seconds}s`, '-s', script, `https://localhost:${port}${path}`], {
      encoding: 'utf8',
    });
  run(WARM_UP);
  const { stdout, stderr } = run(SECONDS);
  const line = /^RESULT (.*)$/m.exec(stdout)?.[1];
  if (line === undefined) throw new Error(`wrk printed no result: ${stdout}${stderr}`);
  return JSON.parse(line) as LoadResult;
}
