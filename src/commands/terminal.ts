// The process as commands see it: streams, colour, width, version. Decides nothing about commands.
import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Io } from './command.ts';

/** Whether text may be coloured. FORCE_COLOR is about this run and wins over NO_COLOR (https://no-color.org, https://force-color.org). */
export function wantsColour(env: Io['env'], isTerminal: boolean): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  if (env['NO_COLOR']) return false;
  return isTerminal && env['TERM'] !== 'dumb';
}

/** The version in the package's own package.json, found next to the built code. */
export function readVersion(): string {
  // From dist/src/commands/ and from src/commands/ alike: the first package.json above.
  for (const up of ['../../', '../../../']) {
    try {
      const text = readFileSync(new URL(`${up}package.json`, import.meta.url), 'utf8');
      const { version } = JSON.parse(text) as { version?: unknown };
      if (typeof version === 'string') return version;
    } catch (thrown) {
      if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') throw thrown;
    }
  }
  throw new Error('package.json with the version is missing from the installation; install sallyport again');
}

/** Where compiled code may be kept, by the XDG base directory specification; undefined where the user has no folder. */
export function cacheFolder(env: Io['env']): string | undefined {
  const { XDG_CACHE_HOME: given, HOME: home } = env;
  const base = given !== undefined && isAbsolute(given) ? given : home ? join(home, '.cache') : undefined;
  return base === undefined ? undefined : join(base, 'sallyport', 'code');
}

/** What `processIo` needs of a process; `process` itself fits. */
export interface ProcessStreams {
  readonly stdin: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  readonly env: Io['env'];
  cwd(): string;
}

/** Streams of the process as an Io. A reader that went away (EPIPE) is no failure: what follows is dropped. */
export function processIo(streams: ProcessStreams, interrupted: AbortSignal, onBroken: (error: Error) => void): Io {
  const { stdout, stderr, env } = streams;
  const isTerminal = stdout.isTTY === true;
  const gone = new Set<NodeJS.WriteStream>();
  for (const stream of [stdout, stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      gone.add(stream);
      if (error.code !== 'EPIPE') onBroken(error);
    });
  }
  const write = (stream: NodeJS.WriteStream, text: string): void => {
    if (text !== '' && !gone.has(stream)) stream.write(text);
  };
  let version: string | undefined;
  return {
    stdout: (text) => write(stdout, text),
    stderr: (text) => write(stderr, text),
    progress: (text) => write(stderr, stderr.isTTY === true ? `\r\u001b[K${text}` : ''),
    stdin: async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of streams.stdin) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
      return Buffer.concat(chunks);
    },
    ...(streams.stdin.isTTY && stderr.isTTY && { ask: asker(streams.stdin as NodeJS.ReadStream, stderr) }),
    isTerminal,
    colour: wantsColour(env, isTerminal),
    columns: stdout.columns > 0 ? stdout.columns : 80,
    env,
    cwd: streams.cwd(),
    get version() {
      version ??= readVersion();
      return version;
    },
    interrupted,
  };
}

/** Asks on a terminal. The reader is made with the first question; Ctrl-C in it is the process's own. */
function asker(input: NodeJS.ReadStream, output: NodeJS.WriteStream): NonNullable<Io['ask']> {
  // What is pasted may hold the answers to questions that are still to come.
  const lines: string[] = [];
  let reader: Interface | undefined;
  let isOver = false;
  let heard = () => {};
  const open = (): Interface => {
    const made = createInterface({ input, output });
    made.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
    made.on('line', (line) => {
      lines.push(line);
      heard();
    });
    made.on('close', () => {
      isOver = true;
      heard();
    });
    return made;
  };
  return async (question) => {
    reader ??= open();
    reader.setPrompt(question);
    if (!isOver) reader.prompt();
    if (lines.length === 0 && !isOver)
      await new Promise<void>((resolve) => {
        heard = resolve;
      });
    return lines.shift();
  };
}

/** Resolves when all that was written has left the process, or can't any more. */
export function drained(streams: Pick<ProcessStreams, 'stdout' | 'stderr'>): Promise<unknown> {
  return Promise.all(
    [streams.stdout, streams.stderr].map(
      (stream) => new Promise((resolve) => (stream.destroyed ? resolve(null) : stream.write('', resolve))),
    ),
  );
}
