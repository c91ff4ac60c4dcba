// Installs and removes our hook script in a repository: never touches a hook of somebody else unless told to, and then keeps a copy.
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type GitPlace, git, runGit } from './exec.ts';

/** The hooks that we can be. */
export type HookName = 'pre-commit' | 'pre-receive';

/** The programs that a hook runs when the repository brings none of its own. */
export interface HookProgram {
  /** Path of the Node executable. */
  readonly node: string;
  /** Path of our main.js. */
  readonly main: string;
}

/** What became of an installation; `path` is the hook's file. */
export type HookOutcome =
  | { readonly done: 'installed' | 'renewed' | 'removed' | 'absent'; readonly path: string }
  /** A hook of somebody else was kept as `kept`, or put back from there. */
  | { readonly done: 'replaced' | 'restored'; readonly path: string; readonly kept: string }
  /** A hook of somebody else is there and stays. */
  | { readonly done: 'foreign'; readonly path: string }
  /** The folder of hooks belongs to all repositories of this user or machine. */
  | { readonly done: 'shared'; readonly path: string }
  /** A copy of an earlier hook is already there. */
  | { readonly done: 'kept-exists'; readonly path: string; readonly kept: string };

/** The line that tells our scripts from others. */
const MARK = '# sallyport hook, written by `sallyport hook install`';

/** The shell script of a hook: prefers the Sallyport of the repository, refuses when it finds none. `extra` are further flags. */
export function hookScript(name: HookName, { node, main }: HookProgram, extra: readonly string[]): string {
  const call = [name === 'pre-commit' ? 'check --staged' : 'receive', ...extra.map(quote)].join(' ');
  const local =
    name === 'pre-commit'
      ? [
          'top=$(git rev-parse --show-toplevel) || exit 3',
          'if [ -x "$top/node_modules/.bin/sallyport" ]; then',
          `  exec "$top/node_modules/.bin/sallyport" ${call}`,
          'fi',
        ]
      : [];
  return [
    '#!/bin/sh',
    MARK,
    '# Remove it with `sallyport hook install --uninstall`.',
    ...local,
    `node=${quote(node)}`,
    `main=${quote(main)}`,
    'if [ -f "$main" ]; then',
    '  [ -x "$node" ] || node=node',
    `  exec "$node" "$main" ${call}`,
    'fi',
    'if command -v sallyport >/dev/null 2>&1; then',
    `  exec sallyport ${call}`,
    'fi',
    `echo 'sallyport: cannot be found, so nothing was judged; install it or run \`sallyport hook install\` again' >&2`,
    'exit 3',
    '',
  ].join('\n');
}

/** Installs the hook. `force` replaces a hook of somebody else and keeps a copy. */
export async function installHook(
  place: GitPlace,
  name: HookName,
  program: HookProgram,
  { force, extra = [] }: { readonly force: boolean; readonly extra?: readonly string[] },
): Promise<HookOutcome> {
  const folder = await hooksFolder(place);
  const path = join(folder, name);
  const kept = keptPath(path);
  const script = hookScript(name, program, extra);
  if (!force && (await isShared(place))) return { done: 'shared', path };
  if (existsSync(path) && !isOurs(path)) {
    if (!force) return { done: 'foreign', path };
    if (existsSync(kept)) return { done: 'kept-exists', path, kept };
    renameSync(path, kept);
    write(folder, path, script);
    return { done: 'replaced', path, kept };
  }
  const done = existsSync(path) ? 'renewed' : 'installed';
  write(folder, path, script);
  return { done, path };
}

/** Removes our hook, and puts back the one that it replaced. */
export async function uninstallHook(place: GitPlace, name: HookName): Promise<HookOutcome> {
  const path = join(await hooksFolder(place), name);
  const kept = keptPath(path);
  if (!existsSync(path)) return { done: 'absent', path };
  if (!isOurs(path)) return { done: 'foreign', path };
  rmSync(path);
  if (!existsSync(kept)) return { done: 'removed', path };
  renameSync(kept, path);
  return { done: 'restored', path, kept };
}

/** Whether the repository has no work tree: then its gate is the push. */
export async function isBare(place: GitPlace): Promise<boolean> {
  return (await git(place, ['rev-parse', '--is-bare-repository'])).toString('latin1').trim() === 'true';
}

/** Where git looks for hooks: `core.hooksPath` and linked work trees are heeded. */
async function hooksFolder(place: GitPlace): Promise<string> {
  const path = (await git(place, ['rev-parse', '--git-path', 'hooks'])).toString('utf8').replace(/\n$/, '');
  return resolve(place.cwd, path);
}

/** Whether `core.hooksPath` is set outside of the repository. */
async function isShared(place: GitPlace): Promise<boolean> {
  const output = await runGit(place, ['config', '--show-scope', '--get', 'core.hooksPath']);
  return output.ok && /^(system|global)\s/.test(output.stdout.toString('utf8'));
}

function isOurs(path: string): boolean {
  return readFileSync(path, 'utf8').includes(MARK);
}

const keptPath = (path: string) => `${path}.before-sallyport`;

function write(folder: string, path: string, script: string): void {
  mkdirSync(folder, { recursive: true });
  const beside = `${path}.${process.pid}.part`;
  writeFileSync(beside, script);
  chmodSync(beside, 0o755);
  renameSync(beside, path);
}

/** A text as one word of a POSIX shell. */
function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
