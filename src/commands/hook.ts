// `sallyport hook install`: puts the gate into a repository's hooks, or takes it out again. The script is git/hook.ts's.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { GitError } from '../git/exec.ts';
import { type HookName, type HookOutcome, installHook, isBare, uninstallHook } from '../git/hook.ts';
import { EXIT, type Invocation, UsageError } from './command.ts';

/** Exit code 0 when the hook is as asked for, 3 when it is not and why is told. */
export async function run({ words, has, io }: Invocation): Promise<number> {
  const [action, ...extra] = words;
  if (action !== 'install') throw new UsageError('`hook` takes the word install');
  const stray = extra.find((word, index) => index === 0 && !word.startsWith('-'));
  if (stray !== undefined)
    throw new UsageError(`\`${stray}\` is no flag; after \`--\` come flags for the hook's command`);
  if (has('pre-commit') && has('pre-receive'))
    throw new UsageError('--pre-commit and --pre-receive exclude each other');
  try {
    const bare = await isBare(io);
    const name: HookName = has('pre-receive') || (bare && !has('pre-commit')) ? 'pre-receive' : 'pre-commit';
    if (bare && name === 'pre-commit') {
      throw new UsageError('a bare repository has no commits of its own; install --pre-receive');
    }
    const main = binary();
    const outcome = has('uninstall')
      ? await uninstallHook(io, name)
      : await installHook(io, name, { node: process.execPath, main }, { force: has('force'), extra });
    const { ok, message } = tellOutcome(name, outcome);
    if (ok) io.stdout(`${message}\n`);
    else io.stderr(`sallyport: ${message}\n`);
    return ok ? EXIT.passed : EXIT.misused;
  } catch (error) {
    if (error instanceof GitError) throw new UsageError(`this is no git repository that can be used: ${error.message}`);
    throw error;
  }
}

/** The binary: beside this file where all is bundled, else a folder above. */
function binary(): string {
  const places = ['./main.js', '../main.js'].map((one) => fileURLToPath(new URL(one, import.meta.url)));
  return places.find((one) => existsSync(one)) ?? places[0]!;
}

/** What to tell about an outcome, and whether it is what was asked for. */
export function tellOutcome(name: HookName, outcome: HookOutcome): { readonly ok: boolean; readonly message: string } {
  const { done, path } = outcome;
  const line = name === 'pre-commit' ? 'sallyport check --staged || exit' : 'sallyport receive || exit';
  switch (done) {
    case 'installed':
      return { ok: true, message: `installed the ${name} hook ${path}` };
    case 'renewed':
      return { ok: true, message: `renewed the ${name} hook ${path}` };
    case 'removed':
      return { ok: true, message: `removed the ${name} hook ${path}` };
    case 'absent':
      return { ok: true, message: `there is no ${name} hook to remove` };
    case 'replaced':
      return {
        ok: true,
        message: `installed the ${name} hook ${path}; the one before is kept as ${outcome.kept} and no longer runs`,
      };
    case 'restored':
      return { ok: true, message: `removed the ${name} hook; ${path} is again the one before` };
    case 'foreign':
      return {
        ok: false,
        message: `${path} is a hook of somebody else and stays; add the line \`${line}\` to it, or replace it with --force`,
      };
    case 'shared':
      return {
        ok: false,
        message: `core.hooksPath makes ${path} the hook of all repositories; add the line \`${line}\` to it, or install it there with --force`,
      };
    case 'kept-exists':
      return { ok: false, message: `${outcome.kept} already keeps an earlier hook; move it away first` };
  }
}
