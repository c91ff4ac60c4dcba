// Runs git with an argument array and a cleaned environment: bytes in, bytes out, never a shell. Knows no git command in particular.
import { spawn } from 'node:child_process';

/** Where git runs: the folder, and the environment that its caller was given. */
export interface GitPlace {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** What a git command left: its bytes, or why it failed. `code` is -1 when git could not be started. */
export type GitOutput =
  | { readonly ok: true; readonly stdout: Buffer }
  | { readonly ok: false; readonly code: number; readonly message: string };

/** A git command that failed although its arguments were ours: repository damaged, git missing, no permission. */
export class GitError extends Error {
  override readonly name = 'GitError';
}

/**
 * Variables of git's own that pass: which repository, index and object stores are meant (hooks and the quarantine of a push set
 * them), and configuration that the caller supplies. All other `GIT_*` could change what is read, and are dropped.
 */
const KEPT: ReadonlySet<string> = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_COMMON_DIR',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_EXEC_PATH',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_QUARANTINE_PATH',
  'GIT_SHALLOW_FILE',
  'GIT_CEILING_DIRECTORIES',
  'GIT_DISCOVERY_ACROSS_FILESYSTEM',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CONFIG_PARAMETERS',
  'GIT_CONFIG_COUNT',
  'GIT_AUTHOR_NAME',
  'GIT_AUTHOR_EMAIL',
  'GIT_COMMITTER_NAME',
  'GIT_COMMITTER_EMAIL',
]);

/** The environment for git: the caller's without the variables that change what git shows. */
export function gitEnvironment(env: GitPlace['env']): Record<string, string> {
  const clean: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined) continue;
    if (!name.startsWith('GIT_') || KEPT.has(name) || /^GIT_CONFIG_(KEY|VALUE)_\d+$/.test(name)) clean[name] = value;
  }
  return {
    ...clean,
    // INVARIANT: a replace ref, which anybody may push, never stands in for the object that is judged.
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
}

/** Runs `git ARGS`, gives it `input`, and collects what it prints. */
export function runGit(place: GitPlace, args: readonly string[], input?: Uint8Array): Promise<GitOutput> {
  return new Promise((resolve) => {
    const child = spawn('git', ['--no-pager', ...args], {
      cwd: place.cwd,
      env: gitEnvironment(place.env),
      stdio: [input ? 'pipe' : 'ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout?.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', (error: NodeJS.ErrnoException) => {
      const message =
        error.code === 'ENOENT' ? `git cannot be started in \`${place.cwd}\`; install git` : error.message;
      resolve({ ok: false, code: -1, message });
    });
    child.on('close', (code, signal) => {
      if (code === 0) resolve({ ok: true, stdout: Buffer.concat(stdout) });
      else resolve({ ok: false, code: code ?? -1, message: firstLine(Buffer.concat(stderr), args, code, signal) });
    });
    // A git that ends early closes its input; its exit code tells why, so the broken pipe is no error of its own.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

/** As `runGit`, for commands that must succeed: throws a GitError that says what git said. */
export async function git(place: GitPlace, args: readonly string[], input?: Uint8Array): Promise<Buffer> {
  const output = await runGit(place, args, input);
  if (output.ok) return output.stdout;
  throw new GitError(output.message);
}

function firstLine(stderr: Buffer, args: readonly string[], code: number | null, signal: string | null): string {
  const lines = stderr
    .toString('utf8')
    .split('\n')
    .filter((one) => one.trim() !== '');
  // Warnings come before what ended it.
  const line = lines.find((one) => /^(fatal|error): /.test(one)) ?? lines[0];
  const said = line?.replace(/^(fatal|error): /, '').trim();
  return said ?? `git ${args[0]} ended with ${signal ?? `exit code ${code}`}`;
}
