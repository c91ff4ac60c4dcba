import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { repositoryRoot, walk } from '../../../src/gates/commit/walk.ts';
import { temporaryFolder } from '../../builders/repository.ts';

const root = temporaryFolder();
after(() => rmSync(root, { recursive: true }));
for (const folder of ['apps/web', '.git', 'node_modules/x', '.github'])
  mkdirSync(join(root, folder), { recursive: true });
for (const file of [
  'b.yaml',
  'a.yml',
  'apps/web/c.json',
  'apps/notes.txt',
  'apps/left.yaml',
  'node_modules/x/x.yaml',
  '.git/y.yaml',
  '.github/z.yaml',
])
  writeFileSync(join(root, file), file);
symlinkSync('/etc', join(root, 'apps', 'folder-link'));
symlinkSync('/etc/hosts', join(root, 'apps', 'link.yaml'));
execFileSync('mkfifo', [join(root, 'apps', 'pipe.yaml')]);

const options = {
  cwd: root,
  root,
  isManifest: (path: string) => /\.(ya?ml|json)$/.test(path),
  excludes: (path: string) => path === 'apps/left.yaml',
};
const seen = (words: readonly string[], more: Partial<typeof options> = {}) => {
  const { files, problems, excluded, whole } = walk(words, { ...options, ...more });
  return {
    files: files.map(({ path }) => path),
    problems: problems.map(({ file, code }) => `${code} ${file}`),
    excluded,
    whole,
  };
};

describe('walk()', () => {
  it('finds all below a folder, sorted, but neither git nor packages; links and pipes are problems', () => {
    assert.deepEqual(seen(['.']), {
      files: ['.github/z.yaml', 'a.yml', 'apps/web/c.json', 'b.yaml'],
      problems: ['symlink apps/link.yaml', 'not-a-file apps/pipe.yaml'],
      excluded: 1,
      whole: true,
    });
  });

  it('names files from the root, wherever it runs and however they are written', () => {
    const files = ['apps/web/c.json', 'b.yaml'];
    assert.deepEqual(seen(['web', './../b.yaml'], { cwd: join(root, 'apps') }).files, files);
    assert.deepEqual(seen([join(root, 'apps/web'), `${root}//b.yaml`]).files, files);
    assert.deepEqual(seen(['apps/web/', 'apps/web/c.json', 'b.yaml']).files, files);
  });

  it('names files as given outside of a repository', () => {
    const outside = { ...options, root: undefined as unknown as string };
    assert.deepEqual(
      walk(['./apps/web', './b.yaml'], outside).files.map(({ path }) => path),
      ['apps/web/c.json', 'b.yaml'],
    );
    assert.deepEqual(
      walk([join(root, 'b.yaml')], { ...outside, cwd: '/' }).files.map(({ path }) => path),
      [join(root, 'b.yaml')],
    );
    assert.deepEqual(
      walk(['../b.yaml'], { ...outside, cwd: join(root, 'apps') }).files.map(({ path }) => path),
      ['../b.yaml'],
    );
  });

  it('takes a named file whatever its name, but no link and nothing absent', () => {
    assert.deepEqual(seen(['apps/notes.txt']), { files: ['apps/notes.txt'], problems: [], excluded: 0, whole: false });
    assert.deepEqual(seen(['apps/link.yaml', 'none', 'b.yaml/x', 'apps/left.yaml']), {
      files: [],
      problems: ['symlink apps/link.yaml', 'not-found none', 'not-found b.yaml/x'],
      excluded: 1,
      whole: false,
    });
  });

  it('keeps names that are no UTF-8', () => {
    const folder = join(root, 'bytes');
    mkdirSync(folder);
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xff]), Buffer.from('.yaml')]), 'x');
    assert.deepEqual(seen(['bytes']).files, ['bytes/\\xff.yaml']);
    rmSync(folder, { recursive: true });
  });
});

describe('repositoryRoot()', () => {
  it('is the folder above that holds .git', () => {
    assert.equal(repositoryRoot(join(root, 'apps', 'web')), root);
    assert.equal(repositoryRoot('/'), undefined);
  });
});
