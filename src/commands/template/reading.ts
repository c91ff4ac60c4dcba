// The table of template commands that read manifests and templates and change no file.
import type { Command } from '../command.ts';
import { FORMAT_FLAG, MANIFEST_FLAGS, OUTPUT_FLAG, TEMPLATE_FLAGS } from './flags.ts';

/** In the order of the help page. */
export const readingCommands: readonly Command[] = [
  {
    name: 'template check',
    summary: 'judge sets of manifests by their templates',
    usage: ['template check [PATH…]'],
    description: [
      'Judges the manifests at PATH: files, folders with all below them, or - for standard input. Without PATH: all below the working directory.',
      'An object belongs to the template that its label `sallyport.dev/template: NAME.vMAJOR` names, else to the one whose `appliesTo` fits it most narrowly. Objects of one template in one namespace whose names tell the same parameters are one set; of overlays, those in one folder.',
      'A gate judges one object at a time. Here a set is seen as a whole: what is missing or superfluous in it, and a parameter that has different values in two objects, are drifts, too.',
    ].join('\n\n'),
    arguments: 'PATH…',
    flags: [...MANIFEST_FLAGS, FORMAT_FLAG],
    examples: [
      { call: 'sallyport template check apps/', does: 'judge all sets below a folder' },
      {
        call: 'sallyport template check --template web-service web.yaml',
        does: 'see what keeps a manifest from a template',
      },
    ],
    load: async () => (await import('./check.ts')).run,
  },
  {
    name: 'template params',
    summary: 'show the parameters that manifests were made with',
    usage: ['template params PATH…'],
    description:
      'Finds the parameters of each set in the manifests themselves: nothing else has to be kept. Each is shown with the place that tells it.',
    arguments: 'PATH…',
    flags: [...MANIFEST_FLAGS, FORMAT_FLAG],
    examples: [
      { call: 'sallyport template params --format json apps/', does: 'list images, hosts and replicas of an estate' },
    ],
    load: async () => (await import('./params.ts')).run,
  },
  {
    name: 'template diff',
    summary: 'compare two states by their parameters',
    usage: ['template diff OLD NEW'],
    description:
      'OLD and NEW are files, folders, or REV:PATH, a path in a revision of this repository, counted from its root. Sets are paired by template, namespace and name; two states of one set each, whatever it is called.',
    arguments: 'OLD NEW',
    flags: [...MANIFEST_FLAGS, FORMAT_FLAG],
    examples: [
      { call: 'sallyport template diff apps/dev apps/prod', does: 'see in what two environments differ' },
      { call: 'sallyport template diff origin/main:apps apps', does: 'see what a branch changes' },
    ],
    load: async () => (await import('./diff.ts')).run,
  },
  {
    name: 'template surface',
    summary: 'show how much of a template may vary, and where',
    usage: ['template surface [TEMPLATE…]'],
    description:
      'Lists the places that are not constant, each with what may stand there. Without a name: of all templates.',
    arguments: 'TEMPLATE…',
    flags: [...TEMPLATE_FLAGS, FORMAT_FLAG],
    examples: [{ call: 'sallyport template surface web-service', does: 'see what teams may choose' }],
    load: async () => (await import('./surface.ts')).run,
  },
  {
    name: 'template suggest',
    summary: 'find the templates that manifests are nearest to',
    usage: ['template suggest PATH…'],
    description:
      'Compares each object with the objects of its kind in all templates and shows the nearest three, with the number of drifts.',
    arguments: 'PATH…',
    flags: [...MANIFEST_FLAGS.filter(({ name }) => name !== 'template' && name !== 'namespace'), FORMAT_FLAG],
    examples: [{ call: 'sallyport template suggest legacy/', does: 'see which template each object could take' }],
    load: async () => (await import('./suggest.ts')).run,
  },
  {
    name: 'template schema',
    summary: 'print the JSON Schema of conforming manifests, for editors',
    usage: ['template schema TEMPLATE [--output FILE]'],
    description:
      'What the template fixes is constant in the schema, what it leaves open has the schema of its parameter, and other members are refused where the template refuses them. That a parameter has one value everywhere no schema can say; `template check` does.',
    arguments: 'TEMPLATE',
    flags: [...TEMPLATE_FLAGS, OUTPUT_FLAG],
    examples: [
      {
        call: 'sallyport template schema web-service -o .schemas/web-service.json',
        does: 'complete manifests in an editor, with `# yaml-language-server: $schema=…` as their first line',
      },
    ],
    load: async () => (await import('./schema.ts')).run,
  },
  {
    name: 'template test',
    summary: 'run the test cases of templates',
    usage: ['template test [PATH…]'],
    description:
      'Runs the cases of the TemplateTest documents and prints what differs from what they expect. Every template needs a case that accepts, one that rejects, and each of its objects in a set that is accepted. A path is a file, a folder or pack:NAME; without one it is the folder policies.',
    arguments: 'PATH…',
    flags: [{ name: 'verbose', short: 'v', description: 'name every template, not only those that fail' }],
    examples: [{ call: 'sallyport template test policies/', does: 'run all cases below a folder' }],
    load: async () => (await import('./test.ts')).run,
  },
];
