import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';

/** Not the bundled one, whose table nothing can be planted in. */
const MAIN = resolve('dist/src/main.js');
const TABLE = pathToFileURL(resolve('dist/src/commands/index.js')).href;

/** Commands that a module loaded before main puts into the real table: ways to end that no real command can be made to take. */
const PLANTED = `
import { commands } from ${JSON.stringify(TABLE)};
const plant = (name, run, more = {}) =>
  commands.push({ name, summary: name, usage: [name], flags: [], load: async () => run, ...more });
const forever = () => new Promise(() => setInterval(() => {}, 1000));
plant('hang', async ({ io }) => { io.stdout('ready\\n'); await forever(); });
plant('graceful', ({ io }) => new Promise((done) => {
  const timer = setInterval(() => {}, 1000);
  io.interrupted.addEventListener('abort', () => { clearInterval(timer); io.stdout('bye\\n'); done(0); });
  io.stdout('ready\\n');
}), { graceful: true });
plant('stubborn', async ({ io }) => { io.stdout('ready\\n'); await forever(); }, { graceful: true });
plant('rejects', async () => { void Promise.reject(new Error('lost promise')); await forever(); });
plant('throws', async () => { setTimeout(() => { throw new Error('from a timer'); }, 0); await forever(); });
plant('loud', async ({ io }) => { for (let i = 0; i < 2000; i++) io.stdout('x'.repeat(1000) + '\\n'); return 1; });
plant('lingers', async ({ io }) => { setInterval(() => {}, 1000); io.stdout('done\\n'); return 2; });
`;

function start(...args: string[]): ChildProcess {
  const preload = `data:text/javascript,${encodeURIComponent(PLANTED)}`;
  return spawn(process.execPath, ['--import', preload, MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

async function ended(child: ChildProcess) {
  let out = '';
  let err = '';
  child.stdout!.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr!.on('data', (chunk) => {
    err += chunk;
  });
  const [code, signal] = await new Promise<[number | null, string | null]>((done) =>
    child.on('close', (...how) => done(how)),
  );
  return { code, signal, out, err };
}

const ready = (child: ChildProcess) => new Promise((done) => child.stdout!.once('data', done));

describe('main', () => {
  it('exits with 130 after Ctrl-C and with 143 after SIGTERM', async () => {
    for (const [signal, expected] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const) {
      const child = start('hang');
      const end = ended(child);
      await ready(child);
      child.kill(signal);
      assert.deepEqual(await end, { code: expected, signal: null, out: 'ready\n', err: '' });
    }
  });

  it('lets a graceful command end by itself, and a second signal end it at once', async () => {
    const child = start('graceful');
    const end = ended(child);
    await ready(child);
    child.kill('SIGTERM');
    assert.deepEqual(await end, { code: 0, signal: null, out: 'ready\nbye\n', err: '' });

    const stubborn = start('stubborn');
    const ending = ended(stubborn);
    await ready(stubborn);
    stubborn.kill('SIGINT');
    // Signals of one kind merge while they wait to be seen: send until one counts.
    const again = setInterval(() => stubborn.kill('SIGINT'), 50);
    assert.equal((await ending).code, 130);
    clearInterval(again);
  });

  it('turns what is thrown anywhere into exit code 3 and one line', async () => {
    assert.deepEqual(await ended(start('rejects')), {
      code: 3,
      signal: null,
      out: '',
      err: 'sallyport: internal error: lost promise (set SALLYPORT_DEBUG=1 for the stack)\n',
    });
    assert.match((await ended(start('throws'))).err, /^sallyport: internal error: from a timer \(.*\)\n$/);
  });

  it('writes all output before it exits, with the code of the command', async () => {
    const { code, out } = await ended(start('loud'));
    assert.equal(code, 1);
    assert.equal(out.length, 2000 * 1001);
  });

  it('keeps its code and stays quiet when the reader goes away', async () => {
    const child = start('loud');
    const end = ended(child);
    child.stdout!.once('data', () => child.stdout!.destroy());
    const { code, err } = await end;
    assert.deepEqual([code, err], [1, '']);
  });

  it('exits although something still waits', async () => {
    assert.deepEqual(await ended(start('lingers')), { code: 2, signal: null, out: 'done\n', err: '' });
  });
});
