// Builds real git repositories in a temporary folder, step by step; configuration of the machine is kept out.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The compiled binary: dist/cli/main.js, seen from dist/test/builders. */
const BINARY = fileURLToPath(new URL('../../cli/main.js', import.meta.url));

/** What a program left. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A repository under test. */
export interface Repository {
  readonly path: string;
  readonly env: Record<string, string>;
  /** Runs git there and returns what it prints, without the last newline; throws when git fails. */
  git(...args: readonly string[]): string;
  /** As `git`, but a failure is an answer. */
  tryGit(args: readonly string[], options?: { readonly env?: Record<string, string>; readonly input?: string }): Ran;
  /** Writes files into the work tree; null removes one, `{ link }` makes a symbolic link. */
  write(files: Readonly<Record<string, string | Uint8Array | null | { readonly link: string }>>): void;
  move(from: string, to: string): void;
  /** Stages all of the work tree and commits; returns the commit's id. */
  commit(message: string): string;
  /** Runs the compiled binary there. */
  sallyport(
    args: readonly string[],
    options?: { readonly input?: string; readonly env?: Record<string, string>; readonly cwd?: string },
  ): Ran;
  remove(): void;
}

/** Options of a new repository. */
export interface RepositoryOptions {
  readonly bare?: boolean;
  readonly objectFormat?: 'sha1' | 'sha256';
}

/** An empty folder of its own, by its real path. */
export function temporaryFolder(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'sallyport-test-')));
}

/** Gives `use` an empty folder and removes it afterwards. */
export async function withFolder<T>(use: (folder: string) => T | Promise<T>): Promise<T> {
  const folder = temporaryFolder();
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The environment that tests run programs in: no configuration of the machine, a fixed identity and time. */
function testEnvironment(home: string): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.com',
    GIT_AUTHOR_DATE: '2026-01-01T00:00:00Z',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.com',
    GIT_COMMITTER_DATE: '2026-01-01T00:00:00Z',
    NO_COLOR: '1',
  };
}

/** Makes an empty repository whose first branch is `main`. */
function repository({ bare = false, objectFormat = 'sha1' }: RepositoryOptions = {}): Repository {
  const path = temporaryFolder();
  const env = testEnvironment(path);
  const run = (
    program: string,
    args: readonly string[],
    options: { input?: string; env?: Record<string, string>; cwd?: string },
  ) => {
    const { status, stdout, stderr } = spawnSync(program, args, {
      cwd: options.cwd ?? path,
      env: { ...env, ...options.env },
      input: options.input ?? '',
      encoding: 'utf8',
    });
    return { code: status ?? -1, stdout, stderr };
  };
  const git = (...args: readonly string[]) =>
    execFileSync('git', args, { cwd: path, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).replace(
      /\n$/,
      '',
    );
  git('init', '-q', '-b', 'main', `--object-format=${objectFormat}`, ...(bare ? ['--bare'] : []));
  return {
    path,
    env,
    git,
    tryGit: (args, options = {}) => run('git', args, options),
    write(files) {
      for (const [name, content] of Object.entries(files)) {
        const file = join(path, name);
        // What is there goes first: writing to a link would change its target.
        rmSync(file, { force: true });
        if (content === null) continue;
        mkdirSync(dirname(file), { recursive: true });
        if (typeof content === 'string' || content instanceof Uint8Array) writeFileSync(file, content);
        else symlinkSync(content.link, file);
      }
    },
    move(from, to) {
      mkdirSync(dirname(join(path, to)), { recursive: true });
      renameSync(join(path, from), join(path, to));
    },
    commit(message) {
      git('add', '-A');
      git('commit', '-q', '--allow-empty', '-m', message);
      return git('rev-parse', 'HEAD');
    },
    sallyport: (args, options = {}) => run(process.execPath, [BINARY, ...args], options),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Gives `use` a new repository and removes it afterwards. */
export async function withRepository<T>(
  use: (repository: Repository) => T | Promise<T>,
  options: RepositoryOptions = {},
): Promise<T> {
  const made = repository(options);
  try {
    return await use(made);
  } finally {
    made.remove();
  }
}
