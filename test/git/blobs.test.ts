import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readBlobs } from '../../src/git/blobs.ts';
import { listState } from '../../src/git/diff.ts';
import { withRepository } from '../builders/repository.ts';

const ROOMY = { each: 1_000_000, total: 10_000_000 };

describe('readBlobs()', () => {
  for (const objectFormat of ['sha1', 'sha256'] as const) {
    it(`reads any bytes, empty ones too, with ${objectFormat}`, async () => {
      await withRepository(
        async ({ path, env, write, commit }) => {
          const contents = [
            Buffer.alloc(0),
            Buffer.from([0, 10, 255, 10]),
            Buffer.from('a'.repeat(100_000)),
            Buffer.from('x\n'),
          ];
          write(Object.fromEntries(contents.map((bytes, index) => [`${index}.yaml`, bytes])));
          const tree = commit('all');
          const entries = await listState({ cwd: path, env }, { tree });
          const blobs = await readBlobs(
            { cwd: path, env },
            [...entries, ...entries].map(({ id }) => id),
            ROOMY,
          );
          assert.equal(blobs.size, contents.length);
          for (const [index, { id }] of entries.entries())
            assert.deepEqual(blobs.get(id), { ok: true, bytes: contents[index] });
        },
        { objectFormat },
      );
    });
  }

  it('answers for a missing object, another type and one that is too large', async () => {
    await withRepository(async ({ path, env, write, commit, git }) => {
      write({ 'a.yaml': 'content' });
      const head = commit('one');
      const absent = 'ab'.repeat(20);
      const large = git('rev-parse', 'HEAD:a.yaml');
      const blobs = await readBlobs({ cwd: path, env }, [absent, head, large], { each: 3, total: 9 });
      const codes = [...blobs.values()].map((one) => (one.ok ? 'ok' : one.code));
      assert.deepEqual(codes, ['object-missing', 'object-missing', 'size-limit']);
      write({ 'b.yaml': 'other' });
      commit('two');
      const two = [large, git('rev-parse', 'HEAD:b.yaml')];
      const together = await readBlobs({ cwd: path, env }, two, { each: 9, total: 9 });
      assert.deepEqual(
        two.map((id) => together.get(id)?.ok),
        [true, false],
      );
      assert.equal((await readBlobs({ cwd: path, env }, [], ROOMY)).size, 0);
    });
  });
});
