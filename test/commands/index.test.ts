import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { isGroup } from '../../src/commands/command.ts';
import { commands } from '../../src/commands/index.ts';
import { everyCommand } from '../builders/command.ts';

const MAIN = 'dist/cli/main.js';
const run = (args: string[], env: NodeJS.ProcessEnv = {}) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
};

describe('commands', () => {
  it('have distinct names and flags, and complete help', () => {
    assert.equal(new Set(commands.map(({ name }) => name)).size, commands.length);
    for (const { name } of commands) assert.match(name, /^[a-z]+$/);
    assert.equal(new Set(everyCommand.map(({ name }) => name)).size, everyCommand.length);
    for (const { name, subcommands } of commands.filter(isGroup)) {
      for (const one of subcommands) assert.match(one.name, new RegExp(`^${name} [a-z]+$`));
    }
    for (const { name, summary, usage, flags } of everyCommand) {
      for (const text of [summary, ...flags.map(({ description }) => description)])
        assert.match(text, /^[^A-Z\s].*[^.\s]$/s, `${name}: \`${text}\` is no sentence of help`);
      assert.ok(usage.length > 0 && usage.every((one) => one.startsWith(name)), `${name}: usage`);
      const names = flags.flatMap((flag) => (flag.short ? [flag.name, flag.short] : [flag.name]));
      assert.equal(new Set(names).size, names.length, `${name}: a flag stands twice`);
      for (const flag of flags)
        if (flag.value === undefined)
          assert.ok(
            !flag.repeatable && !flag.choices && flag.default === undefined,
            `${name}: --${flag.name} is a switch`,
          );
    }
  });

  it('can all be loaded', async () => {
    for (const { load } of everyCommand) assert.equal(typeof (await load()), 'function');
  });
});

describe('sallyport', () => {
  it('prints its version and help', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    assert.deepEqual(run(['--version']), { status: 0, stdout: `${version}\n`, stderr: '' });
    const { status, stdout, stderr } = run(['--help']);
    assert.equal(status, 0);
    assert.equal(stderr, '');
    for (const { name } of commands) assert.ok(stdout.includes(`  ${name} `));
  });

  it('exits with 3 on wrong use, in words', () => {
    const { status, stdout, stderr } = run(['nonsense']);
    assert.deepEqual([status, stdout], [3, '']);
    assert.match(stderr, /^sallyport: there is no command `nonsense`\n/);
    assert.equal(run([]).status, 3);
  });

  it('colours help only when asked off a terminal', () => {
    assert.ok(!run(['--help']).stdout.includes('\u001b'));
    assert.ok(run(['--help'], { FORCE_COLOR: '1' }).stdout.includes('\u001b[1m'));
    assert.ok(!run(['--help'], { NO_COLOR: '1', FORCE_COLOR: undefined }).stdout.includes('\u001b'));
  });

  it('imports no parser, validator or server for --version and --help', () => {
    for (const flag of ['--version', '--help']) {
      const { stderr } = spawnSync(process.execPath, [MAIN, flag], {
        encoding: 'utf8',
        env: { ...process.env, NODE_DEBUG: 'esm,module' },
      });
      const loaded = new Set([...stderr.matchAll(/dist\/cli\/[\w-]+\.js/g)].map(([path]) => path));
      assert.ok(loaded.has(MAIN), 'the loader says what it loads');
      // The bundle names the module that each part of it is from.
      const parts = [stderr, ...[...loaded].map((path) => readFileSync(path, 'utf8'))].join('\n');
      assert.doesNotMatch(parts, /node_modules\/(ajv|js-yaml|jsonata|express|re2js|pino|prom-client|@kubernetes)/);
    }
  });

  it('stays quiet when the reader of its output goes away', async () => {
    const child = spawn(process.execPath, [MAIN, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    assert.deepEqual([code, stderr], [0, '']);
  });
});
