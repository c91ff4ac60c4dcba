// Structured log lines: JSON on standard error, one object a line. Knows no domain: the fields are the caller's.
import { type DestinationStream, destination, type Logger, pino, stdTimeFunctions } from 'pino';

/** Levels of `--log-level`, loudest first; `silent` writes nothing. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** One of `LOG_LEVELS`. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** What the gates log to. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** A log at the level, on standard error unless another destination is given. Times are RFC 3339, levels are words. */
export function createLog(level: LogLevel, stream?: DestinationStream): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    stream ?? destination({ fd: 2, sync: false }),
  );
}
