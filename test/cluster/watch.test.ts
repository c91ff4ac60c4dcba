import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { describe, it } from 'node:test';
import { accessCluster } from '../../src/cluster/client.ts';
import { type NamespaceWatch, watchNamespaces } from '../../src/cluster/watch.ts';
import { namespaceObject, type ScriptedServer, startScriptedServer } from '../builders/api-server.ts';

const TIMES = { silence: 5_000, firstWait: 5, longestWait: 20 };

const list = (items: readonly unknown[], resourceVersion: string, next?: string) =>
  JSON.stringify({ kind: 'NamespaceList', metadata: { resourceVersion, ...(next && { continue: next }) }, items });
const event = (type: string, object: unknown) => `${JSON.stringify({ type, object })}\n`;
const bookmark = (resourceVersion: string) =>
  event('BOOKMARK', { kind: 'Namespace', apiVersion: 'v1', metadata: { resourceVersion } });

interface Script {
  readonly list: (url: URL, response: ServerResponse) => void;
  readonly watch: (url: URL, response: ServerResponse) => void;
  readonly get?: (name: string, response: ServerResponse) => void;
}

async function running(
  script: Script,
  check: (watch: NamespaceWatch, server: ScriptedServer, problems: readonly string[]) => Promise<void>,
  times = TIMES,
): Promise<void> {
  const server = await startScriptedServer((url, response) => {
    const name = url.pathname.slice('/api/v1/namespaces/'.length);
    if (name !== '') script.get?.(name, response);
    else (url.searchParams.has('watch') ? script.watch : script.list)(url, response);
  });
  const access = await accessCluster([server.kubeconfig]);
  assert.ok(access.ok);
  const problems: string[] = [];
  const watch = watchNamespaces(access.client, (problem) => problems.push(problem), times);
  try {
    await check(watch, server, problems);
  } finally {
    watch.stop();
    await server.stop();
  }
}

/** Waits until it holds; the test runner's own limit is the only one. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('watchNamespaces()', () => {
  it('lists by pages, then follows what is added, changed and deleted', async () => {
    let events: ServerResponse | undefined;
    await running(
      {
        list: (url, response) =>
          url.searchParams.get('continue') === 'more'
            ? response.end(list([namespaceObject('b', { team: 'two' })], '10'))
            : response.end(list([namespaceObject('a', { team: 'one' })], '9', 'more')),
        watch: (_url, response) => {
          events = response;
          response.write(event('ADDED', namespaceObject('c', {}, '11')));
        },
      },
      async (watch, server, problems) => {
        await until(() => watch.labels('c') !== undefined);
        assert.deepEqual(watch.labels('a'), { team: 'one' });
        assert.deepEqual(watch.labels('b'), { team: 'two' });
        assert.equal(watch.labels('d'), undefined);
        assert.equal(watch.labels('__proto__'), undefined);
        // An event may come in pieces, in the middle of a character as well.
        const changed = Buffer.from(event('MODIFIED', namespaceObject('a', { team: 'drei€' }, '12')));
        const cut = changed.indexOf(Buffer.from('€')) + 1;
        events?.write(changed.subarray(0, cut));
        await new Promise((resolve) => setTimeout(resolve, 20));
        events?.write(changed.subarray(cut));
        await until(() => watch.labels('a')?.['team'] === 'drei€');
        events?.write(event('DELETED', namespaceObject('b', {}, '13')));
        await until(() => watch.labels('b') === undefined);
        const { synced, known, age } = watch.state();
        assert.deepEqual([synced, known, age < 60], [true, 2, true]);
        assert.deepEqual(problems, []);
        assert.match(server.requests[0] ?? '', /limit=500$/);
        assert.match(
          server.requests[2] ?? '',
          /watch=true&allowWatchBookmarks=true&timeoutSeconds=2\d\d&resourceVersion=10$/,
        );
      },
    );
  });

  it('goes on from the last bookmark when the server ends the watch', async () => {
    const versions: (string | null)[] = [];
    await running(
      {
        list: (_url, response) => response.end(list([], '1')),
        watch: (url, response) => {
          versions.push(url.searchParams.get('resourceVersion'));
          if (versions.length === 1) response.end(bookmark('7'));
          else response.write(bookmark('8'));
        },
      },
      async (_watch, server) => {
        await until(() => versions.length === 2);
        assert.deepEqual(versions, ['1', '7']);
        assert.equal(server.requests.filter((path) => path.includes('limit=')).length, 1);
      },
    );
  });

  it('lists anew when its place is forgotten, told by an event or by the status', async () => {
    const gone = { kind: 'Status', code: 410, reason: 'Expired', message: 'too old resource version' };
    let watches = 0;
    await running(
      {
        list: (_url, response) => response.end(list([namespaceObject(`round-${watches}`, {})], '1')),
        watch: (_url, response) => {
          watches++;
          if (watches === 1) response.end(event('ERROR', gone));
          else if (watches === 2) response.writeHead(410).end(JSON.stringify(gone));
          else if (watches === 3) response.end('{"type": garbage}\n');
          else response.write(bookmark('2'));
        },
      },
      async (watch, _server, problems) => {
        await until(() => watch.labels('round-3') !== undefined);
        assert.equal(watch.labels('round-0'), undefined, 'what a list no longer names is forgotten');
        assert.equal(problems.length, 3);
        assert.match(problems[0] ?? '', /cannot be followed: the watch ended: too old resource version/);
      },
    );
  });

  it('leaves a connection that has gone silent', async () => {
    let watches = 0;
    await running(
      {
        list: (_url, response) => response.end(list([], '1')),
        watch: (_url, response) => {
          watches++;
          response.writeHead(200);
          response.flushHeaders();
        },
      },
      async (_watch, _server, problems) => {
        await until(() => watches >= 2);
        assert.match(problems[0] ?? '', /the API server has been silent for 0.05 s/);
      },
      { ...TIMES, silence: 50 },
    );
  });

  it('knows nothing before the first list, says what is missing, and tries again', async () => {
    let lists = 0;
    await running(
      {
        list: (_url, response) => {
          lists++;
          if (lists <= 2) response.writeHead(403).end(JSON.stringify({ kind: 'Status', message: 'no list for you' }));
          else response.end(list([namespaceObject('a', {})], '1'));
        },
        watch: (_url, response) => void response.write(bookmark('2')),
      },
      async (watch, _server, problems) => {
        assert.equal(watch.state().synced, false);
        assert.equal(watch.labels('a'), undefined);
        await until(() => watch.state().synced);
        assert.equal(problems.length, 2);
        assert.match(problems[0] ?? '', /HTTP 403 no list for you; grant get, list and watch on namespaces/);
      },
    );
  });

  it('asks for a namespace that the watch has not brought yet, once for all who wait', async () => {
    let asked = 0;
    await running(
      {
        list: (_url, response) => response.end(list([], '1')),
        watch: (_url, response) => void response.write(bookmark('2')),
        get: (name, response) => {
          asked++;
          if (name === 'new') response.end(JSON.stringify(namespaceObject('new', { team: 'one' })));
          else if (name === 'slow') return;
          else response.writeHead(404).end('{}');
        },
      },
      async (watch, _server, problems) => {
        await until(() => watch.state().synced);
        const limit = () => AbortSignal.timeout(5_000);
        await Promise.all([watch.fetch('new', limit()), watch.fetch('new', limit())]);
        assert.equal(asked, 1);
        assert.deepEqual(watch.labels('new'), { team: 'one' });
        await watch.fetch('none', limit());
        assert.equal(watch.labels('none'), undefined);
        assert.deepEqual(problems, []);
        await watch.fetch('slow', AbortSignal.timeout(50));
        assert.equal(watch.labels('slow'), undefined);
        assert.equal(problems.length, 1);
      },
    );
  });
});
