#!/usr/bin/env node
// The binary: argv to a command, its result to an exit code. The only file that touches argv, signals and process.exit.
import module from 'node:module';
import { EXIT } from './commands/command.ts';
import { crashText, dispatch } from './commands/dispatch.ts';
import { commands } from './commands/index.ts';
import { cacheFolder, drained, processIo } from './commands/terminal.ts';

// Node 22 and later keep what V8 compiled for the next run; in a folder of the user's own, for what lies there is executed.
const cache = cacheFolder(process.env);
const { enableCompileCache } = module as { readonly enableCompileCache?: (folder: string) => unknown };
if (cache !== undefined) enableCompileCache?.(cache);

const interruption = new AbortController();
let graceful = false;

const crash = (thrown: unknown): void => {
  process.stderr.write(crashText(thrown, process.env));
  process.exit(EXIT.misused);
};
process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);

// Files are written in one synchronous step (commands/output.ts), so that leaving here cuts none in half.
const interrupt = (code: number) => () => {
  if (!graceful || interruption.signal.aborted) process.exit(code);
  interruption.abort();
};
process.on('SIGINT', interrupt(EXIT.interrupted));
process.on('SIGTERM', interrupt(EXIT.terminated));

const io = processIo(process, interruption.signal, crash);
const code = await dispatch(process.argv.slice(2), commands, io, (command) => {
  graceful = command.graceful === true;
});
await drained(process);
process.exit(code);
