// The estate of docs/examples/estate.md: sixty manifests are made, every command of the page is run by a real shell, and what is printed
// must be what the page shows. With SALLYPORT_TRANSCRIPTS=write the page is written as it went, for its author to read.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { withRepository } from '../builders/repository.ts';
import { editByHand, HAND_EDITS, shownLine } from './hand-edits.ts';
import { estate } from './manifests.ts';

const PAGE = 'docs/examples/estate.md';
const BINARY = resolve('dist/src/main.js');
const HANDS = 'twelve-hands';
const MANIFESTS = 60;
const MINIMUM_COMMANDS = 20;

/** Blocks of the page: text, and commands. */
const FENCE = /(```console\n)([\s\S]*?)(```\n)/g;

describe('the estate', () => {
  const files = estate();

  it('is sixty manifests, each its own', () => {
    assert.equal(files.size, MANIFESTS);
    assert.equal(new Set(files.values()).size, MANIFESTS);
    assert.equal(HAND_EDITS.length, 12);
  });

  it('goes as its page tells', async () => {
    const page = readFileSync(PAGE, 'utf8');
    await withRepository(({ path, env, git }) => {
      mkdirSync(join(path, 'apps'));
      for (const [file, text] of files) writeFileSync(join(path, file), text);
      git('add', '-A');
      git('commit', '-q', '-m', 'what there is');
      const bin = join(path, '.git', 'bin');
      mkdirSync(bin);
      writeFileSync(join(bin, 'sallyport'), `#!/bin/sh\nexec "${process.execPath}" "${BINARY}" "$@"\n`);
      writeFileSync(join(bin, HANDS), '#!/bin/sh\n');
      for (const name of ['sallyport', HANDS]) chmodSync(join(bin, name), 0o755);
      const around = { ...env, PATH: `${bin}:${env['PATH'] ?? ''}` };
      const shell = (command: string) =>
        spawnSync('sh', ['-c', `{ ${command}\n} 2>&1`], { cwd: path, env: around, encoding: 'utf8' });
      let commands = 0;
      const run = (command: string): string => {
        commands += 1;
        const { status, stdout } = shell(command);
        if (command === HANDS) {
          editByHand(path);
          assertShown(path, shell('sallyport template check apps --format json').stdout);
        }
        return `$ ${command}\n${stdout}${status === 0 ? '' : `(exit code ${status})\n`}`;
      };
      const actual = page.replace(FENCE, (_, open: string, block: string, close: string) => {
        const asked = block.split('\n').filter((line) => line.startsWith('$ '));
        return `${open}${asked.map((line) => run(line.slice(2))).join('\n')}${close}`;
      });
      assert.ok(commands >= MINIMUM_COMMANDS, `ran ${commands} commands`);
      if (process.env['SALLYPORT_TRANSCRIPTS'] === 'write') writeFileSync(PAGE, actual);
      else assert.equal(actual, page);
      assert.match(shell('sallyport template check apps').stdout, /^60 sets, 60 conforming, 0 drifts$/m);
    });
  });
});

/** Every edit is one drift of its type, at its line, and there is no other. */
function assertShown(path: string, report: string): void {
  const { drifts } = JSON.parse(report) as {
    drifts: readonly { drift: { type: string }; location: { file: string; line: number } }[];
  };
  const shown = drifts.map(({ drift, location }) => `${location.file}:${location.line} ${drift.type}`).sort();
  assert.deepEqual(shown, HAND_EDITS.map((edit) => `${edit.file}:${shownLine(path, edit)} ${edit.type}`).sort());
}
