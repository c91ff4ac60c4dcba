import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { accessCluster } from '../../src/cluster/client.ts';
import { readClusterFacts } from '../../src/cluster/facts.ts';
import { startClusterFacts } from '../builders/cluster.ts';

async function facts(refused?: string) {
  const server = await startClusterFacts(refused);
  try {
    const access = await accessCluster([server.kubeconfig]);
    assert.ok(access.ok);
    return { read: await readClusterFacts(access.client, new AbortController().signal), asked: server.requests };
  } finally {
    await server.stop();
  }
}

describe('readClusterFacts()', () => {
  it('reads release, namespaces page by page, and definitions', async () => {
    const { read, asked } = await facts();
    assert.ok(read.ok, JSON.stringify(read));
    assert.equal(read.facts.kubernetes, '1.35');
    assert.deepEqual(read.facts.namespaces, [{ name: 'shop', labels: { team: 'a' } }]);
    assert.equal(read.facts.definitions[0]?.['kind'], 'CustomResourceDefinition');
    assert.equal(asked.filter((path) => path.includes('namespaces')).length, 2);
  });

  it('says what it may not read, and what to grant', async () => {
    const { read } = await facts('customresourcedefinitions');
    assert.ok(!read.ok);
    assert.match(
      read.message,
      /cannot be asked: HTTP 403 .* is forbidden; grant get, list and watch on customresourcedefinitions/,
    );
  });
});
