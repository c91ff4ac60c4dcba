import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { dispatch } from '../../src/commands/dispatch.ts';
import { commands } from '../../src/commands/index.ts';
import { startClusterFacts } from '../builders/cluster.ts';
import { recordingIo } from '../builders/io.ts';

const WIDGET = 'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w, namespace: shop}\nspec: {size: 9}\n';

async function inFolder(
  use: (
    folder: string,
    run: (...words: string[]) => Promise<{ code: number; out: string; err: string }>,
  ) => Promise<void>,
) {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-snapshot-'));
  try {
    await use(folder, async (...words) => {
      const io = recordingIo({ cwd: folder, env: {} });
      const code = await dispatch(words, commands, io);
      return { code, ...io.written };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('sallyport snapshot', () => {
  it('writes what a check then judges by, as a check that asks the cluster does', async () => {
    await inFolder(async (folder, run) => {
      const server = await startClusterFacts();
      try {
        writeFileSync(join(folder, 'widget.yaml'), WIDGET);
        const written = await run('snapshot', '--kubeconfig', server.kubeconfig, '-o', 'cluster.yaml');
        assert.equal(written.code, 0, written.err);
        assert.match(written.err, /Kubernetes 1\.35, 1 namespaces, 1 definitions/);
        assert.match(readFileSync(join(folder, 'cluster.yaml'), 'utf8'), /kind: Snapshot/);
        const blind = await run('check', 'widget.yaml');
        assert.match(blind.out, /no schema of `example\.com\/v1 Widget`/);
        const offline = await run('check', '--snapshot', 'cluster.yaml', 'widget.yaml');
        assert.equal(offline.code, 1, offline.out + offline.err);
        assert.match(offline.out, /kubernetes-schema\/invalid/);
        const online = await run('check', '--cluster', '--kubeconfig', server.kubeconfig, 'widget.yaml');
        assert.equal(online.out, offline.out);
      } finally {
        await server.stop();
      }
    });
  });

  it('says what is missing: a cluster, an answer, `--cluster`', async () => {
    await inFolder(async (_folder, run) => {
      assert.equal((await run('snapshot')).code, 3);
      const server = await startClusterFacts('namespaces');
      await assert.doesNotReject(async () => {
        const refused = await run('snapshot', '--kubeconfig', server.kubeconfig);
        assert.deepEqual([refused.code, refused.out], [2, '']);
        assert.match(refused.err, /grant get, list and watch on namespaces/);
        const check = await run('check', '--cluster', '--kubeconfig', server.kubeconfig);
        assert.equal(check.code, 2);
        assert.match(check.out, /cluster-unreadable|cannot be asked/);
      });
      await server.stop();
      const alone = await run('check', '--kubeconfig', 'x');
      assert.equal(alone.code, 3);
      assert.match(alone.err, /--kubeconfig goes with --cluster/);
    });
  });
});
