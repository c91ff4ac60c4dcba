// Builds a scripted HTTPS server in the place of an API server, for answers that a real one gives only on bad days (test/e2e
// runs the real one), and a kubeconfig file that leads to it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selfSign } from '../../src/gates/admission/certificate.ts';

/** A server that answers as the test says. */
export interface ScriptedServer {
  readonly kubeconfig: string;
  /** Requests so far: path with query. */
  readonly requests: readonly string[];
  readonly authorizations: readonly (string | undefined)[];
  stop(): Promise<void>;
}

/** Starts it; `answer` is called with the URL of each request. */
export async function startScriptedServer(
  answer: (url: URL, response: ServerResponse, request: IncomingMessage) => void,
): Promise<ScriptedServer> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-'));
  const { certificate, key, authority } = selfSign([], Date.now());
  const requests: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const server = createServer({ cert: certificate, key }, (request, response) => {
    requests.push(request.url ?? '');
    authorizations.push(request.headers.authorization);
    answer(new URL(request.url ?? '', 'https://localhost'), response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'test',
      contexts: [{ name: 'test', context: { cluster: 'test', user: 'test' } }],
      users: [{ name: 'test', user: { token: 'a-token' } }],
      clusters: [
        {
          name: 'test',
          cluster: {
            server: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
            'certificate-authority-data': Buffer.from(authority).toString('base64'),
          },
        },
      ],
    }),
  );
  return {
    kubeconfig,
    requests,
    authorizations,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      rmSync(folder, { recursive: true });
    },
  };
}

/** A Namespace as the API server lists it. */
export function namespaceObject(name: string, labels: Readonly<Record<string, string>>, resourceVersion = '1') {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels, resourceVersion } };
}
