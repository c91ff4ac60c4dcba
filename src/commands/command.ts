// What a command is: its name, its flags as data, and a function that runs it, imported only when it is called.
// Reading flags is flags.ts, help pages are help.ts; the list of all commands is index.ts.

/** One flag of a command. Without `value` it is a switch. */
export interface Flag {
  /** Long name without dashes, e.g. `policies`. */
  readonly name: string;
  /** Placeholder of the value in help, e.g. `DIR`; absent for a switch. */
  readonly value?: string;
  /** One letter, e.g. `f` for `-f`. */
  readonly short?: string;
  readonly repeatable?: boolean;
  /** The only values that are taken. */
  readonly choices?: readonly string[];
  /** What `one` answers when the flag is not given; shown in help. */
  readonly default?: string;
  /** One sentence for help: lower-case start, no full stop. */
  readonly description: string;
}

/** The streams and surroundings of one run. Commands touch the process only through this. */
export interface Io {
  /** Writes results. */
  stdout(text: string): void;
  /** Writes notes, progress and problems. */
  stderr(text: string): void;
  /** Shows how far a run is, in place of what was shown before; '' takes it away. On a terminal only. */
  progress(text: string): void;
  /** All bytes of standard input. */
  stdin(): Promise<Uint8Array>;
  /**
   * Shows a question on the terminal and yields the line that is typed; undefined when the input ends. Absent where nobody can be
   * asked: stdin or stderr is no terminal.
   */
  readonly ask?: (question: string) => Promise<string | undefined>;
  /** Whether stdout is a terminal. */
  readonly isTerminal: boolean;
  /** Whether text on stdout may be coloured: a terminal, unless NO_COLOR or FORCE_COLOR say otherwise. */
  readonly colour: boolean;
  /** Width of the terminal, 80 where there is none. */
  readonly columns: number;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Version of Sallyport, from package.json. */
  readonly version: string;
  /** Aborted by the first Ctrl-C or SIGTERM, for commands marked `graceful`; all others end at once. */
  readonly interrupted: AbortSignal;
}

/** A call of a command: its words and flags, checked against the command's table. */
export interface Invocation {
  /** What is neither a flag nor a flag's value; `-` is a word, and so is everything after `--`. */
  readonly words: readonly string[];
  /** The value of a flag, or its default. */
  one(flag: string): string | undefined;
  /** All values of a repeatable flag, in order; its default where none is given. */
  all(flag: string): readonly string[];
  /** Whether the flag stands on the command line. */
  has(flag: string): boolean;
  readonly io: Io;
}

/** Runs a command and yields its exit code. */
export type Run = (invocation: Invocation) => Promise<number>;

/** One command as data. */
export interface Command {
  readonly name: string;
  /** One line for the overview. */
  readonly summary: string;
  /** Calls without the leading `sallyport`, e.g. `check [PATH…]`. */
  readonly usage: readonly string[];
  /** Paragraphs for the command's own help page. */
  readonly description?: string;
  /** Placeholder of the words it takes, e.g. `PATH…`; absent where it takes none. */
  readonly arguments?: string;
  readonly flags: readonly Flag[];
  /** Whole command lines, each with what it does. */
  readonly examples?: readonly { readonly call: string; readonly does: string }[];
  /** True where Ctrl-C and SIGTERM only abort `io.interrupted`, and the command ends by itself; a second one ends it at once. */
  readonly graceful?: boolean;
  /** Imports the implementation; nothing heavy is loaded before. */
  load(): Promise<Run>;
}

/** A command that only has commands of its own below it: `sallyport template set …`. */
export interface CommandGroup {
  readonly name: string;
  /** One line for the overview. */
  readonly summary: string;
  /** Paragraphs for the group's own help page. */
  readonly description?: string;
  /** In the order of the help page; each is named in full, e.g. `template set`. */
  readonly subcommands: readonly Command[];
}

/** What may stand behind `sallyport`. */
export type Entry = Command | CommandGroup;

/** Whether an entry is a group. */
export function isGroup(entry: Entry): entry is CommandGroup {
  return 'subcommands' in entry;
}

/** Exit codes (contract, section 4). The highest that applies wins. */
export const EXIT = { passed: 0, denied: 1, unjudged: 2, misused: 3, interrupted: 130, terminated: 143 } as const;

/** Wrong use of the command line: printed as one line with a hint to the help page, exit code 3. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
