// What the webhook is measured against: node:https that reads a body, parses it and answers with the uid. Prints its port.
// Usage: node bare-server.js
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { selfSign } from '../src/gates/admission/certificate.ts';

const { certificate, key } = selfSign([], Date.now());
const server = createServer(
  { cert: certificate, key, minVersion: 'TLSv1.2', keepAliveTimeout: 120_000 },
  (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const review = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      const answer = JSON.stringify({
        apiVersion: review.apiVersion,
        kind: review.kind,
        response: { uid: review.request.uid, allowed: true },
      });
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(answer) });
      response.end(answer);
    });
  },
);
server.listen(0, () => console.log((server.address() as AddressInfo).port));
