// Structured log lines: JSON on standard error, one object a line. Knows no domain: the fields are the caller's.
import { type DestinationStream, destination, type Logger, type LoggerOptions, pino, stdTimeFunctions } from 'pino';

/** Levels of `--log-level`, loudest first; `silent` writes nothing. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** One of `LOG_LEVELS`. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the gates log to. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** A log with its end: what was written before is out when `end` settles. */
export interface OwnedLog extends Log {
  end(): Promise<void>;
}

const options = (level: LogLevel): LoggerOptions => ({
  level,
  base: null,
  timestamp: stdTimeFunctions.isoTime,
  formatters: { level: (label) => ({ level: label }) },
});

/** A log to the stream. Times are RFC 3339, levels are words. */
export function createLog(level: LogLevel, stream: DestinationStream): Log {
  return pino(options(level), stream);
}

/** A log to standard error that never waits for its reader. */
export function createStderrLog(level: LogLevel): OwnedLog {
  const stream = destination({ fd: 2, sync: false });
  return Object.assign(pino(options(level), stream), {
    end: () =>
      new Promise<void>((resolve) => {
        // A reader that never takes what is left must not keep the process.
        const timer = setTimeout(resolve, END_MILLISECONDS);
        stream.once('close', () => {
          clearTimeout(timer);
          resolve();
        });
        stream.end();
      }),
  });
}

const END_MILLISECONDS = 2_000;
