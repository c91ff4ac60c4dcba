// ResourceTemplates from their sources, for those who use them outside of a bundle: all that the sources hold, and all that are built in.
import { basename } from 'node:path';
import { type LoadedDocument, type LocatedProblem, readDocuments } from './documents.ts';
import { readSources } from './load.ts';
import { type PolicySource, packFiles, packNames } from './sources.ts';
import { baseOf, type LoadedTemplate, loadedTemplates } from './templates.ts';

/** The pack whose templates can always be named. */
const TEMPLATES_PACK = 'templates';

/** All templates of some sources and those that the package ships. */
export interface LoadedTemplates {
  /** Those of the sources, sorted by name and major. */
  readonly own: readonly LoadedTemplate[];
  /** Those that are built in and have no namesake among the others. */
  readonly shipped: readonly LoadedTemplate[];
  /** All documents of the sources. */
  readonly documents: readonly LoadedDocument[];
  readonly problems: readonly LocatedProblem[];
  readonly warnings: readonly LocatedProblem[];
}

/** Reads and compiles. A template that is refused is a problem and is left out. */
export function loadTemplates(sources: readonly PolicySource[]): LoadedTemplates {
  const problems: LocatedProblem[] = [];
  const warnings: LocatedProblem[] = [];
  const { own: documents } = readSources(sources, problems, { packTests: true });
  const own = loadedTemplates(documents, problems, warnings).toSorted(byName);
  const taken = new Set(own.map(({ template }) => template.name));
  const shipped = builtIn()
    .filter(({ path }) => !taken.has(baseOf(basename(path, '.yaml'))))
    .flatMap((file) => readDocuments(file).documents);
  return { own, shipped: loadedTemplates(shipped, problems, warnings).toSorted(byName), documents, problems, warnings };
}

/** The files of built-in templates; their tests are left out. */
function builtIn() {
  if (!packNames().includes(TEMPLATES_PACK)) return [];
  return packFiles(TEMPLATES_PACK).filter(({ path }) => !/\.test\.ya?ml$/.test(path));
}

function byName({ template: a }: LoadedTemplate, { template: b }: LoadedTemplate): number {
  return a.name === b.name ? a.major - b.major : a.name < b.name ? -1 : 1;
}
