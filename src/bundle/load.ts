// Policies, bindings, exemptions and workload kinds from their sources to a compiled Bundle, or to all the problems found, each with its place.
import { basename, resolve } from 'node:path';
import { closest } from '../kube/suggestion.ts';
import type { Bundle } from '../policy/bundle.ts';
import { type CompiledPolicy, compilePolicy, RESERVED_NAMES } from '../policy/compile.ts';
import { matchesGlob } from '../policy/glob.ts';
import type { PolicySpec } from '../policy/policy.ts';
import type { DocumentProblem, Result } from '../policy/rule-type.ts';
import { ruleTypesWith } from '../rules/index.ts';
import type { TemplateLibrary } from '../rules/template-library.ts';
import type { CompiledTemplate } from '../template/template.ts';
import { bindPolicies } from './bind.ts';
import { aimlessTests, exemptionsOf, workloadKindsOf } from './collect.ts';
import { digestOf } from './digest.ts';
import { type LoadedDocument, type LocatedProblem, problemAt, readDocuments } from './documents.ts';
import { deferredExpressions, expressionsWith } from './expressions.ts';
import { fieldProblems, kindProblems } from './field-check.ts';
import { impliedBindings, RESERVED_PACK } from './reserved.ts';
import { type PolicySource, packFiles, packNames, pathFiles, type SourceFile } from './sources.ts';
import { libraryOf, NO_TEMPLATES, shippedTemplates } from './templates.ts';

/** A loaded bundle, or everything that is wrong with it. */
export type LoadResult =
  | {
      readonly ok: true;
      readonly bundle: Bundle;
      /** Documents that rule; of built-in policies those that are bound. */
      readonly documents: readonly LoadedDocument[];
      /** Files and folders that were read, for watching. */
      readonly paths: readonly string[];
      readonly files: number;
      /** What an author should look at although it compiles: expressions that may not mean what they say. */
      readonly warnings: readonly LocatedProblem[];
      /** Templates of the sources, and built-in ones that are referred to. */
      readonly templates: readonly CompiledTemplate[];
    }
  | { readonly ok: false; readonly problems: readonly LocatedProblem[] };

/** A document compiled, and what its author should look at although it compiles. */
export interface CompiledDocument {
  readonly result: Result<CompiledPolicy>;
  readonly warnings: readonly LocatedProblem[];
}

/** How documents are compiled. */
export interface CompileOptions {
  /** Leaves what is shipped, and known to compile, until a change meets it: for a gate that judges once and ends. */
  readonly deferred?: boolean;
}

/** Compiles one Policy document with the rule types and expressions of this version. */
export function compileDocument(
  { name, spec, file, text, pack }: LoadedDocument,
  library: TemplateLibrary = NO_TEMPLATES,
  { deferred = false }: CompileOptions = {},
): CompiledDocument {
  const policy = spec as unknown as PolicySpec;
  // What is shipped has passed all this in the tests, and nobody's commit waits for it.
  const proven = pack !== undefined;
  const deferring = proven && deferred;
  const reserved =
    !proven && RESERVED_NAMES.has(name)
      ? [
          {
            code: 'name-reserved',
            message: `the name \`${name}\` is reserved, choose another`,
            pointer: '/metadata/name',
          },
        ]
      : [];
  const warnings: DocumentProblem[] = [];
  const compiled = compilePolicy(
    name,
    policy,
    ruleTypesWith(library, { deferred: deferring }),
    deferring ? deferredExpressions : expressionsWith((warning) => warnings.push(warning)),
    { deferred: deferring },
  );
  const fields = proven ? [] : [...reserved, ...kindProblems(policy), ...fieldProblems(policy)];
  const problems = compiled.ok ? fields : [...compiled.problems, ...fields];
  return {
    result: problems.length === 0 ? compiled : { ok: false, problems },
    warnings: warnings.map((warning) => problemAt(warning, file, text)),
  };
}

/**
 * Loads a bundle. Built-in policies can always be bound by name; they count as documents of the bundle once they are.
 * Own policies are compiled whether they are bound or not, so that a mistake in one is always seen. With `reserved` the policies
 * that are on by themselves are bound, too.
 */
export async function loadBundle(
  sources: readonly PolicySource[],
  { reserved = false, deferred = false }: CompileOptions & { readonly reserved?: boolean } = {},
): Promise<LoadResult> {
  const problems: LocatedProblem[] = [];
  const { own, shipped, files } = readSources(sources, problems, { packTests: false });
  if (problems.length > 0) return { ok: false, problems };
  const pack = reserved
    ? packFiles(RESERVED_PACK)
        .filter(({ path }) => !isTest(path))
        .flatMap((file) => read(file, problems))
    : [];

  const compiled = new Map<string, CompiledPolicy>();
  const warnings: LocatedProblem[] = [];
  const library = libraryOf([...own, ...shipped], problems, warnings);
  const compile = (document: LoadedDocument) =>
    compileOnce(document, { library, deferred }, compiled, problems, warnings);
  const known = [...own, ...shipped];
  const isNew = ({ name }: LoadedDocument) => !known.some((one) => one.kind === 'Policy' && one.name === name);
  const policies = [...known, ...pack.filter(isNew)].filter(({ kind }) => kind === 'Policy');
  const bindings = own.filter(({ kind }) => kind === 'PolicyBinding');
  const bound = bindPolicies(bindings, policies, compile, problems);
  const implied = bindPolicies(impliedBindings(pack, own), policies, compile, problems);
  for (const document of policies) if (document.pack === undefined) compile(document);
  const workloadKinds = workloadKindsOf(own, problems);
  const exemptions = exemptionsOf(own, policies, problems);
  problems.push(...aimlessTests(own, policies));
  for (const { spec, file, text } of own.filter(({ kind, pack }) => kind !== 'Policy' && pack === undefined))
    problems.push(...kindProblems(spec).map((problem) => problemAt(problem, file, text)));
  if (problems.length > 0) return { ok: false, problems: distinct(problems) };

  const boundNames = new Set(bound.map(({ policy }) => policy.name));
  // What holds by itself is the same for all users of a version and no part of what they wrote: the digest leaves it out.
  const documents = known.filter(
    ({ kind, name, pack }) =>
      kind !== 'PolicyTest' &&
      kind !== 'TemplateTest' &&
      (pack === undefined || kind !== 'Policy' || boundNames.has(name)),
  );
  const given = sources.flatMap((source) => ('path' in source ? [source.path] : []));
  return {
    ok: true,
    bundle: {
      digest: digestOf(documents),
      bound: [...bound, ...implied],
      exemptions,
      workloadKinds,
      policies: compiled,
    } satisfies Bundle,
    documents,
    paths: [...new Set([...given, ...files.map(({ path }) => path)])],
    files: files.length,
    warnings,
    templates: library.templates,
  };
}

/** Which documents to read: PolicyTests of packs are for those who run them. */
export interface ReadOptions {
  readonly packTests: boolean;
}

/** The documents of the sources (`own`) and the built-in policies that they refer to (`shipped`). */
export function readSources(sources: readonly PolicySource[], problems: LocatedProblem[], { packTests }: ReadOptions) {
  const seen = new Set<string>();
  const files: SourceFile[] = [];
  const own: LoadedDocument[] = [];
  for (const source of sources) {
    const found = filesOf(source, problems).filter(
      ({ path, pack }) => packTests || pack === undefined || !isTest(path),
    );
    const documents = found
      .filter(({ path }) => 'files' in source || !seen.has(resolve(path)))
      .flatMap((file) => read(file, problems));
    const [first] = found;
    // A folder and a file in it may both be named: what was read already is not read again, and does not count as nothing.
    if (
      first &&
      documents.length === 0 &&
      problems.length === 0 &&
      !found.some(({ path }) => seen.has(resolve(path)))
    ) {
      const message = 'holds no Sallyport document: nothing would be judged by it';
      problems.push({ code: 'policies-empty', message, location: { file: first.path, line: 1, column: 1 } });
    }
    for (const { path } of found) seen.add(resolve(path));
    files.push(...found);
    own.push(...documents);
  }
  const policies = shippedPolicies(own, problems);
  // A built-in policy that nobody refers to wants no templates: it is never compiled.
  const referred = own.flatMap(referencesOf);
  const counts = ({ kind, name, pack }: LoadedDocument) =>
    kind !== 'Policy' || pack === undefined || referred.some((item) => refersTo(item, name, pack));
  const shipped = [...policies, ...shippedTemplates([...own, ...policies].filter(counts), problems)];
  // Built-in policies come first, so that the problem stands where the user can mend it.
  problems.push(...duplicates([...shipped, ...own]));
  return { own, shipped, files };
}

function filesOf(source: PolicySource, problems: LocatedProblem[]): readonly SourceFile[] {
  if ('files' in source) return source.files;
  if ('path' in source) {
    const found = pathFiles(source.path);
    if ('files' in found) return found.files;
    problems.push({ ...found.problem, location: null });
    return [];
  }
  const names = packNames();
  if (names.includes(source.pack)) return packFiles(source.pack);
  const meant = closest(source.pack, names);
  const hint = meant === undefined ? `, only ${names.join(', ')}` : `, did you mean \`${meant}\``;
  problems.push({ code: 'pack-unknown', message: `there is no pack \`${source.pack}\`${hint}`, location: null });
  return [];
}

function read(file: SourceFile, problems: LocatedProblem[]): readonly LoadedDocument[] {
  const result = readDocuments(file);
  problems.push(...result.problems);
  return result.documents;
}

const isTest = (path: string) => /\.test\.ya?ml$/.test(path);

/**
 * The built-in policies that the documents refer to or share a name with, and that no source has brought. A built-in policy is
 * named as its file is, so that the others need not be read; where a name refers to nothing, all are, for a suggestion.
 */
function shippedPolicies(own: readonly LoadedDocument[], problems: LocatedProblem[]): readonly LoadedDocument[] {
  const brought = new Set(own.flatMap(({ pack, name }) => (pack === undefined ? [] : [`${pack}/${name}`])));
  const available = packNames()
    .flatMap(packFiles)
    .filter(({ path }) => !isTest(path) && basename(path) !== 'pack.yaml')
    .map((file) => ({ file, name: basename(file.path, '.yaml') }))
    .filter(({ file, name }) => !brought.has(`${file.pack}/${name}`));
  const referred = own.flatMap(referencesOf);
  const policies = own.filter(({ kind }) => kind === 'Policy').map(({ name }) => name);
  const names = [...policies, ...available.map(({ name }) => name)];
  const isLost = referred.some((item) => !item.startsWith('pack:') && !names.some((name) => matchesGlob(item, name)));
  return available
    .filter(
      ({ file, name }) => isLost || policies.includes(name) || referred.some((item) => refersTo(item, name, file.pack)),
    )
    .flatMap(({ file }) => read(file, problems))
    .filter(({ kind }) => kind === 'Policy');
}

/** Whether a name, glob or pack means a policy. */
function refersTo(item: string, name: string, pack: string | undefined): boolean {
  return item.startsWith('pack:') ? item === `pack:${pack}` : matchesGlob(item, name);
}

/** Names, globs and packs of policies that a document refers to. */
function referencesOf({ kind, spec }: LoadedDocument): readonly string[] {
  if (kind === 'PolicyTest') return [String(spec['policy'])];
  return kind === 'PolicyBinding' || kind === 'Exemption' ? (spec['policies'] as readonly string[]) : [];
}

/** Two documents of one kind must not share a name: which of them rules would be a matter of chance. */
function duplicates(documents: readonly LoadedDocument[]): readonly LocatedProblem[] {
  const seen = new Map<string, LoadedDocument>();
  return documents.flatMap((document) => {
    const { kind, name, file, text } = document;
    const other = seen.get(`${kind}/${name}`);
    if (!other) seen.set(`${kind}/${name}`, document);
    const holder = other?.pack === undefined ? `the ${kind} in ${other?.file}` : `the ${kind} of pack:${other.pack}`;
    const message = `the name \`${name}\` is taken by ${holder}, choose another`;
    return other ? [problemAt({ code: 'duplicate-name', message, pointer: '/metadata/name' }, file, text)] : [];
  });
}

function compileOnce(
  document: LoadedDocument,
  { library, deferred }: CompileOptions & { readonly library: TemplateLibrary },
  compiled: Map<string, CompiledPolicy>,
  problems: LocatedProblem[],
  warnings: LocatedProblem[],
): CompiledPolicy | undefined {
  const known = compiled.get(document.name);
  if (known) return known;
  const { result, warnings: found } = compileDocument(document, library, { deferred });
  warnings.push(...found);
  if (result.ok) compiled.set(document.name, result.value);
  else problems.push(...result.problems.map((problem) => problemAt(problem, document.file, document.text)));
  return result.ok ? result.value : undefined;
}

function distinct(problems: readonly LocatedProblem[]): readonly LocatedProblem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}
