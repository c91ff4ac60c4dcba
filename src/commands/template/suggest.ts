// `sallyport template suggest`: which templates objects are nearest to, by the number of their drifts.
import type { LoadedTemplate } from '../../bundle/templates.ts';
import { withoutNulls } from '../../change/absent.ts';
import { gvkOf } from '../../kube/gvk.ts';
import { metadataOf } from '../../kube/object.ts';
import type { SourceObject } from '../../renderers/renderer.ts';
import { visible, visibleJson } from '../../reports/visible.ts';
import { solve } from '../../template/solve.ts';
import { EXIT, type Invocation, UsageError } from '../command.ts';
import { print } from './drift-report.ts';
import { readPaths } from './manifests.ts';
import { type Complete, completion, openTemplates, printProblems } from './surroundings.ts';
import { columns, count } from './table.ts';

/** A template that has an object of the kind, and in how many places the object differs from it. */
interface Candidate {
  readonly loaded: LoadedTemplate;
  readonly object: string;
  readonly drifts: number;
}

/** How many are shown of each object. */
const MOST = 3;

/** Exit code 0 when every object was compared, 2 when something could not be read. */
export async function run(invocation: Invocation): Promise<number> {
  const { words, one, io } = invocation;
  if (words.length === 0) throw new UsageError('`template suggest` needs a file or folder; `-` is standard input');
  const opened = openTemplates(invocation);
  if (!opened.ok) return printProblems(opened.problems, io);
  const { around } = opened;
  if (around.templates.length === 0)
    throw new UsageError('there is no template; name a folder of them with --policies');
  const read = await readPaths(words, around, io);
  const made = await completion(
    around,
    read.objects.map(({ object }) => withoutNulls(object)),
    invocation,
  );
  if (!made.ok) return printProblems(made.problems, io);
  const found = read.objects.map((source) => ({
    source,
    candidates: candidatesOf(source, around.templates, made.complete),
  }));
  io.stdout(one('format') === 'json' ? json(found) : text(found));
  if (read.problems.length > 0) return printProblems(read.problems, io);
  if (read.objects.length === 0) io.stderr('sallyport: no object was there to be compared\n');
  return EXIT.passed;
}

function candidatesOf(
  { object, file }: SourceObject,
  templates: readonly LoadedTemplate[],
  complete: Complete,
): readonly Candidate[] {
  const plain = withoutNulls(object);
  const gvk = gvkOf(plain);
  const { namespace } = metadataOf(plain);
  const context = {
    path: file,
    complete,
    partial: true,
    ...(namespace !== undefined && { namespace: { name: namespace } }),
  };
  return templates
    .flatMap((loaded) =>
      loaded.template.program.objects
        .filter(({ group, kind }) => group === gvk.group && kind === gvk.kind)
        .map(({ spec }): Candidate => {
          const { drifts } = solve(loaded.template, [{ id: spec.id, object: complete(plain) }], context);
          return { loaded, object: spec.id, drifts: drifts.length };
        }),
    )
    .sort((a, b) => a.drifts - b.drifts)
    .slice(0, MOST);
}

interface Found {
  readonly source: SourceObject;
  readonly candidates: readonly Candidate[];
}

function text(found: readonly Found[]): string {
  return found
    .map(({ source, candidates }) => {
      const { name } = metadataOf(source.object);
      const place = print({ file: source.file, ...source.document.start });
      const head = `${place}  ${visible(`${source.object.kind} ${name ?? ''}`)}\n`;
      const rows = candidates.map(({ loaded, object, drifts }, index) => [
        index === 0 ? 'nearest' : '',
        `${loaded.template.name}@${loaded.template.spec.version}`,
        object,
        drifts === 0 ? 'conforms' : count(drifts, 'drift'),
      ]);
      return head + (rows.length === 0 ? '  no template has an object of this kind\n' : columns(rows, '  '));
    })
    .join('');
}

function json(found: readonly Found[]): string {
  const value = found.map(({ source, candidates }) => {
    const { name, namespace } = metadataOf(source.object);
    return {
      location: { file: source.file, ...source.document.start },
      object: {
        apiVersion: source.object.apiVersion,
        kind: source.object.kind,
        namespace: namespace ?? null,
        name: name ?? '',
      },
      candidates: candidates.map(({ loaded, object, drifts }) => ({
        template: loaded.template.name,
        version: loaded.template.spec.version,
        object,
        drifts,
      })),
    };
  });
  return `${visibleJson(JSON.stringify(value, null, 2))}\n`;
}
