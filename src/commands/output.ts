// Where a result goes: stdout, or a file that is either whole or not there.
import { realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Io, UsageError } from './command.ts';

/**
 * Writes a text to a file (relative to the working directory), or to stdout without one. Written beside and renamed, in one
 * synchronous step: no signal comes between. Pipes and devices are written straight.
 */
export function writeResult(file: string | undefined, text: string, io: Io): void {
  if (file === undefined || file === '-') {
    io.stdout(text);
    return;
  }
  writeWhole(resolve(io.cwd, file), file, text);
}

function writeWhole(path: string, shown: string, text: string): void {
  let beside: string | undefined;
  try {
    const existing = statSync(path, { throwIfNoEntry: false });
    if (existing && !existing.isFile()) {
      writeFileSync(path, text);
      return;
    }
    // A link keeps pointing where it does: its target is replaced.
    const target = existing ? realpathSync(path) : path;
    beside = `${target}.${process.pid}.part`;
    writeFileSync(beside, text, existing ? { mode: existing.mode } : {});
    renameSync(beside, target);
  } catch (thrown) {
    if (beside !== undefined) discard(beside);
    const code = (thrown as NodeJS.ErrnoException).code ?? String(thrown);
    throw new UsageError(`cannot write \`${shown}\`: ${code}; give a path that can be written`);
  }
}

/** Removes what was begun, if it was: below a file there is nothing to remove, and newer Nodes say so even when forced. */
function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The reason why nothing could be written is the one to tell.
  }
}
