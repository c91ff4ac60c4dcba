import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Command, EXIT } from '../../src/commands/command.ts';
import { cliPage, exitCodesPage, functionsPage } from '../../src/commands/reference.ts';

const check: Command = {
  name: 'check',
  summary: 'check manifests',
  usage: ['check [PATH…]'],
  description: 'More words.',
  arguments: 'PATH…',
  flags: [{ name: 'format', value: 'NAME', choices: ['text', 'a|b'], description: 'how results are written' }],
  examples: [{ call: 'sallyport check --staged', does: 'what the next commit brings' }],
  load: async () => async () => 0,
};

describe('cliPage()', () => {
  it('has a section a command with usage, flags and examples', () => {
    const page = cliPage([check]);
    for (const part of [
      '| [`check`](#check) | check manifests |',
      '## check\n\nCheck manifests.\n\n```\nsallyport check [PATH…]\n```\n\nMore words.',
      '| `--format NAME` | how results are written (text or a\\|b) |',
      'What the next commit brings:\n\n```sh\nsallyport check --staged\n```',
    ])
      assert.ok(page.includes(part), `${part} is missing in\n${page}`);
  });
});

describe('cliPage() of a group', () => {
  it('links its commands and has a section for each', () => {
    const shelf = { name: 'shelf', summary: 'keep things', subcommands: [{ ...check, name: 'shelf put' }] };
    const page = cliPage([shelf]);
    for (const part of [
      '| [`shelf`](#shelf) | keep things |',
      '## shelf\n\nKeep things.\n\n| command | does |\n| --- | --- |\n| [`shelf put`](#shelf-put) | check manifests |',
      '## shelf put\n\nCheck manifests.',
    ])
      assert.ok(page.includes(part), `${part} is missing in\n${page}`);
  });
});

describe('exitCodesPage()', () => {
  it('explains every code', () => {
    for (const number of Object.values(EXIT))
      assert.match(exitCodesPage(), new RegExp(`^\\| ${number} \\| .+ \\| .+ \\|$`, 'm'));
  });
});

describe('functionsPage()', () => {
  it('shows names, functions with their examples, and what is refused', () => {
    for (const line of [
      '| `$container` | the container around the node, or the node itself |',
      '| `$lookup(map, key)` | the value of a key | `$lookup(metadata.labels, \'app\')` on `{"metadata":{"labels":{"app":"web"}}}` | `"web"` |',
      '| `$now()` | an expression has no clock |',
    ])
      assert.ok(functionsPage().includes(line), `${line} is missing`);
  });
});
