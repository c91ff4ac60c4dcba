// The control plane itself: what the other end-to-end tests rely on, and that it leaves nothing behind.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { CoreV1Api } from '@kubernetes/client-node';
import { type Binaries, ensureBinaries, kubernetesVersion, SKIP_REASON } from './binaries.ts';
import { type ControlPlane, startControlPlane, warningsOf } from './control-plane.ts';

const binaries = await ensureBinaries();

describe('a real control plane', { skip: binaries ? false : SKIP_REASON }, () => {
  const { kubectl } = binaries as Binaries;
  let plane: ControlPlane;
  before(async () => {
    plane = await startControlPlane(binaries as Binaries);
  });
  after(() => plane?.stop());

  it('is of the version in go.mod', async () => {
    const { body } = await plane.send('GET', '/version');
    assert.equal(body['gitVersion'], kubernetesVersion());
  });

  it('admits a pod in a namespace with default admission, and logs it with its annotations', async () => {
    await plane.createNamespace('plain', { 'pod-security.kubernetes.io/enforce': 'baseline' });
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'app' },
      spec: { containers: [{ name: 'app', image: 'app:1' }] },
    };
    const core = plane.kubeConfig.makeApiClient(CoreV1Api);
    const created = await core.createNamespacedPod({ namespace: 'plain', body: pod });
    assert.equal(created.spec?.serviceAccountName, 'default');
    const event = plane.auditEvents().find(({ requestURI }) => requestURI === '/api/v1/namespaces/plain/pods');
    assert.equal(event?.responseStatus?.code, 201);
    assert.equal(event?.annotations?.['pod-security.kubernetes.io/enforce-policy'], 'baseline:latest');
  });

  it('answers kubectl', async () => {
    const words = ['--kubeconfig', plane.kubeconfigFile, 'get', 'namespace', 'default', '-o', 'name'];
    assert.equal((await promisify(execFile)(kubectl, words)).stdout, 'namespace/default\n');
  });

  it('gives the texts of warnings', async () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' }, spec: { colour: 1, containers: [] } };
    const { warnings } = await plane.send('POST', '/api/v1/namespaces/default/pods', pod);
    assert.deepEqual(warnings, ['unknown field "spec.colour"']);
    assert.deepEqual(warningsOf('299 - "a \\"b\\", c", 299 - "d"'), ['a "b", c', 'd']);
  });

  it('leaves neither folder nor server behind', async () => {
    const other = await startControlPlane(binaries as Binaries);
    assert.ok(existsSync(other.folder));
    await other.stop();
    assert.ok(!existsSync(other.folder));
    await assert.rejects(other.send('GET', '/readyz'), /ECONNREFUSED/);
  });
});
