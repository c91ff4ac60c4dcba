// Access to the API server: where it is and who we are come from client-node's KubeConfig (loaded only when asked for), the
// requests are plain node:https, because client-node's own watch neither notices a dead connection nor pages its lists.
import type { IncomingMessage } from 'node:http';
import { request as plainRequest } from 'node:http';
import { type RequestOptions, request as secureRequest } from 'node:https';

/** One GET under way. */
export interface ClusterClient {
  /** URL of the API server, for messages. */
  readonly server: string;
  /** Sends a GET and yields the response as soon as its headers are there; the signal ends it at any time. */
  get(path: string, accept: string, signal: AbortSignal): Promise<IncomingMessage>;
}

/** A client, or why there is none. */
export type ClusterAccess =
  | { readonly ok: true; readonly client: ClusterClient }
  | { readonly ok: false; readonly message: string };

/** Whether this process runs in a pod that may speak to its API server. */
export function isInCluster(env: Readonly<Record<string, string | undefined>>): boolean {
  return Boolean(env['KUBERNETES_SERVICE_HOST'] && env['KUBERNETES_SERVICE_PORT']);
}

/** Time for connecting and for headers; a watch then lives longer. */
const HEADERS_MILLISECONDS = 30_000;

/** Reads kubeconfig files (merged, the first one's context holds), or without any the service account of the pod. Does not connect yet. */
export async function accessCluster(kubeconfigs: readonly string[]): Promise<ClusterAccess> {
  const { KubeConfig } = await import('@kubernetes/client-node');
  const config = new KubeConfig();
  const named = kubeconfigs.length === 0 ? 'service account of the pod' : `kubeconfig \`${kubeconfigs.join('`, `')}\``;
  try {
    const [first, ...rest] = kubeconfigs;
    if (first === undefined) config.loadFromCluster();
    else config.loadFromFile(first);
    for (const file of rest) {
      const further = new KubeConfig();
      further.loadFromFile(file);
      config.mergeConfig(further, true);
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ok: false, message: `the ${named} cannot be read: ${reason.split('\n')[0]}` };
  }
  const server = config.getCurrentCluster()?.server;
  if (server === undefined) return { ok: false, message: `the ${named} names no current cluster` };
  return {
    ok: true,
    client: {
      server,
      get: async (path, accept, signal) => {
        // Asked anew for each request: service account tokens are renewed in place, exec plugins when they expire.
        const options: RequestOptions = { headers: { accept } };
        await config.applyToHTTPSOptions(options);
        return send(new URL(path, server.endsWith('/') ? server : `${server}/`), options, signal);
      },
    },
  };
}

function send(url: URL, options: RequestOptions, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'http:' ? plainRequest : secureRequest)(url, { ...options, signal });
    const timer = setTimeout(() => request.destroy(new Error('no answer in 30 s')), HEADERS_MILLISECONDS);
    request.on('response', (response) => {
      clearTimeout(timer);
      resolve(response);
    });
    request.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    request.end();
  });
}
