// The table of template commands about templates as they come and change.
import type { Command } from '../command.ts';
import { FORMAT_FLAG, MANIFEST_FLAGS, OUTPUT_FLAG } from './flags.ts';

/** In the order of the help page. */
export const evolvingCommands: readonly Command[] = [
  {
    name: 'template infer',
    summary: 'make a template of manifests that are alike',
    usage: ['template infer PATH… [--output FILE|DIR] [--label]'],
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
      {
        ...OUTPUT_FLAG,
        value: 'FILE|DIR',
        description: 'write to a file, or each template to one of its own in a folder',
      },
    ],
    examples: [
      { call: 'sallyport template infer apps/', does: 'see what the manifests of a folder have in common' },
      {
        call: 'sallyport template infer apps/ --label -o policies/templates/',
        does: 'take a folder to templates of its own',
      },
    ],
    load: async () => (await import('./infer.ts')).run,
  },
  {
    name: 'template compat',
    summary: 'prove which step of its version a changed template needs',
    usage: ['template compat OLD NEW [PATH…]'],
    description: [
      'OLD and NEW are names of templates, files, or REV:PATH, a file in a revision of this repository. A patch keeps all that conforms conforming and renders the same; a minor version keeps it conforming; after a major one something may stop conforming.',
      'The proof is a corpus: sets that are generated from the parameters of OLD at their bounds and with what OLD leaves open, the sets that its tests accept, and the manifests of it at PATH. The first that does not keep the promise is shown with its drifts. Where the majors differ, every set is also brought over by the `upgrade` of NEW.',
    ].join('\n\n'),
    arguments: 'OLD NEW PATH…',
    flags: [...MANIFEST_FLAGS, FORMAT_FLAG],
    examples: [
      {
        call: 'sallyport template compat origin/main:policies/templates/web.yaml policies/templates/web.yaml apps/',
        does: 'judge a change of a template before it is merged',
      },
      {
        call: 'sallyport template compat web-service.v1 web-service.v2',
        does: 'compare two majors that are both there',
      },
    ],
    load: async () => (await import('./compat.ts')).run,
  },
  {
    name: 'template upgrade',
    summary: 'bring manifests to another version of their template, in place',
    usage: ['template upgrade PATH… [--to VERSION] [--from TEMPLATE]… [--dry-run]'],
    description: [
      "Finds the parameters of each set under the version that its label names, maps them by the `upgrade` of the new version, and edits the files so that they are of the new one. Comments, quotes and order stay. The old version is taken from the templates, from --from, or from the history of the template's file in this repository: nothing else is kept anywhere.",
      'What drifts from the old version is kept. Where that and the new version want different things at one place, the conflict is shown with all three values, and no file is changed.',
    ].join('\n\n'),
    arguments: 'PATH…',
    flags: [
      ...MANIFEST_FLAGS,
      { name: 'to', value: 'VERSION', description: 'version to go to, e.g. 2 or 2.1.0; by default the latest' },
      {
        name: 'from',
        value: 'NAME|FILE|REV:FILE',
        repeatable: true,
        description: 'where an old version is, if neither the templates nor the history of the new one have it',
      },
      { name: 'dry-run', description: 'show the changes as a diff and write nothing' },
    ],
    examples: [
      { call: 'sallyport template upgrade apps/ --dry-run', does: 'see what the latest version changes' },
      { call: 'sallyport template upgrade apps/web.yaml --to 2', does: 'bring one set to version 2' },
    ],
    load: async () => (await import('./upgrade.ts')).run,
  },
];
