// One command line to one exit code: finds the command, checks its flags, runs it, and turns a throw into a line and a code.
// Streams and signals are wired in main.ts.
import { closest } from '../kube/suggestion.ts';
import { type Command, type Entry, EXIT, type Io, isGroup, UsageError } from './command.ts';
import { asksForHelp, invocationOf, parseFlags } from './flags.ts';
import { commandHelp, groupHelp, type Heading, overview } from './help.ts';

/** Runs the arguments after `sallyport`. Never throws. `onStart` hears which command is about to run. */
export async function dispatch(
  args: readonly string[],
  entries: readonly Entry[],
  io: Io,
  onStart: (command: Command) => void = () => {},
): Promise<number> {
  const heading: Heading = (text) => (io.colour ? `\u001b[1m${text}\u001b[22m` : text);
  const helpOf = (entry: Entry, emphasis?: Heading) =>
    isGroup(entry) ? groupHelp(entry, emphasis) : commandHelp(entry, emphasis);
  const [first, ...rest] = args;
  let topic = '';
  try {
    if (first === undefined) {
      io.stderr(overview(entries));
      return EXIT.misused;
    }
    if (first === '--version' || first === 'version') {
      io.stdout(`${io.version}\n`);
      return EXIT.passed;
    }
    if (first === '--help' || first === '-h' || first === 'help') {
      const words = first === 'help' ? rest.filter((word) => !word.startsWith('-')) : [];
      const { entry } = words.length > 0 ? named(words, entries) : {};
      io.stdout(entry === undefined ? overview(entries, heading) : helpOf(entry, heading));
      return EXIT.passed;
    }
    if (first.startsWith('-')) throw new UsageError(`the command comes before its flags, but got ${first} first`);
    topic = entries.some(({ name }) => name === first) ? ` ${first}` : '';
    const { entry, rest: words } = named(args, entries);
    topic = ` ${entry.name}`;
    if (asksForHelp(words)) {
      io.stdout(helpOf(entry, heading));
      return EXIT.passed;
    }
    if (isGroup(entry)) {
      io.stderr(groupHelp(entry));
      return EXIT.misused;
    }
    const invocation = invocationOf(entry, parseFlags(entry, words), io);
    onStart(entry);
    const run = await entry.load();
    return await run(invocation);
  } catch (thrown) {
    if (thrown instanceof UsageError) {
      io.stderr(`sallyport: ${oneLine(thrown.message)}\n`);
      io.stderr(`see: sallyport help${topic}\n`);
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

/** The entry that the first word names, or the first two words together, and the words behind. */
function named(words: readonly string[], entries: readonly Entry[]): { entry: Entry; rest: readonly string[] } {
  const [name = '', ...rest] = words;
  const entry = found(name, entries);
  const [next] = rest;
  if (!isGroup(entry) || next === undefined || next.startsWith('-')) return { entry, rest };
  return { entry: found(`${name} ${next}`, entry.subcommands), rest: rest.slice(1) };
}

function found<E extends Entry>(name: string, entries: readonly E[]): E {
  const entry = entries.find((one) => one.name === name);
  if (entry) return entry;
  const near = closest(
    name,
    entries.map((one) => one.name),
  );
  throw new UsageError(`there is no command \`${name}\`${near ? `; did you mean \`${near}\`?` : ''}`);
}

/** Control characters of user values must not reach the terminal or break the one line. */
function oneLine(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]+/g, (run) =>
    [...run].map((one) => (one === '\n' ? ' ' : `\\u{${one.codePointAt(0)!.toString(16)}}`)).join(''),
  );
}
