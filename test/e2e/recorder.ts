// An admission webhook that admits everything, keeps each review as the API server sent it, and shows it to a gate that is
// asked for its answer. Judges nothing itself.
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Agent, createServer, request } from 'node:https';
import { selfSign } from '../../src/gates/admission/certificate.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import type { WebhookAddress } from './webhook.ts';

/** One review, parsed, and what the gate behind the recorder answered to the very same bytes. */
export interface Recorded {
  readonly review: JsonObject;
  readonly answer: JsonObject | undefined;
}

/** A running recorder. */
export interface Recorder extends WebhookAddress {
  /** The reviews since the last call, oldest first. */
  take(): readonly Recorded[];
  stop(): Promise<void>;
}

/** The API server's own loops, which create roles, services and priority classes while tests run: not recorded. */
const ITSELF = 'system:apiserver';

async function textOf(message: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** Posts a body as the API server does and gives the parsed answer. */
async function post(gate: WebhookAddress, agent: Agent, body: string): Promise<JsonObject> {
  const call = request(gate.url, { method: 'POST', agent, headers: { 'content-type': 'application/json' } });
  call.end(body);
  const [response] = (await once(call, 'response')) as [IncomingMessage];
  const text = await textOf(response);
  if (response.statusCode !== 200) throw new Error(`the gate answered ${response.statusCode}: ${text}`);
  return JSON.parse(text) as JsonObject;
}

/** Starts a recorder on a free loopback port, in front of `gate` if one is given. */
export async function startRecorder(gate?: WebhookAddress): Promise<Recorder> {
  const { certificate, key, authority } = selfSign([], Date.now());
  const agent = new Agent({ keepAlive: true, ...(gate && { ca: gate.authority }) });
  let kept: Recorded[] = [];
  const server = createServer({ cert: certificate, key }, (incoming, outgoing) => {
    const answering = async (): Promise<void> => {
      const body = await textOf(incoming);
      const review = JSON.parse(body) as JsonObject;
      const { uid, userInfo } = review['request'] as { uid: string; userInfo: { username: string } };
      if (userInfo.username !== ITSELF) kept.push({ review, answer: gate && (await post(gate, agent, body)) });
      outgoing.setHeader('content-type', 'application/json');
      outgoing.end(
        JSON.stringify({
          apiVersion: 'admission.k8s.io/v1',
          kind: 'AdmissionReview',
          response: { uid, allowed: true },
        }),
      );
    };
    answering().catch((error: unknown) => {
      outgoing.statusCode = 500;
      outgoing.end(error instanceof Error ? error.message : String(error));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the recorder has no port');
  return {
    url: `https://127.0.0.1:${address.port}/validate`,
    authority,
    take: () => {
      const taken = kept;
      kept = [];
      return taken;
    },
    stop: async () => {
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
