import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessCluster } from '../../src/cluster/client.ts';
import { listAll } from '../../src/cluster/list.ts';
import { startScriptedServer } from '../builders/api-server.ts';

async function listed(pages: Readonly<Record<string, unknown>>) {
  const server = await startScriptedServer(({ searchParams }, response) =>
    response.end(JSON.stringify(pages[searchParams.get('continue') ?? ''])),
  );
  try {
    const access = await accessCluster([server.kubeconfig]);
    assert.ok(access.ok);
    const listing = { what: 'things', path: 'api/v1/things', accept: 'application/json' };
    return await listAll(access.client, listing, new AbortController().signal, 5_000);
  } finally {
    await server.stop();
  }
}

describe('listAll()', () => {
  it('goes on while the server says that there is more', async () => {
    const { items, version } = await listed({
      '': { metadata: { continue: 'b', resourceVersion: '1' }, items: [{ n: 1 }] },
      b: { metadata: { continue: 'c', resourceVersion: '1' }, items: [{ n: 2 }, 'no object'] },
      c: { metadata: { resourceVersion: '1' }, items: [] },
    });
    assert.deepEqual([items, version], [[{ n: 1 }, { n: 2 }], '1']);
  });

  it('refuses an answer that is no list', async () => {
    await assert.rejects(listed({ '': { kind: 'Status' } }), /the list of things has no items/);
  });
});
