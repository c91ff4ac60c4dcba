import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Command, UsageError } from '../../src/commands/command.ts';
import { crashText, dispatch } from '../../src/commands/dispatch.ts';
import { recordingIo } from '../builders/io.ts';

const command = (name: string, run: () => Promise<number>): Command => ({
  name,
  summary: `${name} things`,
  usage: [`${name} [PATH…]`],
  arguments: 'PATH…',
  flags: [{ name: 'quick', description: 'be quick' }],
  load: async () => run,
});
const commands = [
  command('check', async () => 1),
  command('serve', async () => {
    throw new Error('the sky\nfell');
  }),
  command('test', async () => {
    throw new UsageError('give `a`\u001b[31m or `b`');
  }),
  { name: 'shelf', summary: 'keep things', subcommands: [command('shelf put', async () => 2)] },
];

async function run(...args: string[]) {
  const io = recordingIo();
  const code = await dispatch(args, commands, io);
  return { code, ...io.written };
}

describe('dispatch()', () => {
  it('answers with the exit code of the command', async () => {
    assert.deepEqual(await run('check', 'a.yaml'), { code: 1, out: '', err: '' });
  });

  it('prints the version and help on stdout', async () => {
    assert.deepEqual(await run('--version'), { code: 0, out: '0.0.0-test\n', err: '' });
    for (const words of [['--help'], ['-h'], ['help']])
      assert.match((await run(...words)).out, /^ {2}check +check things$/m);
    for (const words of [
      ['help', 'check'],
      ['check', '--help'],
      ['check', 'x', '-h', '--nonsense'],
    ])
      assert.match((await run(...words)).out, /^Usage\n {2}sallyport check \[PATH…\]$/m);
  });

  it('is wrong use without a command, so that an empty variable in a script does not pass', async () => {
    const { code, out, err } = await run();
    assert.equal(code, 3);
    assert.equal(out, '');
    assert.match(err, /COMMAND/);
  });

  it('says wrong use in one line with a hint to the help', async () => {
    assert.deepEqual(await run('chekc'), {
      code: 3,
      out: '',
      err: 'sallyport: there is no command `chekc`; did you mean `check`?\nsee: sallyport help\n',
    });
    assert.deepEqual(await run('check', '--quik'), {
      code: 3,
      out: '',
      err: 'sallyport: `check` has no flag --quik; did you mean --quick?\nsee: sallyport help check\n',
    });
    assert.equal((await run('help', 'nothing')).code, 3);
    assert.match((await run('--quick', 'check')).err, /the command comes before its flags/);
  });

  it('lets no control character of a value reach the terminal', async () => {
    assert.equal((await run('test')).err, 'sallyport: give `a`\\u{1b}[31m or `b`\nsee: sallyport help test\n');
  });

  it('turns a throw into one line and exit code 3', async () => {
    assert.deepEqual(await run('serve'), {
      code: 3,
      out: '',
      err: 'sallyport: internal error: the sky fell (set SALLYPORT_DEBUG=1 for the stack)\n',
    });
  });
});

describe('dispatch() of a group', () => {
  it('runs the command that the second word names', async () => {
    assert.deepEqual(await run('shelf', 'put', 'x', '--quick'), { code: 2, out: '', err: '' });
  });

  it('prints the help of the group and of its commands', async () => {
    for (const words of [
      ['help', 'shelf'],
      ['shelf', '--help'],
    ])
      assert.match((await run(...words)).out, /^ {2}shelf put {2}shelf put things$/m);
    for (const words of [
      ['help', 'shelf', 'put'],
      ['shelf', 'put', '-h'],
    ])
      assert.match((await run(...words)).out, /^ {2}sallyport shelf put \[PATH…\]$/m);
  });

  it('is wrong use without a command of the group, or with one that it lacks', async () => {
    const alone = await run('shelf');
    assert.deepEqual([alone.code, alone.out], [3, '']);
    assert.match(alone.err, /^ {2}shelf put /m);
    assert.equal((await run('shelf', '--quick')).code, 3);
    assert.deepEqual(await run('shelf', 'putt'), {
      code: 3,
      out: '',
      err: 'sallyport: there is no command `shelf putt`; did you mean `shelf put`?\nsee: sallyport help shelf\n',
    });
    assert.match((await run('shelf', 'put', '--quik')).err, /^see: sallyport help shelf put$/m);
  });
});

describe('crashText()', () => {
  it('shows the stack only with SALLYPORT_DEBUG', () => {
    const error = new Error('broken');
    assert.doesNotMatch(crashText(error, {}), /\bat /);
    assert.match(crashText(error, { SALLYPORT_DEBUG: '1' }), /\bat /);
    assert.match(crashText('thrown text', { SALLYPORT_DEBUG: '1' }), /^thrown text\n$/);
  });
});
