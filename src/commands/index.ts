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
  {
    name: 'docs',
    summary: 'write the generated pages and schemas, or check that they are up to date',
    usage: ['docs [--output DIR]', 'docs --check [--output DIR]'],
    description:
      'Generates docs/policies from the built-in packs and their test cases, docs/reference from the command line itself, the documents and the functions, and schemas/ for editors. Folders that are generated as a whole lose what no longer belongs there.',
    flags: [
      { name: 'output', value: 'DIR', default: '.', description: 'folder that holds docs/ and schemas/' },
      { name: 'check', description: 'write nothing; exit code 1 where a file differs' },
    ],
    examples: [
      { call: 'sallyport docs --check', does: 'in CI, fail when a policy or flag changed and its page did not' },
    ],
    load: async () => (await import('./docs.ts')).docsRun(commands),
  },
];
