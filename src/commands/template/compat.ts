// `sallyport template compat`: which step of the version a changed template needs, proved on all that conforms to the old one.

import type { LoadedDocument } from '../../bundle/documents.ts';
import { expressionsWith } from '../../bundle/expressions.ts';
import { withoutNulls } from '../../change/absent.ts';
import { objectsOf, type TemplateTestSpec } from '../../suite/template-cases.ts';
import { compare } from '../../template/compat/compat.ts';
import type { Specimen } from '../../template/compat/corpus.ts';
import { bringOver } from '../../template/compat/upgrades.ts';
import type { CompiledTemplate } from '../../template/template.ts';
import { EXIT, type Invocation, UsageError } from '../command.ts';
import { type CompatReport, compatJson, compatText } from './compat-report.ts';
import { readPaths } from './manifests.ts';
import { solveAll } from './sets.ts';
import { type Complete, completion, openTemplates, printProblems, type Surroundings } from './surroundings.ts';
import { templateAt } from './template-word.ts';

/** Exit code 0 when the new version says a step that is large enough, 1 when it does not, 2 when something could not be read. */
export async function run(invocation: Invocation): Promise<number> {
  const { words, one, io } = invocation;
  const [oldWord, newWord, ...paths] = words;
  if (oldWord === undefined || newWord === undefined)
    throw new UsageError('`template compat` needs two templates: names, files, or REV:PATH of the repository');
  const opened = openTemplates(invocation);
  if (!opened.ok) return printProblems(opened.problems, io);
  const { around } = opened;
  const fresh = await templateAt(newWord, around, invocation);
  if (!fresh.ok) return printProblems(fresh.problems, io);
  const old = await templateAt(oldWord, around, invocation, fresh.loaded.template.name);
  if (!old.ok) return printProblems(old.problems, io);
  const estate = await given(paths, old.loaded.template, around, invocation);
  if (!estate.ok) return printProblems(estate.problems, io);
  const [before, after] = [old.loaded.template, fresh.loaded.template];
  const cases = acceptedCases(before, old.documents, estate.complete);
  const context = { complete: estate.complete };
  const found = compare(before, after, [...estate.specimens, ...cases], context);
  if (found.corpus.length === 0) {
    io.stderr(
      `sallyport: nothing is known that conforms to ${before.name}@${before.spec.version}; give manifests of it\n`,
    );
    return EXIT.unjudged;
  }
  const isMajor = before.major !== after.major;
  const expressions = expressionsWith(() => undefined);
  const report: CompatReport = {
    old: old.loaded,
    fresh: fresh.loaded,
    found,
    ...(isMajor && { upgrades: bringOver(before, after, found.corpus, expressions) }),
  };
  io.stdout(one('format') === 'json' ? compatJson(report) : compatText(report, io.colour));
  const keeps = found.isEnough && (report.upgrades?.failed.length ?? 0) === 0;
  return keeps ? EXIT.passed : EXIT.denied;
}

/** The sets of the old template at the paths. */
async function given(
  paths: readonly string[],
  template: CompiledTemplate,
  around: Surroundings,
  invocation: Invocation,
): Promise<
  | { readonly ok: true; readonly specimens: readonly Specimen[]; readonly complete: Complete }
  | { readonly ok: false; readonly problems: Parameters<typeof printProblems>[0] }
> {
  const { io } = invocation;
  const made = await completion(around, [], invocation);
  if (!made.ok) return made;
  if (paths.length === 0) return { ok: true, specimens: [], complete: made.complete };
  const read = await readPaths(paths, around, io);
  if (read.problems.length > 0) return { ok: false, problems: read.problems };
  const all = [{ template, document: around.templates[0]!.document }];
  const estate = await solveAll(read.objects, { ...around, templates: all, own: all }, invocation);
  const specimens = estate.sets.map(({ members, context, name }): Specimen => {
    const files = [...new Set(members.map(({ file }) => file))].join(', ');
    return {
      from: 'manifests',
      origin: `${name} in ${files}`,
      objects: members.map(({ object }) => ({ object })),
      context,
    };
  });
  return { ok: true, specimens, complete: made.complete };
}

/** What the old template's own tests accept. */
function acceptedCases(
  template: CompiledTemplate,
  documents: readonly LoadedDocument[],
  complete: Complete,
): readonly Specimen[] {
  const tests = documents.flatMap(({ kind, spec }) =>
    kind === 'TemplateTest' ? [spec as unknown as TemplateTestSpec] : [],
  );
  return tests
    .filter((test) => test.template === template.name || test.template === `${template.name}.v${template.major}`)
    .flatMap(({ cases }) =>
      cases.flatMap(({ name, accept }): readonly Specimen[] => {
        if (!accept) return [];
        const context = {
          complete,
          ...(accept.namespace && { namespace: accept.namespace }),
          ...(accept.path !== undefined && { path: accept.path }),
        };
        const objects = objectsOf(template, accept, context);
        if (typeof objects === 'string') return [];
        const done = objects.map(({ object }) => ({ object: withoutNulls(complete(object)) }));
        return [{ from: 'cases', origin: `case \`${name}\``, objects: done, context }];
      }),
    );
}
