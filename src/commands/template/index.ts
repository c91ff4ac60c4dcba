// The commands below `sallyport template`. Each has a file here with its code, imported only when it runs, and an entry in the
// table of its sort; adding one is a file and an entry.
import type { CommandGroup } from '../command.ts';
import { evolvingCommands } from './evolving.ts';
import { readingCommands } from './reading.ts';
import { writingCommands } from './writing.ts';

/** `sallyport template …`. */
export const templateGroup: CommandGroup = {
  name: 'template',
  summary: 'judge, read and write manifests by resource templates',
  description:
    'A ResourceTemplate is a golden set of objects with typed parameters: what it does not leave open may not vary. These commands find the parameters of manifests, name what drifts, and make and change manifests by them.',
  subcommands: [...readingCommands, ...writingCommands, ...evolvingCommands],
};
