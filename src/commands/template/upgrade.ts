// `sallyport template upgrade`: sets of an older version of their template brought to another one, in place. What people changed beyond the
// old version is kept; where that and the new version want different things, nothing is written.
import type { LocatedProblem } from '../../bundle/documents.ts';
import { expressionsWith } from '../../bundle/expressions.ts';
import type { LoadedTemplate } from '../../bundle/templates.ts';
import { withoutNulls } from '../../change/absent.ts';
import { metadataOf } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { locate } from '../../manifest/position.ts';
import type { SourceObject } from '../../renderers/renderer.ts';
import { TEMPLATE_LABEL } from '../../template/choose.ts';
import { type Upgrade, upgrade } from '../../template/upgrade.ts';
import { EXIT, type Invocation, UsageError } from '../command.ts';
import { applyChanges, type SetChange } from './apply-changes.ts';
import { readPaths } from './manifests.ts';
import { type SolvedSet, solveAll } from './sets.ts';
import { openTemplates, printProblems, type Surroundings } from './surroundings.ts';
import { formerVersion, templateAt } from './template-word.ts';
import { upgradeText } from './upgrade-report.ts';

/** Sets of one old version with the one that they go to. */
interface Journey {
  readonly old: LoadedTemplate;
  readonly fresh: LoadedTemplate;
  readonly sources: readonly SourceObject[];
}

/** Exit code 0 when all sets are of the new version, 1 when one cannot be brought over, 2 when something could not be read or edited. */
export async function run(invocation: Invocation): Promise<number> {
  const { words: paths, has, io } = invocation;
  if (paths.length === 0) throw new UsageError('`template upgrade` needs a path');
  if (paths.includes('-')) throw new UsageError('`template upgrade` changes files, and `-` is none; name the file');
  const opened = openTemplates(invocation);
  if (!opened.ok) return printProblems(opened.problems, io);
  const { around } = opened;
  const read = await readPaths(paths, around, io);
  if (read.problems.length > 0) return printProblems(read.problems, io);
  const planned = await plan(read.objects, around, invocation);
  if (planned.problems.length > 0) return printProblems(planned.problems, io);
  if (planned.journeys.length === 0) {
    io.stderr(
      planned.labelled === 0
        ? `sallyport: no object names a template by the label ${quoted(TEMPLATE_LABEL)}; say of which version they are with --from\n`
        : 'sallyport: every set is of the version that it should be of\n',
    );
    return planned.labelled === 0 ? EXIT.unjudged : EXIT.passed;
  }
  const changes: SetChange[] = [];
  const told: string[] = [];
  const refused: string[] = [];
  for (const { old, fresh, sources } of planned.journeys) {
    const estate = await solveAll(sources, { ...around, templates: [old], own: [old] }, invocation);
    if (estate.problems.length > 0) return printProblems(estate.problems, io);
    for (const set of estate.sets) {
      const done = bring(set, fresh);
      const text = upgradeText(set, fresh, done);
      if (done.ok) {
        told.push(text);
        changes.push(changeOf(set, done));
      } else refused.push(text);
    }
  }
  if (refused.length > 0) {
    for (const text of refused) io.stderr(text);
    io.stderr('sallyport: nothing is changed\n');
    return EXIT.denied;
  }
  const text = told.join('');
  if (has('dry-run')) io.stderr(text);
  return applyChanges(changes, { files: read.files, root: around.root, dryRun: has('dry-run'), told: text }, io);
}

function bring(set: SolvedSet, fresh: LoadedTemplate): Upgrade {
  const resources = set.members.map(({ source }) => ({ object: withoutNulls(source.object) }));
  const expressions = expressionsWith(() => undefined);
  return upgrade(set.loaded.template, fresh.template, resources, set.context, expressions);
}

function changeOf({ members }: SolvedSet, { objects }: Extract<Upgrade, { ok: true }>): SetChange {
  const byResource = new Map(objects.map((one) => [one.resource, one]));
  return {
    members,
    objects: members.map(({ source }, index) => {
      const found = byResource.get(index);
      return found ? found.object : withoutNulls(source.object);
    }),
    added: objects.flatMap(({ resource, object }) => (resource === undefined && object ? [object] : [])),
  };
}

/** Which objects go from which version to which. */
async function plan(objects: readonly SourceObject[], around: Surroundings, invocation: Invocation) {
  const journeys = new Map<string, { old: LoadedTemplate; fresh: LoadedTemplate; sources: SourceObject[] }>();
  const problems: LocatedProblem[] = [];
  const unlabelled: SourceObject[] = [];
  let labelled = 0;
  const from = await namedVersions(around, invocation);
  if (!from.ok) return { journeys: [], problems: from.problems, labelled };
  for (const source of objects) {
    const label = metadataOf(source.object).labels[TEMPLATE_LABEL];
    const [, name, major] = /^(.+)\.v(0|[1-9][0-9]*)$/.exec(label ?? '') ?? [];
    if (label === undefined || name === undefined) {
      unlabelled.push(source);
      continue;
    }
    labelled += 1;
    const known = journeys.get(label);
    if (known) {
      known.sources.push(source);
      continue;
    }
    const refuse = (message: string) => {
      const place = locate(source.document, `/metadata/labels/${TEMPLATE_LABEL.replace('/', '~1')}`);
      problems.push({ code: 'template-unknown', message, location: { file: source.file, ...place } });
    };
    const fresh = targetOf(name, around, invocation);
    if (fresh === undefined) {
      refuse(`there is no template ${quoted(name)}${versionText(invocation)}`);
      continue;
    }
    const given = from.versions.find(({ template }) => template.name === name && template.major === Number(major));
    if (given === undefined && fresh.template.major === Number(major)) continue;
    const old = given ?? (await oldVersion(name, Number(major), fresh, around, invocation));
    if (old === undefined) {
      refuse(
        `the version ${quoted(label)} is found neither among the templates nor in the history of ${quoted(fresh.document.file)}; name its file with --from`,
      );
      continue;
    }
    journeys.set(label, { old, fresh, sources: [source] });
  }
  // What has no label may be of a version all the same, by what that is meant for: then it has to be named.
  for (const old of from.versions) {
    const label = `${old.template.name}.v${old.template.major}`;
    const fresh = targetOf(old.template.name, around, invocation);
    if (fresh === undefined || unlabelled.length === 0) continue;
    journeys.set(label, { old, fresh, sources: [...(journeys.get(label)?.sources ?? []), ...unlabelled] });
    labelled += unlabelled.length;
  }
  return { journeys: [...journeys.values()] as readonly Journey[], problems, labelled };
}

const versionText = ({ one }: Invocation) => (one('to') === undefined ? '' : ` of version ${quoted(one('to')!)}`);

/** Templates that `--from` names. */
async function namedVersions(around: Surroundings, invocation: Invocation) {
  const versions: LoadedTemplate[] = [];
  for (const word of invocation.all('from')) {
    const found = await templateAt(word, around, invocation);
    if (!found.ok) return found;
    versions.push(found.loaded);
  }
  return { ok: true, versions } as const;
}

/** The version that `--to` names: a whole one, a major, or the latest there is. */
function targetOf(name: string, { templates }: Surroundings, { one }: Invocation): LoadedTemplate | undefined {
  const wanted = one('to')?.replace(/^v/, '');
  if (wanted !== undefined && !/^[0-9]+(\.[0-9]+\.[0-9]+)?$/.test(wanted))
    throw new UsageError(`--to is a version such as 2 or 2.1.0, not ${quoted(one('to')!)}`);
  return templates
    .filter(({ template }) => template.name === name)
    .filter(
      ({ template }) => wanted === undefined || wanted === template.spec.version || wanted === String(template.major),
    )
    .toSorted((a, b) => a.template.major - b.template.major)
    .at(-1);
}

async function oldVersion(
  name: string,
  major: number,
  fresh: LoadedTemplate,
  around: Surroundings,
  { io }: Invocation,
) {
  const loaded = around.templates.find(({ template }) => template.name === name && template.major === major);
  return loaded ?? (await formerVersion(fresh, major, around, io));
}
