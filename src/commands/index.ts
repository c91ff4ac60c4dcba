// The table of commands: one entry each, its code imported only when it runs. Adding a command is one file and one entry here.
import type { Command } from './command.ts';

/** All commands, in the order of the overview. */
export const commands: readonly Command[] = [];
