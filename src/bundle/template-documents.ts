// ResourceTemplates from their sources: read, compiled, with the places of their documents. For those who use templates outside of a
// bundle; which policies ask for them is load.ts's.
import { basename } from 'node:path';
import type { DocumentProblem } from '../policy/rule-type.ts';
import { compileTemplate } from '../template/compile.ts';
import type { CompiledTemplate, TemplateSpec } from '../template/template.ts';
import { type LoadedDocument, type LocatedProblem, problemAt, readDocuments } from './documents.ts';
import { expressionsWith, readSources } from './load.ts';
import { type PolicySource, packFiles, packNames } from './sources.ts';

/** The pack whose templates can always be named. */
const TEMPLATES_PACK = 'templates';

/** A template with its document. */
export interface LoadedTemplate {
  readonly template: CompiledTemplate;
  readonly document: LoadedDocument;
}

/** All templates of some sources and those that the package ships, by name. */
export interface LoadedTemplates {
  /** Those of the sources. */
  readonly own: readonly LoadedTemplate[];
  /** Those that are built in and have no namesake among the others. */
  readonly shipped: readonly LoadedTemplate[];
  /** Other documents of the sources: their tests. */
  readonly documents: readonly LoadedDocument[];
  readonly problems: readonly LocatedProblem[];
  readonly warnings: readonly LocatedProblem[];
}

/** Reads and compiles. A template that is refused is a problem and is left out. */
export function loadTemplates(sources: readonly PolicySource[]): LoadedTemplates {
  const problems: LocatedProblem[] = [];
  const warnings: LocatedProblem[] = [];
  const { own: documents } = readSources(sources, problems, { packTests: true });
  const own = compileAll(documents, problems, warnings);
  const taken = new Set(own.map(({ template }) => template.name));
  const available = packNames().includes(TEMPLATES_PACK) ? packFiles(TEMPLATES_PACK) : [];
  const shipped = available
    .filter(({ path }) => !/\.test\.ya?ml$/.test(path) && !taken.has(basename(path, '.yaml')))
    .flatMap((file) => readDocuments(file).documents);
  return { own, shipped: compileAll(shipped, problems, warnings), documents, problems, warnings };
}

function compileAll(
  documents: readonly LoadedDocument[],
  problems: LocatedProblem[],
  warnings: LocatedProblem[],
): readonly LoadedTemplate[] {
  return documents
    .filter(({ kind }) => kind === 'ResourceTemplate')
    .flatMap((document): readonly LoadedTemplate[] => {
      const { name, spec, file, text } = document;
      const warn = (warning: DocumentProblem) => warnings.push(problemAt(warning, file, text));
      const compiled = compileTemplate(name, spec as unknown as TemplateSpec, expressionsWith(warn));
      if (compiled.ok) return [{ template: compiled.value, document }];
      problems.push(...compiled.problems.map((problem) => problemAt(problem, file, text)));
      return [];
    })
    .sort((a, b) => (a.template.name < b.template.name ? -1 : 1));
}
