// The table of template commands about templates as they come and change.
import type { Command } from '../command.ts';
import { MANIFEST_FLAGS, OUTPUT_FLAG } from './flags.ts';

/** In the order of the help page. */
export const evolvingCommands: readonly Command[] = [
  {
    name: 'template infer',
    summary: 'make a template of manifests that are alike',
    usage: ['template infer PATH… [--output FILE] [--label]'],
    description: [
      'Finds what the manifests at PATH have in common. What is equal in all of them is literal, what differs becomes a parameter, and places that always hold the same value become one. Blocks that only some have are switched by a parameter, items of lists without a counterpart become a list. A default that only some wrote out is left out.',
      'Resources are parted by their shape first, and those that belong together (the Service and the Ingress of a Deployment) become one template. What nearly all share is the standard: who departs from it is named, with each difference at its line. The result is a draft for an author to go on with.',
      'With --label the manifests get the label by which they name their template, in place.',
    ].join('\n\n'),
    arguments: 'PATH…',
    flags: [
      ...MANIFEST_FLAGS.filter(({ name }) => name !== 'template' && name !== 'namespace'),
      { name: 'name', value: 'NAME', description: 'name of the template, instead of one by its kinds' },
      { name: 'owner', value: 'OWNER', default: 'team:platform', description: 'owner of the template' },
      {
        name: 'agreement',
        value: 'SHARE',
        default: '0.9',
        description: 'share of resources that makes a value or a member the standard',
      },
      {
        name: 'similarity',
        value: 'SHARE',
        default: '0.6',
        description: 'share of fields that resources of one template have in common at least',
      },
      { name: 'label', description: 'label the manifests with their template' },
      OUTPUT_FLAG,
    ],
    examples: [
      { call: 'sallyport template infer apps/', does: 'see what the manifests of a folder have in common' },
      {
        call: 'sallyport template infer apps/ --label -o policies/templates.yaml',
        does: 'take a folder to templates of its own',
      },
    ],
    load: async () => (await import('./infer.ts')).run,
  },
];
