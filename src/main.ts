#!/usr/bin/env node
// The binary: argv to a command, its result to an exit code. The only file that touches argv, signals and process.exit.
import { commands } from './commands/index.ts';

const [name = 'help', ...words] = process.argv.slice(2);
const command = commands.find((entry) => entry.name === name);
if (!command) {
  console.error(`sallyport: there is no command \`${name}\``);
  process.exit(3);
}
process.exitCode = await command.run(words);
