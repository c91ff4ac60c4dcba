// An Io that keeps what is written, for tests of commands.
import type { Io } from '../../src/commands/command.ts';

/** An Io with all that was written to it so far. */
export interface RecordedIo extends Io {
  readonly written: { out: string; err: string };
}

/** Builds an Io on plain values; anything may be replaced. */
export function recordingIo(replaced: Partial<Io> = {}): RecordedIo {
  const written = { out: '', err: '' };
  return {
    stdout: (text) => {
      written.out += text;
    },
    stderr: (text) => {
      written.err += text;
    },
    progress: () => undefined,
    stdin: async () => new Uint8Array(),
    isTerminal: false,
    colour: false,
    columns: 80,
    env: {},
    cwd: process.cwd(),
    version: '0.0.0-test',
    interrupted: new AbortController().signal,
    ...replaced,
    written,
  };
}
