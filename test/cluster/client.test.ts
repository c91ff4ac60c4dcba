import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { accessCluster, isInCluster } from '../../src/cluster/client.ts';
import { startScriptedServer } from '../builders/api-server.ts';

describe('accessCluster()', () => {
  it('asks with the credentials of the kubeconfig, and trusts its authority only', async () => {
    const server = await startScriptedServer((_url, response) => response.end('{}'));
    try {
      const access = await accessCluster([server.kubeconfig]);
      assert.ok(access.ok);
      const response = await access.client.get(
        'api/v1/namespaces?limit=1',
        'application/json',
        AbortSignal.timeout(5_000),
      );
      assert.equal(response.statusCode, 200);
      response.resume();
      assert.deepEqual(server.requests, ['/api/v1/namespaces?limit=1']);
      assert.deepEqual(server.authorizations, ['Bearer a-token']);
    } finally {
      await server.stop();
    }
  });

  it('says what is wrong with a kubeconfig', async () => {
    const missing = await accessCluster(['/nowhere/kubeconfig']);
    assert.ok(!missing.ok && /the kubeconfig `\/nowhere\/kubeconfig` cannot be read: ENOENT/.test(missing.message));
    const server = await startScriptedServer((_url, response) => response.end());
    try {
      writeFileSync(server.kubeconfig, 'apiVersion: v1\nkind: Config\n');
      const empty = await accessCluster([server.kubeconfig]);
      assert.ok(!empty.ok && /names no current cluster|cannot be read/.test(empty.message), JSON.stringify(empty));
    } finally {
      await server.stop();
    }
  });
});

describe('isInCluster()', () => {
  it('goes by the variables that Kubernetes gives a pod', () => {
    assert.equal(isInCluster({}), false);
    assert.equal(isInCluster({ KUBERNETES_SERVICE_HOST: '10.0.0.1', KUBERNETES_SERVICE_PORT: '443' }), true);
  });
});
