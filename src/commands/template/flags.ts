// Flags that template commands share, as data: the table is read whenever a command runs, what they do only when it is asked for.
import type { Flag } from '../command.ts';

/** Flags by which every template command finds its templates. */
export const TEMPLATE_FLAGS: readonly Flag[] = [
  {
    name: 'policies',
    value: 'DIR|FILE|pack:NAME',
    repeatable: true,
    description: 'where templates are, instead of the policies of the configuration',
  },
  { name: 'config', value: 'FILE', description: 'configuration to use, instead of the nearest sallyport.yaml' },
];

/** Flags of commands that read manifests. */
export const MANIFEST_FLAGS: readonly Flag[] = [
  ...TEMPLATE_FLAGS,
  {
    name: 'template',
    value: 'NAME',
    description: 'take all objects for those of this template, whatever their labels say',
  },
  { name: 'namespace', value: 'NAME', short: 'n', description: 'namespace of objects that name none' },
  { name: 'kubernetes-version', value: 'VERSION', description: 'minor version that the objects are for, e.g. 1.35' },
  {
    name: 'schemas',
    value: 'DIR|FILE',
    repeatable: true,
    description: 'definitions to complete custom resources by, beside those of the configuration',
  },
];

/** How results are written. */
export const FORMAT_FLAG: Flag = {
  name: 'format',
  value: 'NAME',
  choices: ['text', 'json'],
  default: 'text',
  description: 'form of the result',
};

/** Where a result goes. */
export const OUTPUT_FLAG: Flag = {
  name: 'output',
  value: 'FILE',
  short: 'o',
  description: 'write to a file instead of stdout',
};
