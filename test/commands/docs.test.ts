import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { packNames } from '../../src/bundle/sources.ts';
import { loadTemplates } from '../../src/bundle/template-documents.ts';
import type { Run } from '../../src/commands/command.ts';
import { docsRun } from '../../src/commands/docs.ts';
import { invocationOf, parseFlags } from '../../src/commands/flags.ts';
import { generate } from '../../src/commands/generate.ts';
import { commands } from '../../src/commands/index.ts';
import { commandNamed } from '../builders/command.ts';
import { recordingIo } from '../builders/io.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-docs-'));
after(() => rmSync(folder, { recursive: true }));

// Compiling all packs takes a second: once is enough.
const generated = generate(commands);
const run: Run = docsRun(commands, () => generated);
const command = commandNamed('docs');

async function docs(...flags: string[]) {
  const io = recordingIo();
  const code = await run(invocationOf(command, parseFlags(command, flags), io));
  return { code, err: io.written.err };
}

describe('docs', () => {
  it('is up to date in this repository', async () => {
    const { code, err } = await docs('--check');
    assert.equal(code, 0, `${err}\nrun: npm run -s build && node dist/cli/main.js docs`);
  });

  it('writes a whole tree, which then is up to date', async () => {
    assert.equal((await docs('--output', folder, '--check')).code, 1);
    assert.equal((await docs('--output', folder)).code, 0);
    assert.equal((await docs('--output', folder, '--check')).code, 0);
  });

  it('notices a page that was edited by hand, and names it', async () => {
    appendFileSync(join(folder, 'docs/reference/cli.md'), 'more\n');
    const { code, err } = await docs('--output', folder, '--check');
    assert.equal(code, 1);
    assert.match(err, /^docs\/reference\/cli\.md: outdated\n/);
  });

  it('says what is wrong with the packs', async () => {
    const io = recordingIo();
    const broken = docsRun(commands, async () => ({ ok: false, problems: ['a.yaml:1:1: broken'] }));
    assert.equal(await broken(invocationOf(command, parseFlags(command, ['--check']), io)), 2);
    assert.equal(io.written.err, 'a.yaml:1:1: broken\n');
  });

  it('has a page for every policy of the packs, with a case to avoid and one to prefer', () => {
    const policies = readdirSync('policies', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.test.yaml') && !name.startsWith('templates/'))
      .map((name) => name.replace(/^.*\/(.*)\.test\.yaml$/, '$1.md'));
    const pages = readdirSync(join(folder, 'docs/policies')).filter((name) => name !== 'index.md');
    assert.ok(pages.length >= 20, `saw ${pages.length} pages`);
    assert.deepEqual(pages.sort(), policies.sort());
    for (const page of pages) {
      const text = readFileSync(join(folder, 'docs/policies', page), 'utf8');
      assert.doesNotMatch(text, /has no case that/, page);
      assert.doesNotMatch(text, /undefined|\[object Object\]/, page);
    }
  });

  it('has a page for every template that is shipped, with an example', () => {
    const { own } = loadTemplates(packNames().includes('templates') ? [{ pack: 'templates' }] : []);
    for (const { template } of own) {
      const text = readFileSync(join(folder, 'docs/templates', `${template.name}.md`), 'utf8');
      assert.match(text, /\n## Example\n/, template.name);
      assert.doesNotMatch(text, /undefined|\[object Object\]/, template.name);
    }
  });
});
