// The Dockerfile without Docker: the tree of its last stage, laid out in a temporary folder, runs its entry point.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';

const dockerfile = readFileSync('Dockerfile', 'utf8');
const [first = '', last = ''] = dockerfile.split(/^FROM /m).slice(1);
const copies = [...last.matchAll(/^COPY (?:--from=build )?(\S+) (\S+)$/gm)].map(([, from, to]) => ({
  from: (from ?? '').replace(/^\/app\//, ''),
  to: to ?? '',
}));

describe('the image', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'sallyport-image-'));
    for (const { from, to } of copies) {
      const target = join(folder, to === './' ? from : to);
      // The dependencies of the checkout stand in for those that `npm ci --omit=dev` would bring.
      if (from === 'node_modules') symlinkSync(resolve(from), target);
      else cpSync(from, target, { recursive: true });
    }
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('copies what is there, and what .dockerignore lets through', () => {
    assert.ok(copies.length >= 5, `saw ${copies.length} COPY lines`);
    const allowed = new Set(
      readFileSync('.dockerignore', 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('!'))
        .map((line) => line.slice(1)),
    );
    const built = new Set(['node_modules', 'dist/cli']);
    const fromContext = [...first.matchAll(/^COPY (.*) \S+$/gm)].flatMap(([, sources]) => (sources ?? '').split(' '));
    const sources = [...fromContext, ...copies.map(({ from }) => from).filter((from) => !built.has(from))];
    for (const source of sources) {
      assert.ok(existsSync(source), `${source} exists`);
      assert.ok(allowed.has(source), `${source} is let through by .dockerignore`);
    }
  });

  it('runs as nobody in particular, from a version of Node that the package supports', () => {
    assert.match(last, /^USER 65532:65532$/m);
    assert.match(dockerfile, /^FROM node:22\.\d+\.\d+-bookworm-slim AS build$/m);
    assert.equal(first.split(' ')[0], last.split('\n')[0]);
  });

  it('judges by the packs that it holds', () => {
    const entry = JSON.parse(/^ENTRYPOINT (.*)$/m.exec(last)?.[1] ?? '[]') as string[];
    assert.equal(entry[0], 'node');
    const run = (...words: string[]) =>
      spawnSync(process.execPath, [...entry.slice(1), ...words], { cwd: folder, encoding: 'utf8' });
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    assert.match(run('--version').stdout, new RegExp(`\\b${version.replaceAll('.', '\\.')}\\b`));
    const { status, stdout, stderr } = run('test', 'pack:standards');
    assert.equal(status, 0, stdout + stderr);
  });
});
