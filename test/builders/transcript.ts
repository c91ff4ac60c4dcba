// Sessions at the command line as data: commands with what they print, replayed by a real shell in a real repository. A line that
// begins with `$ ` is run; below it stand its stdout, its stderr with `! ` before each line, and `[N]` for an exit code that is not 0.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { withRepository } from './repository.ts';

const FOLDER = 'test/fixtures/transcripts';
const FIXTURES = 'test/fixtures';
const BINARY = resolve('dist/src/main.js');

/** A session has at least so many commands, so that none passes because it is empty. */
const MINIMUM_COMMANDS = 2;

/**
 * Replays a session in a repository that holds a folder of the fixtures, and compares all of it. With
 * `SALLYPORT_TRANSCRIPTS=write` the session is written as it went, for its author to read.
 */
export async function replay(name: string, fixture = 'standards'): Promise<void> {
  const file = join(FOLDER, `${name}.txt`);
  const expected = readFileSync(file, 'utf8');
  const commands = expected.split('\n').filter((line) => line.startsWith('$ '));
  assert.ok(commands.length >= MINIMUM_COMMANDS, `${file} has ${commands.length} commands`);
  await withRepository(({ path, env, git }) => {
    cpSync(join(FIXTURES, fixture), path, { recursive: true });
    writeFileSync(
      join(path, 'sallyport.yaml'),
      'apiVersion: sallyport.dev/v1alpha1\nkind: Config\nspec: {policies: [templates]}\n',
    );
    git('add', '-A');
    git('commit', '-q', '-m', 'standards');
    const bin = join(path, '.git', 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'sallyport'), `#!/bin/sh\nexec "${process.execPath}" "${BINARY}" "$@"\n`);
    chmodSync(join(bin, 'sallyport'), 0o755);
    const around = { ...env, PATH: `${bin}:${env['PATH'] ?? ''}` };
    const told = commands.map((line) => {
      const { status, stdout, stderr } = spawnSync('sh', ['-c', line.slice(2)], {
        cwd: path,
        env: around,
        encoding: 'utf8',
      });
      const noted = stderr.replace(/^(?=.)/gm, '! ');
      return `${line}\n${stdout}${noted}${status === 0 ? '' : `[${status}]\n`}`;
    });
    const head = expected.slice(0, expected.indexOf('$ '));
    const actual = head + told.join('\n');
    if (process.env['SALLYPORT_TRANSCRIPTS'] === 'write') writeFileSync(file, actual);
    else assert.equal(actual, expected);
  });
}
