import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Command, type CommandGroup, isGroup } from '../../src/commands/command.ts';
import { commandHelp, flagText, groupHelp, overview, spelling } from '../../src/commands/help.ts';
import { commands } from '../../src/commands/index.ts';
import { everyCommand } from '../builders/command.ts';

const sample: Command = {
  name: 'check',
  summary: 'check manifests against policies',
  usage: ['check [PATH…]', 'check --staged'],
  description: `One paragraph that is ${'very '.repeat(20)}long.\n\nAnother one.`,
  arguments: 'PATH…',
  flags: [
    {
      name: 'format',
      value: 'NAME',
      choices: ['text', 'json'],
      default: 'text',
      description: 'how results are written',
    },
    {
      name: 'policies',
      value: 'DIR|FILE|pack:NAME',
      repeatable: true,
      description: `policies ${'to use '.repeat(15)}too`,
    },
  ],
  examples: [{ call: 'sallyport check --staged', does: 'what the next commit would bring' }],
  load: async () => async () => 0,
};

describe('commandHelp()', () => {
  it('shows usage, flags with choices and default, and examples', () => {
    const text = commandHelp(sample);
    for (const expected of ['  sallyport check --staged', '-h, --help', 'Another one.'])
      assert.ok(text.includes(expected), `${expected} is missing in:\n${text}`);
  });
});

const group: CommandGroup = {
  name: 'shelf',
  summary: 'keep things on a shelf',
  description: 'What a shelf is.',
  subcommands: [{ ...sample, name: 'shelf put', usage: ['shelf put THING'] }],
};

describe('groupHelp()', () => {
  it('lists the commands of the group', () => {
    const text = groupHelp(group);
    for (const expected of ['  sallyport shelf COMMAND', '  shelf put  check manifests', 'What a shelf is.'])
      assert.ok(text.includes(expected), `${expected} is missing in:\n${text}`);
  });
});

describe('help texts', () => {
  it('fit 80 columns and end with a newline, for every command', () => {
    for (const text of [
      overview([sample, ...commands]),
      ...[sample, ...everyCommand].map((one) => commandHelp(one)),
      ...[group, ...commands.filter(isGroup)].map((one) => groupHelp(one)),
    ]) {
      assert.ok(text.endsWith('\n'));
      for (const line of text.split('\n')) assert.ok(line.length <= 80 || line.startsWith('    '), `too long: ${line}`);
    }
  });

  it('list every command', () => {
    for (const { name } of commands) assert.match(overview(commands), new RegExp(`^  ${name} `, 'm'));
  });
});

describe('spelling() and flagText()', () => {
  it('write a flag as it is typed', () => {
    assert.equal(spelling({ name: 'help', short: 'h', description: '' }), '-h, --help');
    assert.equal(spelling({ name: 'policies', value: 'DIR', repeatable: true, description: '' }), '--policies DIR…');
    assert.equal(flagText({ name: 'port', value: 'N', default: '8443', description: 'port' }), 'port (default 8443)');
    assert.equal(flagText({ name: 'staged', description: 'what is staged' }), 'what is staged');
  });
});
