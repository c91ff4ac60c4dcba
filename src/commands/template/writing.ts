// The table of template commands that make manifests and change them.
import type { Command, Flag } from '../command.ts';
import { FORMAT_FLAG, MANIFEST_FLAGS, OUTPUT_FLAG, TEMPLATE_FLAGS } from './flags.ts';

const PARAMS_FLAG: Flag = {
  name: 'params',
  value: 'FILE',
  description: 'a YAML or JSON map of parameters; those on the command line win',
};
const NAMESPACE_FLAG: Flag = {
  name: 'namespace',
  value: 'NAME',
  short: 'n',
  description: 'namespace of the objects, for parameters that come from it',
};

/** In the order of the help page. */
export const writingCommands: readonly Command[] = [
  {
    name: 'template render',
    summary: 'print the objects that a template makes of parameters',
    usage: ['template render TEMPLATE [NAME=VALUE…] [--params FILE]'],
    description:
      'A value is taken as its parameter has it: for a text as it stands, else as YAML, so that lists and maps may be written `[a, b]`. Parameters that are left out take their defaults.',
    arguments: 'TEMPLATE NAME=VALUE…',
    flags: [
      ...TEMPLATE_FLAGS,
      PARAMS_FLAG,
      NAMESPACE_FLAG,
      { ...FORMAT_FLAG, choices: ['yaml', 'json'], default: 'yaml' },
      OUTPUT_FLAG,
    ],
    examples: [
      { call: 'sallyport template render web-service name=web image=shop/web:1.4 port=8080', does: 'see the objects' },
    ],
    load: async () => (await import('./render.ts')).run,
  },
  {
    name: 'template new',
    summary: 'make a new set in a file of its own, asking for its parameters',
    usage: ['template new TEMPLATE [NAME=VALUE…] [--params FILE] [--output FILE]'],
    description:
      'Asks on a terminal for every parameter that is not given, shows its description, default and choices, and checks each answer by its schema. Elsewhere, and with --no-input, what is not given takes its default. The file is called after the parameter `name` or the template, unless --output says otherwise (- is stdout); one that is there is never overwritten.',
    arguments: 'TEMPLATE NAME=VALUE…',
    flags: [
      ...TEMPLATE_FLAGS,
      PARAMS_FLAG,
      NAMESPACE_FLAG,
      { name: 'no-input', description: 'ask nothing, even on a terminal' },
      { ...OUTPUT_FLAG, description: 'file to write; by default called after the parameter `name` or the template' },
    ],
    examples: [
      { call: 'sallyport template new web-service', does: 'be asked for the parameters' },
      {
        call: 'sallyport template new web-service name=web team=shop image=shop/web:1.4 port=8080 -o apps/web.yaml',
        does: 'say all that has no default',
      },
    ],
    load: async () => (await import('./new.ts')).run,
  },
  {
    name: 'template set',
    summary: 'change parameters of what exists, in place',
    usage: ['template set PATH NAME=VALUE… [--dry-run]', 'template set PATH --mend [--dry-run]'],
    description: [
      'Finds the parameters of the set at PATH, replaces those that are given, and edits the files so that the template would make them of the new parameters. Comments, quotes, order and all that the template leaves open stay. If the result would not conform, or a place cannot be edited without changing something else, no file is changed.',
      'With --mend what drifts is brought back to the template first, as far as its fix is known. Objects that the new parameters bring go to the file of the last object of the set; those that they take away are removed.',
    ].join('\n\n'),
    arguments: 'PATH… NAME=VALUE…',
    flags: [
      ...MANIFEST_FLAGS,
      PARAMS_FLAG,
      { name: 'mend', description: 'bring what drifts back to the template' },
      { name: 'all', description: 'change every set at the paths, not only one' },
      { name: 'dry-run', description: 'show the changes as a diff and write nothing' },
    ],
    examples: [
      { call: 'sallyport template set apps/web.yaml image=shop/web:1.5', does: 'release an image' },
      { call: 'sallyport template set apps/web.yaml memory=512Mi --dry-run', does: 'see what would change' },
      { call: 'sallyport template set apps/ --mend --all', does: 'mend a whole folder' },
    ],
    load: async () => (await import('./set.ts')).run,
  },
];
