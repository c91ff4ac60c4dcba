// `sallyport docs`: writes everything that is generated (policy pages, reference pages, JSON Schemas for editors), or checks that
// it is up to date. What the pages say is catalog's and reference.ts's.
import { resolve } from 'node:path';
import { type Entry, EXIT, type Run } from './command.ts';
import { generate } from './generate.ts';
import { apply, differences, type GeneratedTree } from './tree.ts';

/** The command, given the table of all commands, which it documents. `make` is replaced in tests only. */
export function docsRun(commands: readonly Entry[], make = generate): Run {
  return async ({ one, has, io }) => {
    const root = resolve(io.cwd, one('output') ?? '.');
    const generated = await make(commands);
    if (!generated.ok) {
      for (const problem of generated.problems) io.stderr(`${problem}\n`);
      return EXIT.unjudged;
    }
    return has('check') ? check(root, generated.tree, io.stderr) : write(root, generated.tree, io.stderr);
  };
}

function check(root: string, tree: GeneratedTree, note: (text: string) => void): number {
  const found = differences(root, tree);
  for (const { path, what } of found) note(`${path}: ${what}\n`);
  const summary = found.length === 0 ? 'all up to date' : 'run `sallyport docs` and commit what changes';
  note(`${tree.files.size} generated files, ${found.length} differ: ${summary}\n`);
  return found.length === 0 ? EXIT.passed : EXIT.denied;
}

function write(root: string, tree: GeneratedTree, note: (text: string) => void): number {
  const found = differences(root, tree);
  apply(root, tree, found);
  note(`${tree.files.size} generated files, ${found.length} written or removed\n`);
  return EXIT.passed;
}
