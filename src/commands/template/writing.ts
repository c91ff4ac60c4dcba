// The table of template commands that make manifests and change them.
import type { Command, Flag } from '../command.ts';
import { FORMAT_FLAG, OUTPUT_FLAG, TEMPLATE_FLAGS } from './flags.ts';

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
];
