// The ResourceTemplates of a bundle, compiled; and the built-in ones that policies name.
import { basename } from 'node:path';
import type { PolicySpec } from '../policy/policy.ts';
import type { TemplateLibrary } from '../rules/template-library.ts';
import { areTied } from '../template/choose.ts';
import { compileTemplate } from '../template/compile.ts';
import type { CompiledTemplate, TemplateSpec } from '../template/template.ts';
import { completionFor } from './api-data.ts';
import { type LoadedDocument, type LocatedProblem, problemAt, readDocuments } from './documents.ts';
import { expressionsWith } from './expressions.ts';
import { packFiles, packNames } from './sources.ts';

/** A template with its document. */
export interface LoadedTemplate {
  readonly template: CompiledTemplate;
  readonly document: LoadedDocument;
}

/** Compiles all templates; what is wrong goes to `problems`, at its line. */
function templatesOf(
  documents: readonly LoadedDocument[],
  problems: LocatedProblem[],
  warnings: LocatedProblem[],
): readonly CompiledTemplate[] {
  return loadedTemplates(documents, problems, warnings).map(({ template }) => template);
}

/** A library without any. */
export const NO_TEMPLATES: TemplateLibrary = { templates: [], broken: new Set(), completionFor };

/** What rules find templates in; a template that does not compile is there by its name, so that nobody is told that there is none. */
export function libraryOf(
  documents: readonly LoadedDocument[],
  problems: LocatedProblem[],
  warnings: LocatedProblem[],
): TemplateLibrary {
  const templates = templatesOf(documents, problems, warnings);
  const names = documents.filter(({ kind }) => kind === 'ResourceTemplate').map(({ name }) => baseOf(name));
  const broken = new Set(names.filter((name) => !templates.some((one) => one.name === name)));
  return { templates, broken, completionFor };
}

/** The same, each with its document. */
export function loadedTemplates(
  documents: readonly LoadedDocument[],
  problems: LocatedProblem[],
  warnings: LocatedProblem[],
): readonly LoadedTemplate[] {
  const templates: CompiledTemplate[] = [];
  const loaded: LoadedTemplate[] = [];
  for (const document of documents) {
    const { kind, name, spec, file, text } = document;
    if (kind !== 'ResourceTemplate') continue;
    const expressions = expressionsWith((warning) => warnings.push(problemAt(warning, file, text)));
    const compiled = compileTemplate(name, spec as unknown as TemplateSpec, expressions);
    if (!compiled.ok) {
      problems.push(...compiled.problems.map((problem) => problemAt(problem, file, text)));
      continue;
    }
    const fresh = compiled.value;
    const same = templates.find((one) => one.name === fresh.name && one.major === fresh.major);
    const tied = templates.find((one) => areTied(one, fresh));
    if (same) {
      const message = `there are two templates \`${fresh.name}\` of major ${fresh.major}, remove one`;
      problems.push(problemAt({ code: 'duplicate-name', message, pointer: '/spec/version' }, file, text));
    } else if (tied) {
      const message = `the templates \`${tied.name}.v${tied.major}\` and \`${fresh.name}.v${fresh.major}\` may be meant for the same object: say more in one \`appliesTo\`, or leave it out and use labels`;
      problems.push(problemAt({ code: 'template-tie', message, pointer: '/spec/appliesTo' }, file, text));
    }
    templates.push(fresh);
    loaded.push({ template: fresh, document });
  }
  return loaded;
}

/** Names of templates in the rules of policies. */
function referencesOf(documents: readonly LoadedDocument[]): readonly string[] {
  return documents.flatMap(({ kind, spec }) =>
    kind !== 'Policy'
      ? []
      : (spec as unknown as PolicySpec).rules.flatMap(({ template, transition }) =>
          [template, transition?.parameters?.template].flatMap((one) =>
            typeof one === 'object' && one !== null ? [one.name] : [],
          ),
        ),
  );
}

/** Whether a rule takes any template. */
function takesAny(documents: readonly LoadedDocument[]): boolean {
  return documents.some(
    ({ kind, spec }) =>
      kind === 'Policy' && (spec as unknown as PolicySpec).rules.some(({ template }) => template === 'any'),
  );
}

/** A template's name without the major that tells two of one name apart. */
export const baseOf = (name: string) => name.replace(/[.]v[0-9]+$/, '');

/**
 * The built-in templates that policies name and no source has brought; all of them where a name is none, for a suggestion, and where
 * any template will do and no source has one: who brings templates means those.
 */
export function shippedTemplates(
  documents: readonly LoadedDocument[],
  problems: LocatedProblem[],
): readonly LoadedDocument[] {
  const brought = documents.filter(({ kind }) => kind === 'ResourceTemplate').map(({ name }) => baseOf(name));
  const lacking = referencesOf(documents).filter((name) => !brought.includes(name));
  const isAny = brought.length === 0 && takesAny(documents);
  if (lacking.length === 0 && !isAny) return [];
  const files = packNames()
    .flatMap(packFiles)
    .map((file) => ({ file, name: baseOf(basename(file.path, '.yaml')) }));
  const isLost = isAny || lacking.some((name) => !files.some((one) => one.name === name));
  return files
    .filter(({ file, name }) => !/\.test\.ya?ml$/.test(file.path) && (isLost || lacking.includes(name)))
    .flatMap(({ file }) => {
      const read = readDocuments(file);
      problems.push(...read.problems);
      return read.documents;
    })
    .filter(({ kind, name }) => kind === 'ResourceTemplate' && !brought.includes(baseOf(name)));
}
