// Commands of the table by name, those of groups included, for tests that call one or look at all.
import { type Command, isGroup } from '../../src/commands/command.ts';
import { commands } from '../../src/commands/index.ts';

/** Every command that can be run, groups taken apart. */
export const everyCommand: readonly Command[] = commands.flatMap((entry) =>
  isGroup(entry) ? entry.subcommands : [entry],
);

/** The command of that whole name, such as `check` or `template set`. */
export function commandNamed(name: string): Command {
  const found = everyCommand.find((one) => one.name === name);
  if (!found) throw new Error(`there is no command ${name}`);
  return found;
}
