// The gate as an installed chart describes it, run here instead of in a pod: its arguments, its volumes as a kubelet lays them out,
// its service account's own token. Asserts nothing.
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ControlPlane, freePort } from './control-plane.ts';

/** A running gate that answers reviews on this machine under its name in the cluster. */
export interface InstalledGate {
  review(object: Readonly<Record<string, unknown>>): Promise<{ readonly response: unknown }>;
  /** Ends it as Kubernetes does, and gives its exit code. */
  stop(): Promise<number | null>;
}

interface Mount {
  readonly name: string;
  readonly mountPath: string;
}

interface Volume {
  readonly name: string;
  readonly configMap?: {
    readonly name: string;
    readonly items: readonly { readonly key: string; readonly path: string }[];
  };
  readonly secret?: { readonly secretName: string };
}

interface Installed {
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly serviceAccountName: string;
        readonly volumes: readonly Volume[];
        readonly containers: readonly { readonly args: readonly string[]; readonly volumeMounts: readonly Mount[] }[];
      };
    };
  };
}

const NAMESPACE = 'sallyport-system';
const HOST = `sallyport.${NAMESPACE}.svc`;
const READY_LIMIT_MS = 60_000;

/** Starts the gate of the release `sallyport`. */
export async function startInstalledGate(plane: ControlPlane): Promise<InstalledGate> {
  const get = async <T>(path: string): Promise<T> => {
    const { status, body } = await plane.send('GET', path);
    if (status !== 200) throw new Error(`${path}: ${status}`);
    return body as T;
  };
  const deployment = await get<Installed>(`/apis/apps/v1/namespaces/${NAMESPACE}/deployments/sallyport`);
  const { containers, volumes, serviceAccountName } = deployment.spec.template.spec;
  const [container] = containers;
  if (!container) throw new Error('the Deployment has no container');
  const folder = mkdtempSync(join(plane.folder, 'pod-'));
  let authority = '';
  for (const { name, configMap, secret } of volumes) {
    const mount = container.volumeMounts.find((one) => one.name === name);
    if (!mount) throw new Error(`the volume ${name} is mounted nowhere`);
    const files = new Map<string, Buffer>();
    if (configMap) {
      const { data } = await get<{ data: Record<string, string> }>(
        `/api/v1/namespaces/${NAMESPACE}/configmaps/${configMap.name}`,
      );
      for (const { key, path } of configMap.items) files.set(path, Buffer.from(data[key] ?? ''));
    }
    if (secret) {
      const { data } = await get<{ data: Record<string, string> }>(
        `/api/v1/namespaces/${NAMESPACE}/secrets/${secret.secretName}`,
      );
      for (const [key, value] of Object.entries(data)) files.set(key, Buffer.from(value, 'base64'));
      authority = files.get('ca.crt')?.toString() ?? '';
    }
    layOut(join(folder, mount.mountPath), files);
  }
  const [port, metricsPort] = [await freePort(), await freePort()];
  const words = container.args.map((word) =>
    word
      .replace('=/etc/', `=${folder}/etc/`)
      .replace('--port=8443', `--port=${port}`)
      .replace('--metrics-port=9090', `--metrics-port=${metricsPort}`),
  );
  const KUBECONFIG = join(folder, 'kubeconfig');
  writeFileSync(KUBECONFIG, await kubeconfigOf(plane, serviceAccountName), { mode: 0o600 });

  const child = spawn(process.execPath, [resolve('dist/cli/main.js'), ...words, '--shutdown-delay=0'], {
    cwd: folder,
    env: { PATH: process.env['PATH'], HOME: folder, KUBECONFIG },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (part: Buffer) => {
      log += part.toString();
    });
  for (const limit = Date.now() + READY_LIMIT_MS; ; await sleep(50)) {
    if (child.exitCode !== null) throw new Error(`serve ended with ${child.exitCode}:\n${log}`);
    const answer = await fetch(`http://127.0.0.1:${metricsPort}/readyz`).catch(() => undefined);
    if (answer?.ok) break;
    if (Date.now() > limit) {
      kill();
      throw new Error(`serve is not ready: ${await answer?.text()}\n${log}`);
    }
  }
  return {
    review: (object) => ask(port, authority, object),
    stop: async () => {
      process.removeListener('exit', kill);
      const ended = new Promise<number | null>((done) => child.once('exit', done));
      child.kill('SIGTERM');
      return ended;
    },
  };
}

/** As a kubelet does: the files in a hidden folder, a link `..data` to it, and a link for each name at the top. */
function layOut(folder: string, files: ReadonlyMap<string, Buffer>): void {
  const hidden = '..2026_11_21_10_00_00.1';
  for (const [path, bytes] of files) {
    mkdirSync(dirname(join(folder, hidden, path)), { recursive: true });
    writeFileSync(join(folder, hidden, path), bytes);
  }
  symlinkSync(hidden, join(folder, '..data'));
  const tops = new Set([...files.keys()].map((path) => path.split('/')[0] ?? path));
  for (const top of tops) symlinkSync(join('..data', top), join(folder, top));
}

/** Access with a token of the service account, so that its rights and no others are used. */
async function kubeconfigOf(plane: ControlPlane, account: string): Promise<string> {
  const path = `/api/v1/namespaces/${NAMESPACE}/serviceaccounts/${account}/token`;
  const { status, body } = await plane.send('POST', path, {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: {},
  });
  if (status !== 201) throw new Error(`${path}: ${status} ${JSON.stringify(body)}`);
  const { token } = body['status'] as { token: string };
  const [cluster] = plane.kubeConfig.clusters;
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'e2e', cluster: { server: cluster?.server, 'certificate-authority-data': cluster?.caData } }],
    users: [{ name: account, user: { token } }],
    contexts: [{ name: 'e2e', context: { cluster: 'e2e', user: account } }],
    'current-context': 'e2e',
  });
}

function ask(port: number, ca: string, object: Readonly<Record<string, unknown>>): Promise<{ response: unknown }> {
  const { namespace, name } = object['metadata'] as { namespace?: string; name?: string };
  const review = {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid: '1',
      kind: { group: '', version: 'v1', kind: object['kind'] },
      namespace,
      name,
      operation: 'CREATE',
      userInfo: { username: 'e2e' },
      object,
    },
  };
  return new Promise((done, fail) => {
    const call = request(
      {
        host: '127.0.0.1',
        port,
        path: '/validate?timeout=5s',
        method: 'POST',
        ca,
        servername: HOST,
        headers: { 'content-type': 'application/json' },
      },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.once('end', () => done(JSON.parse(Buffer.concat(parts).toString('utf8')) as { response: unknown }));
      },
    );
    call.once('error', fail);
    call.end(JSON.stringify(review));
  });
}
