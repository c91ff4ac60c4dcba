import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type Command, type Io, UsageError } from '../../src/commands/command.ts';
import { asksForHelp, invocationOf, listChoices, parseFlags } from '../../src/commands/flags.ts';

const command: Command = {
  name: 'check',
  summary: 'check manifests',
  usage: ['check [PATH…]'],
  arguments: 'PATH…',
  flags: [
    { name: 'policies', value: 'DIR', repeatable: true, description: 'policies to use' },
    {
      name: 'format',
      value: 'NAME',
      short: 'f',
      choices: ['text', 'json', 'sarif'],
      default: 'text',
      description: 'output',
    },
    { name: 'staged', description: 'what is staged' },
    { name: 'namespace', value: 'NAME', description: 'namespace' },
    { name: 'pack', value: 'NAME', repeatable: true, default: 'standards', description: 'packs' },
  ],
  load: async () => async () => 0,
};
const wordless: Command = { name: 'docs', summary: 'docs', usage: ['docs'], flags: [], load: command.load };
const io = {} as Io;
const invoke = (...args: string[]) => invocationOf(command, parseFlags(command, args), io);
const refuses = (args: string[], message: RegExp, of: Command = command) =>
  assert.throws(
    () => parseFlags(of, args),
    (thrown) => thrown instanceof UsageError && message.test(thrown.message) && !thrown.message.endsWith('.'),
  );

describe('parseFlags()', () => {
  it('reads values after a space and after =', () => {
    assert.equal(invoke('--format', 'json').one('format'), 'json');
    assert.equal(invoke('--format=json').one('format'), 'json');
    assert.equal(invoke('-f', 'json').one('format'), 'json');
    assert.equal(invoke('--namespace=a=b').one('namespace'), 'a=b');
    assert.equal(invoke('--namespace=').one('namespace'), '');
  });

  it('fills in defaults, which are not given', () => {
    const invocation = invoke();
    assert.equal(invocation.one('format'), 'text');
    assert.equal(invocation.has('format'), false);
    assert.equal(invocation.one('namespace'), undefined);
    assert.deepEqual(invocation.all('policies'), []);
    assert.deepEqual(invocation.all('pack'), ['standards']);
    assert.deepEqual(invoke('--pack', 'a', '--pack=b').all('pack'), ['a', 'b']);
  });

  it('keeps words and flags apart in any order', () => {
    const invocation = invoke('a.yaml', '--staged', 'b.yaml', '--policies', 'p', '--policies=q', '-');
    assert.deepEqual(invocation.words, ['a.yaml', 'b.yaml', '-']);
    assert.deepEqual(invocation.all('policies'), ['p', 'q']);
    assert.equal(invocation.has('staged'), true);
  });

  it('ends flags at --, so that file names may begin with a dash', () => {
    assert.deepEqual(invoke('--staged', '--', '--format', '-x.yaml', '--').words, ['--format', '-x.yaml', '--']);
  });

  it('takes any word after -- as it is', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        assert.deepEqual(parseFlags(command, ['--', ...words]).words, words);
      }),
    );
  });

  it('refuses what the table does not know, and says what was meant', () => {
    refuses(['--polices', 'x'], /^`check` has no flag --polices; did you mean --policies\?$/);
    refuses(['--polices=x'], /no flag --polices; did you mean --policies\?$/);
    refuses(['-staged'], /no flag -staged; did you mean --staged\?$/);
    refuses(['--zebra'], /^`check` has no flag --zebra$/);
    refuses(['-z'], /^`check` has no flag -z$/);
    refuses(['--format', 'jsn'], /^--format is text, json or sarif, not `jsn`; did you mean `json`\?$/);
    refuses(['--constructor'], /no flag --constructor/);
    refuses(['--__proto__'], /no flag --__proto__/);
  });

  it('refuses a missing value, a superfluous one and a second one', () => {
    refuses(['--format'], /^--format needs a value: --format NAME$/);
    refuses(
      ['--namespace', '--staged'],
      /^--namespace needs a value before `--staged`; .* write --namespace=--staged$/,
    );
    refuses(['--staged=yes'], /^--staged takes no value, but got `yes`$/);
    refuses(['--namespace', 'a', '--namespace', 'b'], /^--namespace may be given only once$/);
    refuses(['what'], /^`docs` takes no arguments, but got `what`$/, wordless);
  });

  it('takes - as a value and a switch twice', () => {
    assert.equal(invoke('--namespace', '-').one('namespace'), '-');
    assert.equal(invoke('--staged', '--staged').has('staged'), true);
  });

  it('throws a UsageError or answers, whatever the arguments', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom('--format', '-f', '--staged', '--', '-'))), (args) => {
        try {
          parseFlags(command, args);
        } catch (thrown) {
          assert.ok(thrown instanceof UsageError);
        }
      }),
    );
  });
});

describe('invocationOf()', () => {
  it('treats a flag that the table lacks as a bug', () => {
    assert.throws(() => invoke().one('nothing'), /the table of `check` has no flag --nothing/);
    assert.throws(() => invoke().has('nothing'), /no flag/);
  });
});

describe('asksForHelp()', () => {
  it('sees help among flags, not after --', () => {
    assert.equal(asksForHelp(['a', '--help']), true);
    assert.equal(asksForHelp(['-h']), true);
    assert.equal(asksForHelp(['--', '--help']), false);
    assert.equal(asksForHelp([]), false);
  });
});

describe('listChoices()', () => {
  it('joins for reading', () => {
    assert.equal(listChoices(['a', 'b', 'c']), 'a, b or c');
    assert.equal(listChoices(['a']), 'a');
    assert.equal(listChoices([]), '');
  });
});
