import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, it } from 'node:test';
import { accessCluster } from '../../src/cluster/client.ts';
import { Expired, linesOf, readJson, type refuse } from '../../src/cluster/response.ts';
import { startScriptedServer } from '../builders/api-server.ts';

async function answered<T>(
  script: (response: ServerResponse) => void,
  read: (response: Parameters<typeof refuse>[0]) => Promise<T>,
): Promise<T> {
  const server = await startScriptedServer((_url, response) => script(response));
  try {
    const access = await accessCluster([server.kubeconfig]);
    assert.ok(access.ok);
    return await read(await access.client.get('x', 'application/json', new AbortController().signal));
  } finally {
    await server.stop();
  }
}

describe('answers of the API server', () => {
  it('are read as JSON objects and nothing else', async () => {
    const json = (text: string) =>
      answered(
        (response) => response.end(text),
        (response) => readJson(response, 'things', 5_000),
      );
    assert.deepEqual(await json('{"a": 1}'), { a: 1 });
    await assert.rejects(json('[]'), /no JSON object/);
    await assert.rejects(json('nonsense'), SyntaxError);
  });

  it('throw in the words of the server, and say what to grant', async () => {
    const status = (code: number) =>
      answered(
        (response) => {
          response.statusCode = code;
          response.end('{"message": "not for you"}');
        },
        (response) => readJson(response, 'things', 5_000),
      );
    await assert.rejects(status(403), /HTTP 403 not for you; grant get, list and watch on things/);
    await assert.rejects(status(410), Expired);
  });

  it('come line by line, and end where the connection goes silent', async () => {
    const lines: string[] = [];
    const reading = answered(
      (response) => void response.write('{"a":1}\n\n{"b"'),
      async (response) => {
        for await (const line of linesOf(response, 50)) lines.push(line);
      },
    );
    await assert.rejects(reading, /has been silent/);
    assert.deepEqual(lines, ['{"a":1}']);
  });
});
