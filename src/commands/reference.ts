// Reference pages that are made of tables in code: cli.md, exit-codes.md and functions.md. Returns Markdown.
import { code, fence, GENERATED, table } from '../catalog/markdown.ts';
import {
  type DocumentedFunction,
  JSONATA_FUNCTIONS,
  NAMES,
  OWN_FUNCTIONS,
  REFUSED_FUNCTIONS,
} from '../expression/reference.ts';
import { type Command, type CommandGroup, type Entry, EXIT, isGroup } from './command.ts';
import { HELP_FLAG } from './flags.ts';
import { flagText, spelling } from './help.ts';

/** The command line: one section a command, a group followed by its commands. */
export function cliPage(entries: readonly Entry[]): string {
  const intro = [
    '# Command line',
    `Every command takes ${code('--help')}. A flag's value stands after a space or after ${code('=')}; ${code('--')} ends the flags, so that names may begin with a dash; ${code('-')} is standard input where a path is taken. Results go to stdout, notes to stderr. Colour is used on a terminal only; ${code('NO_COLOR')} turns it off and ${code('FORCE_COLOR')} on. ${code('SALLYPORT_DEBUG=1')} prints the stack of a crash. Exit codes: [exit-codes.md](exit-codes.md).`,
    table(['command', 'does'], entries.map(linked)),
  ];
  const sections = entries.flatMap((entry) =>
    isGroup(entry) ? [groupSection(entry), ...entry.subcommands.map(section)] : [section(entry)],
  );
  return `${[GENERATED, ...intro, ...sections].join('\n\n')}\n`;
}

/** A row of a table: the name as a link to its section, as GitHub makes anchors of headings. */
function linked({ name, summary }: Entry): readonly string[] {
  return [`[${code(name)}](#${name.replaceAll(' ', '-')})`, summary];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function groupSection({ name, summary, description, subcommands }: CommandGroup): string {
  return [
    `## ${name}`,
    `${sentence(summary)}.`,
    ...(description === undefined ? [] : [description]),
    table(['command', 'does'], subcommands.map(linked)),
  ].join('\n\n');
}

function section({ name, summary, usage, description, flags, examples = [] }: Command): string {
  return [
    `## ${name}`,
    `${sentence(summary)}.`,
    fence('', usage.map((one) => `sallyport ${one}`).join('\n')),
    ...(description === undefined ? [] : [description]),
    table(
      ['flag', 'meaning'],
      [...flags, HELP_FLAG].map((flag) => [code(spelling(flag)), flagText(flag)]),
    ),
    ...examples.flatMap(({ call, does }) => [`${sentence(does)}:`, fence('sh', call)]),
  ].join('\n\n');
}

/** What each exit code says, by its name in EXIT. */
const MEANINGS: Readonly<Record<keyof typeof EXIT, readonly [meaning: string, todo: string]>> = {
  passed: [
    'nothing was denied; findings that only warn or are audited, and exempted ones, do not count',
    'nothing; where nothing was there to check, a note says so',
  ],
  denied: [
    `a finding denies; with ${code('--fail-on warn')} also one that warns`,
    "mend the manifest as the finding's fix says, or record an Exemption",
  ],
  unjudged: [
    `something could not be judged: a manifest or policy that cannot be read, a path that does not exist, a rule that failed under ${code('onError: deny')}, fewer objects than ${code('--min-objects')}`,
    'mend what the error names; the report still holds every finding',
  ],
  misused: [
    'wrong use of the command line, or a crash; there is no report',
    `read the one line on stderr; with ${code('SALLYPORT_DEBUG=1')} a crash prints its stack`,
  ],
  interrupted: ['Ctrl-C; no file is left half written', 'run it again'],
  terminated: ['SIGTERM, as from a time limit of CI; no file is left half written', 'give the job more time'],
};

/** The table of exit codes. */
export function exitCodesPage(): string {
  const names = Object.keys(EXIT) as (keyof typeof EXIT)[];
  const rows = names.map((name) => [String(EXIT[name]), ...MEANINGS[name]]);
  return `${[
    GENERATED,
    '# Exit codes',
    'Of several that apply the highest wins: a run that denies one object and cannot read another exits with 2.',
    table(['code', 'says', 'what to do'], rows),
    `${code('serve')} runs until it is stopped and exits with 0 after a graceful shutdown.`,
  ].join('\n\n')}\n`;
}

/** The names and functions of expressions. */
export function functionsPage(): string {
  const rows = (functions: readonly DocumentedFunction[]) =>
    functions.map(({ call, does, example: { expression, input, result } }) => [
      code(call),
      does,
      `${code(expression)}${input === undefined ? '' : ` on ${code(JSON.stringify(input))}`}`,
      result === undefined ? 'nothing' : code(JSON.stringify(result)),
    ]);
  const header = ['function', 'yields', 'example', 'is'];
  return `${[
    GENERATED,
    '# Names and functions of expressions',
    `Expressions are [JSONata](https://docs.jsonata.org/), without clock, randomness and ${code('$eval')}; patterns are RE2. ${code('sallyport eval EXPRESSION FILE')} shows what one yields.`,
    '## Names',
    'What is absent is unbound, never null.',
    table(
      ['name', 'is'],
      NAMES.map(({ name, meaning }) => [code(`$${name}`), meaning]),
    ),
    '## Added by Sallyport',
    table(header, rows(OWN_FUNCTIONS)),
    ...JSONATA_FUNCTIONS.flatMap(({ about, functions }) => [`## ${about}`, table(header, rows(functions))]),
    '## Refused',
    table(
      ['function', 'because'],
      REFUSED_FUNCTIONS.map(({ call, because }) => [code(call), because]),
    ),
  ].join('\n\n')}\n`;
}
