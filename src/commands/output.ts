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

/** Writes files, given by their whole paths: each is whole or as it was, and none is replaced before all could be written. */
export function writeFiles(texts: ReadonlyMap<string, string>): void {
  const written: { readonly beside: string; readonly target: string }[] = [];
  let shown = '';
  try {
    for (const [path, text] of texts) {
      shown = path;
      const done = writeBeside(path, text);
      if (done) written.push(done);
    }
    for (const { beside, target } of written) {
      shown = target;
      renameSync(beside, target);
    }
  } catch (thrown) {
    for (const { beside } of written) discard(beside);
    throw cannotWrite(shown, thrown);
  }
}

function writeWhole(path: string, shown: string, text: string): void {
  let beside: string | undefined;
  try {
    const done = writeBeside(path, text);
    beside = done?.beside;
    if (done) renameSync(done.beside, done.target);
  } catch (thrown) {
    if (beside !== undefined) discard(beside);
    throw cannotWrite(shown, thrown);
  }
}

/** Writes a text beside its file, to be renamed; undefined for what is no file, which was written straight. */
function writeBeside(path: string, text: string): { readonly beside: string; readonly target: string } | undefined {
  const existing = statSync(path, { throwIfNoEntry: false });
  if (existing && !existing.isFile()) {
    writeFileSync(path, text);
    return undefined;
  }
  // A link keeps pointing where it does: its target is replaced.
  const target = existing ? realpathSync(path) : path;
  const beside = `${target}.${process.pid}.part`;
  try {
    writeFileSync(beside, text, existing ? { mode: existing.mode } : {});
  } catch (thrown) {
    discard(beside);
    throw thrown;
  }
  return { beside, target };
}

function cannotWrite(shown: string, thrown: unknown): UsageError {
  const code = (thrown as NodeJS.ErrnoException).code ?? String(thrown);
  return new UsageError(`cannot write \`${shown}\`: ${code}; give a path that can be written`);
}

/** Removes what was begun, if it was: below a file there is nothing to remove, and newer Nodes say so even when forced. */
function discard(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // The reason why nothing could be written is the one to tell.
  }
}
