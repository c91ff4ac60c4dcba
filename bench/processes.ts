// Child processes of the benchmarks: run one to its end with its time and memory, or keep one until it is no longer needed.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';

/** The built binary. */
export const MAIN = 'dist/cli/main.js';

/** A finished process. */
export interface Finished {
  readonly milliseconds: number;
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Largest resident set in MiB; 0 where it was not asked for. */
  readonly peak: number;
}

const PEAK = /\npeak-kib:(\d+)\n/;
const PRINT_PEAK =
  "data:text/javascript,process.on('exit',()=>process.stderr.write('\\npeak-kib:'+process.resourceUsage().maxRSS+'\\n'))";

/** Runs node to its end. With `memory` it also tells its peak, which costs a module at its start. */
export function runNode(args: readonly string[], options: { cwd?: string; memory?: boolean } = {}): Finished {
  const before = performance.now();
  const all = options.memory ? ['--import', PRINT_PEAK, ...args] : args;
  const { status, stdout, stderr, error } = spawnSync(process.execPath, all, {
    cwd: options.cwd,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (error) throw error;
  const milliseconds = performance.now() - before;
  const peak = Number(PEAK.exec(stderr)?.[1] ?? 0) / 1024;
  return { milliseconds, status, stdout, stderr: stderr.replace(PEAK, ''), peak };
}

/** A server process; `stop` ends it and waits for that. */
export interface Running {
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** Starts node and lets it run; what it prints is thrown away but for the last words of stderr, told when it dies unasked. */
export function startNode(args: readonly string[]): Running {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let last = '';
  let asked = false;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    last = (last + text).slice(-2000);
  });
  const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.once('close', (code) => {
    if (!asked) console.error(`${args.join(' ')} ended with ${code}: ${last}`);
  });
  return {
    child,
    stop: async () => {
      asked = true;
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), 10_000);
      await gone;
      clearTimeout(timer);
    },
  };
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
