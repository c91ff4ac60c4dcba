// A real control plane for one test file: etcd and kube-apiserver on free loopback ports, everything they write in one
// temporary folder. Has no controllers and no kubelet; knows nothing of Sallyport.
import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KubeConfig } from '@kubernetes/client-node';
import type { Binaries } from './binaries.ts';

/** What the API server answered to one request: `body` is the decoded JSON, `warnings` the texts of the Warning headers. */
export interface ApiAnswer {
  readonly status: number;
  readonly warnings: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
}

/** How a request is sent: the body's media type (JSON if absent), and as whom (the administrator if absent). */
interface SendOptions {
  readonly contentType?: string;
  readonly as?: { readonly name: string; readonly groups: readonly string[] };
}

/** The part of an audit.k8s.io/v1 Event that tests read. */
export interface AuditEvent {
  readonly auditID: string;
  readonly verb: string;
  readonly requestURI: string;
  readonly stage: string;
  readonly responseStatus?: { readonly code?: number };
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A running control plane; whoever started it calls `stop` (leaving the process stops it, too). */
export interface ControlPlane {
  /** Administrator's access for @kubernetes/client-node. */
  readonly kubeConfig: KubeConfig;
  /** The same as a file, for kubectl and for our own gate. */
  readonly kubeconfigFile: string;
  /** Folder that `stop` removes, free for the test's own files. */
  readonly folder: string;
  /** Sends a request exactly as given (client-node drops fields that it does not know): JSON, or text as it stands. */
  send(method: string, path: string, body?: unknown, options?: SendOptions): Promise<ApiAnswer>;
  /** Creates a namespace with the `default` ServiceAccount that a controller would give it. */
  createNamespace(name: string, labels?: Readonly<Record<string, string>>): Promise<void>;
  /** All audit events so far, oldest first; the log is written before the client is answered. */
  auditEvents(): readonly AuditEvent[];
  stop(): Promise<void>;
}

const AUDIT_POLICY = {
  apiVersion: 'audit.k8s.io/v1',
  kind: 'Policy',
  omitStages: ['RequestReceived', 'ResponseStarted'],
  rules: [{ level: 'None', verbs: ['get', 'list', 'watch'] }, { level: 'Metadata' }],
};
/** Far above the measured start of two seconds; a machine this slow fails with the server's own words. */
const START_LIMIT_MS = 120_000;

/** A port on 127.0.0.1 that nobody listens on right now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no free port on 127.0.0.1');
  return address.port;
}

interface Program {
  readonly name: string;
  readonly child: ChildProcess;
  readonly log: string;
  /** Set once the program has ended or could not be started. */
  readonly ended: () => string | undefined;
}

function start(name: string, file: string, folder: string, words: readonly string[]): Program {
  const log = join(folder, `${name}.log`);
  const output = openSync(log, 'a');
  // A bare environment: proxies and credentials of the machine are none of the control plane's business.
  const child = spawn(file, words, { cwd: folder, env: { HOME: folder }, stdio: ['ignore', output, output] });
  closeSync(output);
  let ended: string | undefined;
  child.once('error', (error) => {
    ended = `could not be started: ${error.message}`;
  });
  child.once('exit', (code, signal) => {
    ended ??= `ended with ${code ?? signal}`;
  });
  return { name, child, log, ended: () => ended };
}

const tail = (log: string): string =>
  existsSync(log) ? readFileSync(log, 'utf8').split('\n').slice(-15).join('\n') : '';

async function kill({ child, ended }: Program): Promise<void> {
  if (ended()) return;
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await gone;
}

/** One HTTPS request with a bearer token against a server certificate of our own. */
function sender(server: string, token: string, authority: string): ControlPlane['send'] {
  return (method, path, body, { contentType = 'application/json', as } = {}) =>
    new Promise((done, fail) => {
      const text = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body);
      const call = request(new URL(path, server), {
        method,
        ca: authority,
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'application/json',
          'user-agent': 'sallyport-e2e',
          ...(as ? { 'impersonate-user': as.name, 'impersonate-group': [...as.groups] } : {}),
          ...(text === undefined ? {} : { 'content-type': contentType, 'content-length': Buffer.byteLength(text) }),
        },
      });
      call.once('error', fail);
      call.once('response', (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.once('error', fail);
        response.once('end', () => {
          const received = Buffer.concat(parts).toString('utf8');
          let decoded: Record<string, unknown>;
          try {
            decoded = JSON.parse(received) as Record<string, unknown>;
          } catch {
            decoded = { message: received };
          }
          done({ status: response.statusCode ?? 0, warnings: warningsOf(response.headers['warning']), body: decoded });
        });
      });
      call.end(text);
    });
}

/** Texts of `299 - "…"` warnings (RFC 7234 section 5.5), whether given in one header or in many. */
export function warningsOf(header: string | string[] | null | undefined): string[] {
  const text = Array.isArray(header) ? header.join(', ') : (header ?? '');
  return [...text.matchAll(/\b[0-9]{3} [^ "]+ "((?:[^"\\]|\\.)*)"/g)].map(([, quoted]) =>
    (quoted ?? '').replace(/\\(.)/g, '$1'),
  );
}

async function until(what: string, programs: readonly Program[], ready: () => Promise<boolean>): Promise<void> {
  for (const limit = Date.now() + START_LIMIT_MS; ; await sleep(50)) {
    for (const program of programs) {
      const ended = program.ended();
      if (ended) throw new Error(`${program.name} ${ended}; its last lines:\n${tail(program.log)}`);
    }
    if (await ready().catch(() => false)) return;
    if (Date.now() > limit)
      throw new Error(`${what} after ${START_LIMIT_MS / 1000} s; last lines:\n${programs.map(({ log }) => tail(log))}`);
  }
}

/** Starts etcd and kube-apiserver (with more `flags`) and waits until they are ready; on failure nothing is left behind. */
export async function startControlPlane(
  binaries: Pick<Binaries, 'etcd' | 'kubeApiserver'>,
  flags: readonly string[] = [],
): Promise<ControlPlane> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-e2e-'));
  const programs: Program[] = [];
  // INVARIANT: neither a failed test nor Ctrl-C leaves a server running or a folder behind.
  const atExit = (): void => {
    for (const { child } of programs) child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  };
  const atSignal = (): void => process.exit(130);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  process.once('exit', atExit);
  for (const signal of signals) process.once(signal, atSignal);
  const stop = async (): Promise<void> => {
    await Promise.all(programs.map(kill));
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    process.removeListener('exit', atExit);
    for (const signal of signals) process.removeListener(signal, atSignal);
  };
  try {
    return await startIn(folder, binaries, flags, programs, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startIn(
  folder: string,
  binaries: Pick<Binaries, 'etcd' | 'kubeApiserver'>,
  flags: readonly string[],
  programs: Program[],
  stop: () => Promise<void>,
): Promise<ControlPlane> {
  const token = randomBytes(24).toString('base64url');
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  const etcdPort = await freePort();
  const etcd = `http://127.0.0.1:${etcdPort}`;
  programs.push(
    start('etcd', binaries.etcd, folder, [
      `--data-dir=${join(folder, 'etcd')}`,
      `--listen-client-urls=${etcd}`,
      `--advertise-client-urls=${etcd}`,
      '--listen-peer-urls=http://127.0.0.1:0',
      '--log-level=warn',
      '--unsafe-no-fsync',
    ]),
  );
  await until('etcd was not ready', programs, async () => (await fetch(`${etcd}/health`)).ok);

  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const auditLog = join(folder, 'audit.log');
  const port = await freePort();
  const certificate = join(folder, 'certificates', 'apiserver.crt');
  programs.push(
    start('kube-apiserver', binaries.kubeApiserver, folder, [
      `--etcd-servers=${etcd}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${port}`,
      // It signs a certificate for itself in this folder.
      `--cert-dir=${join(folder, 'certificates')}`,
      `--token-auth-file=${file('tokens.csv', `${token},e2e-admin,e2e-admin,system:masters\n`)}`,
      '--authorization-mode=RBAC',
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${file('accounts.pub', publicKey.export({ type: 'spki', format: 'pem' }) as string)}`,
      `--service-account-signing-key-file=${file('accounts.key', privateKey.export({ type: 'pkcs8', format: 'pem' }) as string)}`,
      '--service-cluster-ip-range=10.96.0.0/16',
      '--endpoint-reconciler-type=none',
      '--allow-privileged=true',
      `--audit-policy-file=${file('audit-policy.json', JSON.stringify(AUDIT_POLICY))}`,
      `--audit-log-path=${auditLog}`,
      '--audit-log-mode=blocking-strict',
      ...flags,
    ]),
  );
  const server = `https://127.0.0.1:${port}`;
  let send: ControlPlane['send'] | undefined;
  await until('kube-apiserver was not ready', programs, async () => {
    send ??= sender(server, token, readFileSync(certificate, 'utf8'));
    return (await send('GET', '/readyz')).status === 200;
  });
  if (!send) throw new Error('kube-apiserver wrote no certificate');

  const settings = {
    clusters: [{ name: 'e2e', server, caData: readFileSync(certificate).toString('base64') }],
    users: [{ name: 'e2e-admin', token }],
    contexts: [{ name: 'e2e', cluster: 'e2e', user: 'e2e-admin' }],
    currentContext: 'e2e',
  };
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromOptions(settings);
  const created = send;
  return {
    kubeConfig,
    kubeconfigFile: file('kubeconfig', kubeConfig.exportConfig()),
    folder,
    send,
    createNamespace: async (name, labels = {}) => {
      const made = await created('POST', '/api/v1/namespaces', { metadata: { name, labels } });
      const account = { metadata: { name: 'default' } };
      const allowed = await created('POST', `/api/v1/namespaces/${name}/serviceaccounts`, account);
      for (const { status, body } of [made, allowed])
        if (status !== 201) throw new Error(`namespace ${name}: ${status} ${JSON.stringify(body)}`);
    },
    auditEvents: () =>
      (existsSync(auditLog) ? readFileSync(auditLog, 'utf8') : '')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as AuditEvent),
    stop,
  };
}

/** Lets every authenticated user do everything, so that only admission can refuse. */
export async function grantEverything(plane: ControlPlane): Promise<void> {
  const { status, body } = await plane.send('POST', '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', {
    metadata: { name: 'e2e-everybody' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
    subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'Group', name: 'system:authenticated' }],
  });
  if (status !== 201) throw new Error(`grant: ${status} ${JSON.stringify(body)}`);
}

/** Teaches the API server a custom kind of any shape, in namespaces, and waits until it serves it. */
export async function installKind(plane: ControlPlane, group: string, version: string, kind: string): Promise<void> {
  const plural = `${kind.toLowerCase()}s`;
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } };
  const { status, body } = await plane.send('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope: 'Namespaced',
      names: { kind, plural },
      versions: [{ name: version, served: true, storage: true, schema }],
    },
  });
  if (status !== 201) throw new Error(`${kind}: ${status} ${JSON.stringify(body)}`);
  const path = `/apis/${group}/${version}/namespaces/default/${plural}`;
  for (const limit = Date.now() + START_LIMIT_MS; (await plane.send('GET', path)).status !== 200; await sleep(50))
    if (Date.now() > limit) throw new Error(`the API server does not serve ${plural}.${group}`);
}
