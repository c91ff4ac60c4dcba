// One command line to one exit code: finds the command, checks its flags, runs it, and turns a throw into a line and a code.
// Streams and signals are wired in main.ts.
import { closest } from '../kube/suggestion.ts';
import { type Command, EXIT, type Io, UsageError } from './command.ts';
import { asksForHelp, invocationOf, parseFlags } from './flags.ts';
import { commandHelp, type Heading, overview } from './help.ts';

/** Runs the arguments after `sallyport`. Never throws. `onStart` hears which command is about to run. */
export async function dispatch(
  args: readonly string[],
  commands: readonly Command[],
  io: Io,
  onStart: (command: Command) => void = () => {},
): Promise<number> {
  const heading: Heading = (text) => (io.colour ? `\u001b[1m${text}\u001b[22m` : text);
  const [first, ...rest] = args;
  try {
    if (first === undefined) {
      io.stderr(overview(commands));
      return EXIT.misused;
    }
    if (first === '--version' || first === 'version') {
      io.stdout(`${io.version}\n`);
      return EXIT.passed;
    }
    if (first === '--help' || first === '-h' || first === 'help') {
      const topic = first === 'help' ? rest.find((word) => !word.startsWith('-')) : undefined;
      io.stdout(topic === undefined ? overview(commands, heading) : commandHelp(named(topic, commands), heading));
      return EXIT.passed;
    }
    if (first.startsWith('-')) throw new UsageError(`the command comes before its flags, but got ${first} first`);
    const command = named(first, commands);
    if (asksForHelp(rest)) {
      io.stdout(commandHelp(command, heading));
      return EXIT.passed;
    }
    const invocation = invocationOf(command, parseFlags(command, rest), io);
    onStart(command);
    const run = await command.load();
    return await run(invocation);
  } catch (thrown) {
    if (thrown instanceof UsageError) {
      const known = commands.some(({ name }) => name === first);
      io.stderr(`sallyport: ${oneLine(thrown.message)}\n`);
      io.stderr(`see: sallyport help${known ? ` ${first}` : ''}\n`);
    } else io.stderr(crashText(thrown, io.env));
    return EXIT.misused;
  }
}

/** What a crash prints: one line, or the whole stack with SALLYPORT_DEBUG. */
export function crashText(thrown: unknown, env: Io['env']): string {
  if (env['SALLYPORT_DEBUG']) return `${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return `sallyport: internal error: ${oneLine(message)} (set SALLYPORT_DEBUG=1 for the stack)\n`;
}

function named(name: string, commands: readonly Command[]): Command {
  const command = commands.find((one) => one.name === name);
  if (command) return command;
  const near = closest(
    name,
    commands.map((one) => one.name),
  );
  throw new UsageError(`there is no command \`${name}\`${near ? `; did you mean \`${near}\`?` : ''}`);
}

/** Control characters of user values must not reach the terminal or break the one line. */
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]+/g, (run) =>
    [...run].map((one) => (one === '\n' ? ' ' : `\\u{${one.codePointAt(0)!.toString(16)}}`)).join(''),
  );
}
