import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { fullPath, readPaths, readRevision } from '../../../src/commands/template/manifests.ts';
import { DEFAULT_CONFIG } from '../../../src/config/config.ts';
import { recordingIo } from '../../builders/io.ts';
import { type Repository, withRepository } from '../../builders/repository.ts';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\n';

/** A repository with one committed pod, and the surroundings of a command in it. */
const inRepository = (
  use: (
    repository: Repository,
    naming: { root: string; config: typeof DEFAULT_CONFIG },
    io: ReturnType<typeof recordingIo>,
  ) => Promise<void>,
) =>
  withRepository(async (repository) => {
    repository.write({ 'apps/a.yaml': POD, 'apps/b.txt': 'x' });
    repository.commit('one');
    const io = recordingIo({
      cwd: repository.path,
      env: repository.env,
      stdin: async () => new TextEncoder().encode(POD),
    });
    await use(repository, { root: repository.path, config: DEFAULT_CONFIG }, io);
  });

describe('readPaths()', () => {
  it('reads files, folders and standard input, and says what it cannot', () =>
    inRepository(async (_, naming, io) => {
      for (const words of [[], ['apps'], ['apps/a.yaml'], ['-']])
        assert.equal((await readPaths(words, naming, io)).objects.length, 1, words.join());
      const read = await readPaths(['nothing', 'apps'], naming, io);
      assert.deepEqual(
        read.problems.map(({ code }) => code),
        ['not-found'],
      );
      assert.deepEqual([...read.files.keys()], ['apps/a.yaml']);
    }));
});

describe('readRevision()', () => {
  it('reads what a revision has, not what lies on the disk', () =>
    inRepository(async (repository, naming, io) => {
      repository.write({ 'apps/a.yaml': POD.replace('a}', 'changed}'), 'apps/c.yaml': POD });
      for (const path of ['apps', 'apps/', './apps/a.yaml', '']) {
        const read = await readRevision(`HEAD:${path}`, naming, io);
        assert.deepEqual(
          read?.objects.map(({ object, file }) => [file, (object['metadata'] as { name: string }).name]),
          [['apps/a.yaml', 'a']],
          path,
        );
      }
    }));

  it('says what is not there, and leaves paths to others', () =>
    inRepository(async (repository, naming, io) => {
      for (const [written, message] of [
        ['nothing:apps', /there is no commit `nothing`/],
        ['HEAD:nothing', /`HEAD` has no manifest at `nothing`/],
        ['--all:apps', /there is no commit/],
      ] as const)
        assert.match((await readRevision(written, naming, io))?.problems[0]?.message ?? '', message);
      assert.equal(await readRevision('apps', naming, io), undefined);
      repository.write({ 'a:b.yaml': POD });
      assert.equal(await readRevision('a:b.yaml', naming, io), undefined);
    }));
});

describe('fullPath()', () => {
  it('leads to the file that a walk has named', () => {
    assert.equal(fullPath('a/b.yaml', '/root', '/root/c'), join('/root', 'a/b.yaml'));
    assert.equal(fullPath('../x.yaml', '/root', '/root/c'), join('/root', 'x.yaml'));
    assert.equal(fullPath('/x.yaml', '/root', '/root/c'), '/x.yaml');
    assert.equal(fullPath('x.yaml', undefined, '/c'), '/c/x.yaml');
  });
});
