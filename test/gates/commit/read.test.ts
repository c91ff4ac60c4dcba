import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';
import { type Difference, type ReadManifests, readManifests } from '../../../src/gates/commit/read.ts';
import { type Repository, withFolder, withRepository } from '../../builders/repository.ts';

const map = (name: string, x = '1') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {x: "${x}"}\n`;
const read = ({ path, env }: Repository, against: Difference, words: readonly string[] = [], cwd = path) =>
  readManifests(against, {
    place: { cwd, env },
    root: path,
    words,
    excludes: (file) => file.startsWith('left/'),
  });
const names = (objects: ReadManifests['old']) =>
  objects.map(({ file, object }) => `${file} ${JSON.stringify(object['metadata'])}`);

describe('readManifests()', () => {
  it('reads both sides of the index, and the Namespaces of the whole new state when asked', async () => {
    await withRepository(async (repository) => {
      const space = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n';
      repository.write({ 'a.yaml': map('a'), 'space.yaml': space, 'left/space.yaml': space });
      repository.commit('one');
      repository.write({ 'a.yaml': map('a', '2'), 'left/x.yaml': map('x') });
      repository.git('add', '-A');
      const found = await read(repository, 'index');
      assert.deepEqual([names(found.old), names(found.new)], [['a.yaml {"name":"a"}'], ['a.yaml {"name":"a"}']]);
      assert.deepEqual([found.files, found.ignored], [1, 1]);
      assert.deepEqual(
        (await found.others('Namespace')).map(({ kind }) => kind),
        ['Namespace'],
      );
      assert.equal((await found.actor())?.proof, 'claimed');
    });
  });

  it('narrows to words as seen from the working directory', async () => {
    await withRepository(async (repository) => {
      repository.write({ 'apps/a.yaml': map('a'), 'top.yaml': 'a: [1\n' });
      repository.git('add', '-A');
      const found = await read(repository, 'index', ['a.yaml'], `${repository.path}/apps`);
      assert.equal(found.isNamed('apps/a.yaml') && !found.isNamed('top.yaml') && !found.isNamed('apps/a.yaml2'), true);
      assert.deepEqual(found.problems, []);
      assert.deepEqual(
        (await read(repository, 'index', ['top.yaml', 'none.yaml'])).problems.map(({ code }) => code),
        ['not-found', 'yaml-syntax'],
      );
    });
  });

  it('does not hold anybody up for what was unreadable before', async () => {
    await withRepository(async (repository) => {
      repository.write({ 'a.yaml': 'a: [1\n' });
      repository.commit('bad');
      repository.write({ 'a.yaml': map('a') });
      repository.commit('good');
      const found = await read(repository, { base: 'HEAD~1' });
      assert.deepEqual([found.problems, found.old, names(found.new)], [[], [], ['a.yaml {"name":"a"}']]);
    });
  });

  it('reads names that are no UTF-8 from the index', async () => {
    await withRepository(async (repository) => {
      repository.write({ 'a.yaml': map('a') });
      repository.git('add', '-A');
      const id = repository.git('rev-parse', ':a.yaml');
      const line = Buffer.concat([Buffer.from(`100644 ${id}\t`), Buffer.from([0xff]), Buffer.from('.yaml\0')]);
      execFileSync('git', ['update-index', '-z', '--index-info'], {
        cwd: repository.path,
        env: repository.env,
        input: line,
      });
      assert.deepEqual(names((await read(repository, 'index')).new), [
        'a.yaml {"name":"a"}',
        '\\xff.yaml {"name":"a"}',
      ]);
    });
  });

  it('says of a shallow clone that its history must be fetched', async () => {
    await withFolder((clone) =>
      withRepository(async (repository) => {
        repository.commit('one');
        repository.git('branch', 'old');
        repository.commit('two');
        repository.commit('three');
        repository.git('clone', '-q', '--depth', '1', '--no-single-branch', `file://${repository.path}`, clone);
        const { problems } = await read({ ...repository, path: clone }, { base: 'origin/old' });
        assert.match(problems[0]?.message ?? '', /no common ancestor; the clone is shallow: fetch more of the history/);
      }),
    );
  });

  it('says why a base cannot be compared with', async () => {
    await withRepository(async (repository) => {
      repository.commit('one');
      repository.git('checkout', '-q', '--orphan', 'other');
      repository.commit('two');
      const message = async (base: string) => (await read(repository, { base })).problems[0]?.message ?? '';
      assert.match(await message('none'), /there is no commit `none`/);
      assert.match(await message('main'), /no common ancestor; choose another base/);
    });
  });
});
