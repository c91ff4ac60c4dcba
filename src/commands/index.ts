// The table of commands: one entry each, its code imported only when it runs. Adding a command is one file and one entry here.
import type { Command } from './command.ts';

/** All commands, in the order of the overview. */
export const commands: readonly Command[] = [
  {
    name: 'test',
    summary: 'run the test cases of policies',
    usage: ['test [PATH…]'],
    description:
      'Runs the cases of the PolicyTest documents and prints what differs from what they expect. Every policy needs a case that accepts, and every rule one that rejects. A path is a file, a folder or pack:NAME; without one it is the folder policies.',
    arguments: 'PATH…',
    flags: [{ name: 'verbose', short: 'v', description: 'name every policy, not only those that fail' }],
    examples: [
      { call: 'sallyport test policies/', does: 'run all cases below a folder' },
      { call: 'sallyport test pack:pod-security-restricted', does: 'run the cases of a built-in pack' },
    ],
    load: async () => (await import('./test.ts')).run,
  },
];
