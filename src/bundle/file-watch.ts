// Notices that files or folders have changed, by polling their state; file system events only make it quicker. Reads no content.
import { type FSWatcher, watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What to watch and how. */
export interface FileWatchOptions {
  /** Files and folders (with all below them); one that is gone has a state as well. */
  readonly paths: readonly string[];
  /** Called with one call at a time; the next change is looked for when it has settled. */
  readonly onChange: () => Promise<void> | void;
  /** Milliseconds between two looks; the default suits mounted volumes, which Kubernetes swaps by a symlink without events. */
  readonly every?: number;
}

/** A running watch. */
export interface FileWatch {
  /** Looks now; settles when a change, if there was one, has been handled. */
  look(): Promise<void>;
  stop(): void;
}

const EVERY = 2_000;
/** Quiet time after an event: editors and `cp` write in several steps. */
const SETTLE = 100;

/** Starts watching; the state at the call is the one that changes are measured against. */
export async function watchFiles({ paths, onChange, every = EVERY }: FileWatchOptions): Promise<FileWatch> {
  let last = await fingerprint(paths);
  let stopped = false;
  let running: Promise<void> | undefined;

  const compare = async (): Promise<void> => {
    const now = await fingerprint(paths);
    if (now === last || stopped) return;
    last = now;
    await onChange();
  };
  const look = async (): Promise<void> => {
    // What was asked for while a look was under way may not have been seen by it.
    if (running) await running;
    running ??= compare().finally(() => {
      running = undefined;
    });
    return running;
  };

  const timer = setInterval(() => void look(), every);
  timer.unref();
  let settle: NodeJS.Timeout | undefined;
  const nudge = () => {
    clearTimeout(settle);
    settle = setTimeout(() => void look(), SETTLE);
    settle.unref();
  };
  const watchers = paths.flatMap((path) => eventsOf(path, nudge));
  return {
    look,
    stop: () => {
      stopped = true;
      clearInterval(timer);
      clearTimeout(settle);
      for (const watcher of watchers) watcher.close();
    },
  };
}

/** Events are a convenience: where the system has none to give (limits, network file systems), polling is enough. */
function eventsOf(path: string, nudge: () => void): readonly FSWatcher[] {
  try {
    const watcher = watch(path, { persistent: false }, nudge);
    watcher.on('error', () => watcher.close());
    return [watcher];
  } catch {
    return [];
  }
}

/** State of all files below the paths: identity, size and times. Symlinks are followed, as a mounted volume needs it. */
async function fingerprint(paths: readonly string[]): Promise<string> {
  return (await Promise.all(paths.map((path) => stateOf(path, [])))).join('\n');
}

async function stateOf(path: string, within: readonly bigint[]): Promise<string> {
  try {
    const state = await stat(path, { bigint: true });
    const own = `${path} ${state.ino} ${state.size} ${state.mtimeNs} ${state.ctimeNs}`;
    // A folder within itself is a loop of links.
    if (!state.isDirectory() || within.includes(state.ino)) return own;
    const names = (await readdir(path)).filter((name) => name !== '.git' && name !== 'node_modules').sort();
    const below = names.map((name) => stateOf(join(path, name), [...within, state.ino]));
    return [own, ...(await Promise.all(below))].join('\n');
  } catch (error) {
    return `${path} ${error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'}`;
  }
}
