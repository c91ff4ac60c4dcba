// A template as a word of a command line names it: by its name, by a file, or by a file in a revision of the repository; and the
// versions that the history of its file holds.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { type LoadedDocument, type LocatedProblem, readDocuments } from '../../bundle/documents.ts';
import type { SourceFile } from '../../bundle/sources.ts';
import { type LoadedTemplate, loadedTemplates } from '../../bundle/templates.ts';
import { commitsOf } from '../../git/history.ts';
import { quoted } from '../../kube/quoted.ts';
import { type Invocation, type Io, UsageError } from '../command.ts';
import { readRevision } from './manifests.ts';
import { type Surroundings, templateNamed } from './surroundings.ts';

/** A template, and the documents that were read with it: its tests may be among them. */
export type NamedTemplate =
  | { readonly ok: true; readonly loaded: LoadedTemplate; readonly documents: readonly LoadedDocument[] }
  | { readonly ok: false; readonly problems: readonly LocatedProblem[] };

/** Commits of a template's file that are looked through. */
const MOST_COMMITS = 200;

/** The template that a word names; of a file with several, the one called `name`. */
export async function templateAt(
  word: string,
  around: Surroundings,
  { io }: Invocation,
  name?: string,
): Promise<NamedTemplate> {
  const full = resolve(io.cwd, word);
  if (existsSync(full)) return pick(word, filesAt(word, full), name);
  const revision = await readRevision(word, around, io);
  if (revision === undefined) return { ok: true, loaded: templateNamed(word, around), documents: [] };
  if (revision.files.size === 0) return { ok: false, problems: revision.problems };
  const tests = await readRevision(testsOf(word), around, io);
  const label = word.slice(0, word.indexOf(':'));
  const files = [...revision.files, ...(testsOf(word) === word ? [] : (tests?.files ?? []))];
  return pick(
    word,
    files.map(([path, bytes]) => ({ path: `${label}:${path}`, bytes })),
    name,
  );
}

/** Where the tests of a template's file stand: beside it. */
const testsOf = (file: string) => file.replace(/\.(ya?ml)$/, '.test.$1');

/** The file, and its tests. */
function filesAt(word: string, full: string): readonly SourceFile[] {
  const tests = testsOf(full);
  try {
    const own = { path: word, bytes: readFileSync(full) };
    const beside = tests !== full && existsSync(tests);
    return [own, ...(beside ? [{ path: testsOf(word), bytes: readFileSync(tests) }] : [])];
  } catch (thrown) {
    const { code } = thrown as NodeJS.ErrnoException;
    throw new UsageError(`cannot read ${quoted(word)}: ${code ?? String(thrown)}; name the file of a template`);
  }
}

function pick(word: string, files: readonly SourceFile[], name: string | undefined): NamedTemplate {
  const problems: LocatedProblem[] = [];
  const documents = files.flatMap((file) => {
    const read = readDocuments(file);
    problems.push(...read.problems);
    return read.documents;
  });
  const found = loadedTemplates(documents, problems, []);
  if (problems.length > 0) return { ok: false, problems };
  const wanted = name === undefined ? found : found.filter(({ template }) => template.name === name);
  const [loaded] = wanted;
  if (loaded && wanted.length === 1) return { ok: true, loaded, documents };
  const names = wanted.map(({ template }) => `${template.name}@${template.spec.version}`).join(', ');
  throw new UsageError(
    wanted.length === 0
      ? `${quoted(word)} holds no template${name === undefined ? '' : ` ${quoted(name)}`}`
      : `${quoted(word)} holds several templates: ${names}; name a file with one`,
  );
}

/** The latest version of another major that the history of a template's file holds; undefined where there is none. */
export async function formerVersion(
  { template, document }: LoadedTemplate,
  major: number,
  around: Surroundings,
  io: Io,
): Promise<LoadedTemplate | undefined> {
  const { root } = around;
  if (root === undefined) return undefined;
  const path = relative(root, resolve(io.cwd, document.file)).split(sep).join('/');
  if (path.startsWith('..') || !existsSync(join(root, path))) return undefined;
  const place = { cwd: root, env: io.env };
  for (const commit of await commitsOf(place, path, MOST_COMMITS)) {
    const read = await readRevision(`${commit}:${path}`, around, { ...io, cwd: root });
    const bytes = read?.files.get(path);
    if (bytes === undefined) continue;
    const { documents } = readDocuments({ path: `${commit.slice(0, 12)}:${path}`, bytes });
    const found = loadedTemplates(documents, [], []).find(
      (one) => one.template.name === template.name && one.template.major === major,
    );
    if (found) return found;
  }
  return undefined;
}
