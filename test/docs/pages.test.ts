// What the pages say is there: links lead somewhere, command lines exist, and documents are ones that would load.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import { isGroup, UsageError } from '../../src/commands/command.ts';
import { parseFlags } from '../../src/commands/flags.ts';
import { commands } from '../../src/commands/index.ts';
import { CONFIG_SCHEMA } from '../../src/config/config.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import { parseText } from '../../src/manifest/parse.ts';
import { compileDocumentSchema } from '../../src/policy/json-schema.ts';
import { DOCUMENT_KINDS, documentSchema } from '../../src/policy/schema.ts';
import { everyCommand } from '../builders/command.ts';

const FOLDERS = [
  '.',
  'docs',
  'docs/adr',
  'docs/guide',
  'docs/reference',
  'docs/templates',
  'charts/sallyport',
  'policies',
];
const PAGES = FOLDERS.filter((folder) => existsSync(folder)).flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name)),
);
const MINIMUM_PAGES = 25;

const textOf = (page: string): string => readFileSync(page, 'utf8');
const prose = (page: string): string => textOf(page).replace(/^```.*?^```$/gms, '');
const blocks = (page: string, language: string): readonly string[] =>
  [...textOf(page).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map((match) => match[1] ?? '');

/** Anchors as GitHub makes them of headings. */
function anchorsOf(page: string): ReadonlySet<string> {
  const headings = [...prose(page).matchAll(/^#+ (.*)$/gm)].map((match) => match[1] ?? '');
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}_ -]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

function linkProblem(page: string, link: string): string | undefined {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : join(dirname(page), path);
  if (!existsSync(target)) return `${page}: there is no ${target}`;
  if (anchor === undefined || statSync(target).isDirectory()) return undefined;
  return anchorsOf(target).has(anchor) ? undefined : `${page}: ${target} has no heading #${anchor}`;
}

/** Command lines of ours in code, each as its words: up to a comment, a pipe or another command. */
function callsOf(page: string): readonly string[][] {
  const code = [...blocks(page, 'sh'), ...[...prose(page).matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '')];
  return code
    .flatMap((text) => text.replaceAll('\\\n', ' ').split('\n'))
    .map((line) => /(?:^|[|&] ?|npx )sallyport ([a-z].*)$/.exec(line)?.[1])
    .filter((call) => call !== undefined)
    .map((call) => call.replace(/\s+(#|\||&&|[…]).*$/, '').match(/'[^']*'|"[^"]*"|\S+/g) ?? []);
}

function callProblem([name = '', ...rest]: readonly string[]): string | undefined {
  const [sub = '', ...behind] = rest;
  const single = everyCommand.find((one) => one.name === name);
  const command = single ?? everyCommand.find((one) => one.name === `${name} ${sub}`);
  // A group is named alone where all of it is meant.
  if (rest.length === 0 && commands.some((one) => one.name === name && isGroup(one))) return undefined;
  if (!command) return `there is no command ${name}`;
  const words = single ? rest : behind;
  try {
    parseFlags(
      command,
      words.map((word) => word.replace(/^(['"])(.*)\1$/, '$2')),
    );
    return undefined;
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
}

describe('the pages', () => {
  it('are seen', () => assert.ok(PAGES.length >= MINIMUM_PAGES, `saw ${PAGES.length}`));

  it('link to what exists', () => {
    const links = PAGES.flatMap((page) =>
      [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => [page, match[1] ?? ''] as const),
    ).filter(([, link]) => !/^[a-z]+:/.test(link));
    assert.ok(links.length >= 40, `saw ${links.length}`);
    assert.deepEqual(links.map(([page, link]) => linkProblem(page, link)).filter(Boolean), []);
  });

  it('show command lines that the table of commands takes', () => {
    const calls = PAGES.flatMap((page) => callsOf(page).map((words) => [page, words] as const));
    assert.ok(calls.length >= 20, `saw ${calls.length}`);
    const wrong = calls.map(([page, words]) => [page, words.join(' '), callProblem(words)] as const);
    assert.deepEqual(
      wrong.filter(([, , problem]) => problem !== undefined),
      [],
    );
  });

  it('show whole documents that their schema takes', () => {
    const schemas = new Map([
      ['Config', compileDocumentSchema(CONFIG_SCHEMA)],
      ...DOCUMENT_KINDS.map((kind) => [kind, compileDocumentSchema(documentSchema(kind))] as const),
    ]);
    let seen = 0;
    for (const page of PAGES)
      for (const text of blocks(page, 'yaml').filter((block) => block.includes('apiVersion: sallyport.dev/'))) {
        const { documents, problems } = parseText(text);
        assert.deepEqual(problems, [], page);
        for (const { value } of documents) {
          const kind = (value as JsonObject)['kind'] as string;
          const validate = schemas.get(kind);
          assert.ok(validate, `${page}: ${kind}`);
          assert.ok(validate(value), `${page}: ${kind}: ${JSON.stringify(validate.errors)}`);
          seen += 1;
        }
      }
    assert.ok(seen >= 8, `saw ${seen} documents`);
  });
});
