// Help texts of the command line, from the table alone: the overview, and one page a command or group. Returns strings.
import type { Command, CommandGroup, Entry, Flag } from './command.ts';
import { HELP_FLAG, listChoices } from './flags.ts';

/** Emphasises a heading; the identity where there is no colour. */
export type Heading = (text: string) => string;

const plain: Heading = (text) => text;

/** Width that help texts are wrapped to. */
const WIDTH = 80;

/** The list of all commands. */
export function overview(entries: readonly Entry[], heading: Heading = plain): string {
  const widest = Math.max(...entries.map(({ name }) => name.length), 'help'.length);
  const lines = [...entries, { name: 'help', summary: 'show this list, or the help of one command' }].map(
    ({ name, summary }) => entry(name, summary, widest),
  );
  return [
    'Sallyport judges Kubernetes manifests at the git gate and at the admission gate,',
    'by the same policies and with the same verdict.',
    '',
    heading('Usage'),
    '  sallyport COMMAND [WORDS…] [FLAGS…]',
    '',
    heading('Commands'),
    ...lines,
    '',
    heading('Flags'),
    entry('-h, --help', 'show help, of a command when one is named', '--version'.length + 1),
    entry('--version', 'print the version', '--version'.length + 1),
    '',
    'Exit codes: 0 passed, 1 denied, 2 could not judge, 3 wrong use or a crash.',
    'Details of a command: sallyport help COMMAND',
    '',
  ].join('\n');
}

/** The help page of a group: what each of its commands does. */
export function groupHelp({ name, summary, description, subcommands }: CommandGroup, heading: Heading = plain): string {
  const widest = Math.max(...subcommands.map((one) => one.name.length));
  return [
    summary,
    '',
    heading('Usage'),
    `  sallyport ${name} COMMAND [WORDS…] [FLAGS…]`,
    '',
    ...paragraphs(description),
    heading('Commands'),
    ...subcommands.map((one) => entry(one.name, one.summary, widest)),
    '',
    `Details of a command: sallyport help ${name} COMMAND`,
    '',
  ].join('\n');
}

/** The help page of one command. */
export function commandHelp(command: Command, heading: Heading = plain): string {
  const flags = [...command.flags, HELP_FLAG];
  const widest = Math.min(Math.max(...flags.map((flag) => spelling(flag).length)), 26);
  const parts = [
    `${command.summary}`,
    '',
    heading('Usage'),
    ...command.usage.map((usage) => `  sallyport ${usage}`),
    '',
    ...paragraphs(command.description),
    heading('Flags'),
    ...flags.map((flag) => entry(spelling(flag), flagText(flag), widest)),
    '',
  ];
  if (command.examples && command.examples.length > 0) {
    parts.push(heading('Examples'));
    for (const { call, does } of command.examples)
      parts.push(...wrap(does, WIDTH - 2).map((line) => `  ${line}`), `    ${call}`);
    parts.push('');
  }
  return parts.join('\n');
}

/** A flag as it is typed: `-h, --help`, `--format NAME`, `--policies DIR…`. */
export function spelling({ name, short, value, repeatable }: Flag): string {
  const long = `--${name}${value === undefined ? '' : ` ${value}`}${repeatable ? '…' : ''}`;
  return short === undefined ? long : `-${short}, ${long}`;
}

/** A flag's description with its choices and default. */
export function flagText({ description, choices, default: preset }: Flag): string {
  const extra = [
    ...(choices ? [listChoices(choices)] : []),
    ...(preset === undefined ? [] : [`default ${preset}`]),
  ].join('; ');
  return extra === '' ? description : `${description} (${extra})`;
}

function paragraphs(description: string | undefined): string[] {
  if (description === undefined) return [];
  return description.split('\n\n').flatMap((paragraph) => [...wrap(paragraph.replaceAll('\n', ' '), WIDTH), '']);
}

function entry(left: string, text: string, widest: number): string {
  const indent = ' '.repeat(widest + 4);
  const lines = wrap(text, Math.max(WIDTH - indent.length, 30));
  const first = left.length <= widest ? `  ${left.padEnd(widest)}  ${lines.shift() ?? ''}` : `  ${left}`;
  return [first, ...lines.map((line) => `${indent}${line}`)].join('\n');
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
