// The words of a command line against a command's table of flags. Throws UsageError on anything the table does not know;
// never guesses. Printing and exit codes are dispatch.ts's.
import { closest } from '../kube/suggestion.ts';
import { type Command, type Flag, type Invocation, type Io, UsageError } from './command.ts';

/** A parsed command line: words, and the values of each given flag (a switch has one empty value). */
export interface Parsed {
  readonly words: readonly string[];
  readonly values: ReadonlyMap<string, readonly string[]>;
}

/** Taken by every command; asked for in the raw arguments before anything else is checked. */
export const HELP_FLAG: Flag = { name: 'help', short: 'h', description: 'show this help' };

/** Whether help is asked for: `--help` or `-h` before `--`. */
export function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf('--');
  return (end < 0 ? args : args.slice(0, end)).some((arg) => arg === '--help' || arg === '-h');
}

/** Reads `--flag value`, `--flag=value`, `-f value` and switches; `--` ends flags, `-` alone is a word. */
export function parseFlags(command: Command, args: readonly string[]): Parsed {
  const words: string[] = [];
  const values = new Map<string, string[]>();
  for (let index = 0; index < args.length; index++) {
    const arg = args[index]!;
    if (arg === '--') {
      words.push(...args.slice(index + 1));
      break;
    }
    if (arg === '-' || !arg.startsWith('-')) {
      words.push(arg);
      continue;
    }
    const equals = arg.indexOf('=');
    const written = equals < 0 ? arg : arg.slice(0, equals);
    const flag = find(command, written);
    let value = equals < 0 ? undefined : arg.slice(equals + 1);
    if (flag.value === undefined) {
      if (value !== undefined) throw new UsageError(`${written} takes no value, but got \`${value}\``);
    } else if (value === undefined) {
      value = args[++index];
      // A value that looks like a flag is more often a forgotten value; with = it is meant.
      if (value === undefined) throw new UsageError(`${written} needs a value: ${written} ${flag.value}`);
      if (value.startsWith('-') && value !== '-')
        throw new UsageError(
          `${written} needs a value before \`${value}\`; if that is the value, write ${written}=${value}`,
        );
    }
    add(values, flag, written, value ?? '');
  }
  if (words.length > 0 && command.arguments === undefined)
    throw new UsageError(`\`${command.name}\` takes no arguments, but got \`${words[0]}\``);
  return { words, values };
}

/** The flag's choices joined for a message or help: `a, b or c`. */
export function listChoices(choices: readonly string[]): string {
  return choices.length < 2 ? choices.join('') : `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
}

function find(command: Command, written: string): Flag {
  const known = [...command.flags, HELP_FLAG];
  const found = written.startsWith('--')
    ? known.find(({ name }) => written === `--${name}`)
    : known.find(({ short }) => short !== undefined && written === `-${short}`);
  if (found) return found;
  const near = closest(
    written,
    known.map(({ name }) => `--${name}`),
  );
  // One dash before a whole name is a frequent slip.
  const dashed = known.find(({ name }) => written === `-${name}`);
  const meant = dashed ? `--${dashed.name}` : near;
  throw new UsageError(`\`${command.name}\` has no flag ${written}${meant ? `; did you mean ${meant}?` : ''}`);
}

function add(values: Map<string, string[]>, flag: Flag, written: string, value: string): void {
  if (flag.choices && !flag.choices.includes(value)) {
    const near = closest(value, flag.choices);
    const hint = near ? `; did you mean \`${near}\`?` : '';
    throw new UsageError(`${written} is ${listChoices(flag.choices)}, not \`${value}\`${hint}`);
  }
  const before = values.get(flag.name);
  // A switch may be repeated: it says the same twice.
  if (before && flag.value !== undefined && !flag.repeatable) throw new UsageError(`${written} may be given only once`);
  if (before) before.push(value);
  else values.set(flag.name, [value]);
}

/** What a command is run with. Asking for a flag that its table lacks is a bug and throws. */
export function invocationOf(command: Command, { words, values }: Parsed, io: Io): Invocation {
  const flagOf = (name: string): Flag => {
    const flag = command.flags.find((one) => one.name === name);
    if (!flag) throw new Error(`the table of \`${command.name}\` has no flag --${name}`);
    return flag;
  };
  return {
    words,
    one: (name) => {
      const flag = flagOf(name);
      return values.get(name)?.[0] ?? flag.default;
    },
    all: (name) => {
      const flag = flagOf(name);
      return values.get(name) ?? (flag.default === undefined ? [] : [flag.default]);
    },
    has: (name) => values.has(flagOf(name).name),
    io,
  };
}
