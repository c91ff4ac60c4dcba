// What template commands work with: the configuration, the templates it or a flag names, and the API server of a release, by which
// objects are completed before they are compared.
import { DEFAULT_KUBERNETES_VERSION, kubernetesVersion } from '../../bundle/api-data.ts';
import { modelMaker } from '../../bundle/api-model.ts';
import type { LocatedProblem } from '../../bundle/documents.ts';
import { loadTemplates } from '../../bundle/template-documents.ts';
import type { LoadedTemplate } from '../../bundle/templates.ts';
import { withoutNulls } from '../../change/absent.ts';
import type { Config } from '../../config/config.ts';
import { loadConfig, policySource } from '../../config/load.ts';
import { factsOf } from '../../gates/commit/facts.ts';
import { repositoryRoot } from '../../gates/commit/walk.ts';
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { closest } from '../../kube/suggestion.ts';
import { definitionsAmong } from '../../snapshot/snapshot.ts';
import { EXIT, type Invocation, type Io, UsageError } from '../command.ts';
import { versionOf } from '../judging.ts';

/** What was opened. */
export interface Surroundings {
  readonly config: Config;
  /** Folder that the configuration's paths are relative to. */
  readonly folder: string;
  /** Top folder of the work tree, from which files are named; undefined outside of one. */
  readonly root: string | undefined;
  /** All templates, those of the user first. */
  readonly templates: readonly LoadedTemplate[];
  /** Those that are chosen by what they are meant for, too. */
  readonly own: readonly LoadedTemplate[];
}

/** Opened, or what is wrong with the configuration or a template. */
export type Opened =
  | { readonly ok: true; readonly around: Surroundings }
  | { readonly ok: false; readonly problems: readonly LocatedProblem[] };

/** Reads the configuration and all templates. */
export function openTemplates({ one, all, io }: Invocation): Opened {
  const root = repositoryRoot(io.cwd);
  const loaded = loadConfig({ cwd: io.cwd, root, file: one('config') });
  if (!loaded.ok) return loaded;
  const { config, folder, file } = loaded;
  const given = all('policies');
  // The packs that hold without a configuration have no templates.
  const written = given.length > 0 ? given : file === undefined ? [] : config.policies;
  const from = given.length > 0 ? io.cwd : folder;
  const { own, shipped, problems, warnings } = loadTemplates(written.map((path) => policySource(path, from, io.cwd)));
  if (problems.length > 0) return { ok: false, problems };
  for (const warning of warnings) io.stderr(`note: ${printed(warning)}\n`);
  return { ok: true, around: { config, folder, root, templates: [...own, ...shipped], own } };
}

/** The template of that name, `web-service` or `web-service.v2`: without a major the latest. Another name is wrong use. */
export function templateNamed(name: string, { templates }: Pick<Surroundings, 'templates'>): LoadedTemplate {
  const [, base = name, major] = /^(.*)[.]v([0-9]+)$/.exec(name) ?? [];
  const found = templates.findLast(
    ({ template }) => template.name === base && (major === undefined || template.major === Number(major)),
  );
  if (found) return found;
  const names = [
    ...new Set(
      templates.map(({ template }) => (major === undefined ? template.name : `${template.name}.v${template.major}`)),
    ),
  ];
  if (names.length === 0) throw new UsageError('there is no template; name a folder of them with --policies');
  const near = closest(name, names);
  const hint = near === undefined ? `; there are ${names.join(', ')}` : `; did you mean ${quoted(near)}?`;
  throw new UsageError(`there is no template ${quoted(name)}${hint}`);
}

/** Completes an object as the API server does; one that it could not read stays as it is. */
export type Complete = (object: JsonObject) => JsonObject;

/** The API server of the release that is meant, with the custom kinds that are known. */
export async function completion(
  { config, folder }: Pick<Surroundings, 'config' | 'folder'>,
  objects: readonly JsonObject[],
  { one, all, io }: Invocation,
): Promise<
  | { readonly ok: true; readonly complete: Complete }
  | { readonly ok: false; readonly problems: readonly LocatedProblem[] }
> {
  const facts = await factsOf(
    { schemas: all('schemas'), snapshot: undefined },
    { ok: true, config, folder, file: undefined },
    { cwd: io.cwd },
  );
  if (!facts.ok) return facts;
  const configured = kubernetesVersion(config.kubernetesVersion);
  const version =
    versionOf(one('kubernetes-version')) ?? (configured.ok ? configured.version : DEFAULT_KUBERNETES_VERSION);
  const definitions = [...facts.definitions, ...definitionsAmong(objects)];
  const { complete } = await modelMaker({ version, strictKinds: false })(definitions, objects);
  return { ok: true, complete: (object) => withoutNulls(complete(object)) };
}

/** Prints problems; the answer is the exit code. */
export function printProblems(problems: readonly LocatedProblem[], io: Io): number {
  for (const problem of problems) io.stderr(`${printed(problem)}\n`);
  return EXIT.unjudged;
}

function printed({ code, message, location }: LocatedProblem): string {
  return `${location ? `${location.file}:${location.line}:${location.column}: ` : ''}${message} [${code}]`;
}
