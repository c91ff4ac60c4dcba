// The admission gate as users start it: `sallyport serve` in a process of its own, until it says that it is ready.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { selfSign } from '../../src/gates/admission/certificate.ts';
import { type ControlPlane, freePort } from './control-plane.ts';
import type { WebhookAddress } from './webhook.ts';

/** A running gate; `start` after `stop` serves the same address with the same certificate. */
export interface Gate extends WebhookAddress {
  /** Plain HTTP: /metrics, /healthz, /readyz. */
  readonly metrics: string;
  start(): Promise<void>;
  /** Asks it to end, as Kubernetes does (SIGTERM), and gives its exit code. */
  stop(): Promise<number | null>;
  /** What it has written so far. */
  log(): string;
}

const READY_LIMIT_MS = 60_000;
const MAIN = resolve('dist/cli/main.js');

/**
 * Starts the gate with these policies (files, folders or `pack:NAME`); it watches the namespaces of the control plane. With
 * `selfSigned` it makes its own certificate, another one at each start; else it reads one that stays.
 */
export async function startGate(
  plane: ControlPlane,
  policies: readonly string[],
  { selfSigned = false }: { readonly selfSigned?: boolean } = {},
): Promise<Gate> {
  const port = await freePort();
  const metricsPort = await freePort();
  const file = (name: string, text: string): string => {
    const path = join(plane.folder, `gate-${port}.${name}`);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  const made = selfSign([], Date.now());
  const authorityFile = join(plane.folder, `gate-${port}.ca`);
  const words = [
    'serve',
    ...policies.flatMap((one) => ['--policies', one]),
    ...(selfSigned
      ? ['--self-signed', '--ca-file', authorityFile]
      : ['--tls-cert', file('crt', made.certificate), '--tls-key', file('key', made.key)]),
    ...['--shutdown-delay', '0'],
    ...['--port', String(port), '--metrics-port', String(metricsPort)],
  ];
  const output = file('log', '');
  const metrics = `http://127.0.0.1:${metricsPort}`;
  const log = (): string => readFileSync(output, 'utf8');
  let child: ChildProcess | undefined;
  const atExit = (): void => void child?.kill('SIGKILL');

  const start = async (): Promise<void> => {
    const descriptor = openSync(output, 'a');
    const started = spawn(process.execPath, [MAIN, ...words], {
      env: { PATH: process.env['PATH'], HOME: plane.folder, KUBECONFIG: plane.kubeconfigFile },
      stdio: ['ignore', descriptor, descriptor],
    });
    closeSync(descriptor);
    child = started;
    process.once('exit', atExit);
    for (const limit = Date.now() + READY_LIMIT_MS; ; await sleep(50)) {
      if (started.exitCode !== null) throw new Error(`serve ended with ${started.exitCode}:\n${log()}`);
      const ready = await fetch(`${metrics}/readyz`).then(
        ({ ok }) => ok,
        () => false,
      );
      if (ready) return;
      if (Date.now() > limit) throw new Error(`serve is not ready after ${READY_LIMIT_MS / 1000} s:\n${log()}`);
    }
  };
  const stop = async (): Promise<number | null> => {
    const stopping = child;
    process.removeListener('exit', atExit);
    if (!stopping || stopping.exitCode !== null) return stopping?.exitCode ?? null;
    const ended = new Promise<number | null>((done) => stopping.once('exit', done));
    stopping.kill('SIGTERM');
    return ended;
  };
  try {
    await start();
  } catch (error) {
    atExit();
    throw error;
  }
  const authority = selfSigned ? readFileSync(authorityFile, 'utf8') : made.authority;
  return { url: `https://127.0.0.1:${port}/validate`, authority, metrics, start, stop, log };
}
