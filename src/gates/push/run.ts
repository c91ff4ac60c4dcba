// The push gate from end to end: the lines that git gives a pre-receive hook in, one answer for each branch out. Prints nothing.
import { kubernetesVersion } from '../../bundle/api-data.ts';
import { modelMaker } from '../../bundle/api-model.ts';
import type { Actor } from '../../change/actor.ts';
import { DEFAULT_CONFIG, excludes, namespaceForPath } from '../../config/config.ts';
import { committerOf, pusherOf } from '../../git/committer.ts';
import { diffTrees } from '../../git/diff.ts';
import { GitError, type GitPlace } from '../../git/exec.ts';
import {
  emptyTree,
  headCommit,
  kindOf,
  mergeBase,
  parseUpdates,
  type RefUpdate,
  resolveCommit,
} from '../../git/refs.ts';
import { pathsOf, readSides, readState } from '../../git/sides.ts';
import { locate } from '../../manifest/position.ts';
import { renderAll, rendererOf } from '../../renderers/index.ts';
import { portionOf } from '../../reports/portion.ts';
import type { ReportedError } from '../../reports/report.ts';
import { judgeStates } from '../../states/judge.ts';
import { answer, type PushAnswer } from './answer.ts';
import { intake } from './intake.ts';
import { isRule, type Rules, rulesAt, type ServerRules } from './rules.ts';

/** What the hook is asked to do; undefined where the configuration decides. */
export interface ReceiveOptions extends ServerRules {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly failOn: 'deny' | 'warn' | undefined;
  readonly kubernetesVersion: string | undefined;
  /** Whether a kind without a schema is an error; false leaves it to the configuration. */
  readonly strictKinds: boolean;
  /** Environment variables that may hold the name of the user who pushes. */
  readonly pusherVariables: readonly string[];
}

/** The repository and the process around a push. */
export interface Surroundings extends GitPlace {
  readonly version: string;
}

/** What becomes of a push: refused as a whole unless the code is 0. */
export interface Received {
  readonly answers: readonly PushAnswer[];
  /** One sentence for each ref that was not judged, and why. */
  readonly notes: readonly string[];
  readonly exitCode: 0 | 1 | 2;
}

/** Judges a push; undefined when the input is none. What cannot be read or judged is in the answers. */
export async function runReceive(
  input: Uint8Array,
  options: ReceiveOptions,
  around: Surroundings,
): Promise<Received | undefined> {
  const updates = parseUpdates(input);
  if (!updates) return undefined;
  const notes: string[] = [];
  const answers: PushAnswer[] = [];
  const known = new Map<string | undefined, Promise<Rules>>();
  const rulesOf = (commit: string | undefined): Promise<Rules> => {
    const rules = known.get(commit) ?? rulesAt(around, commit, options);
    known.set(commit, rules);
    return rules;
  };
  for (const update of updates) {
    const { ref } = update;
    if (!ref.startsWith('refs/heads/')) notes.push(`\`${ref}\` is not judged: only branches are`);
    else if (kindOf(update) === 'delete') {
      notes.push(`\`${ref}\` is deleted: nothing is judged, and no object of it is deleted from a cluster by this`);
    } else answers.push(await judged(update, options, around, rulesOf));
  }
  const exitCode = answers.reduce<0 | 1 | 2>((worst, one) => (one.exitCode > worst ? one.exitCode : worst), 0);
  return { answers, notes, exitCode };
}

async function judged(
  update: RefUpdate,
  options: ReceiveOptions,
  around: Surroundings,
  rulesOf: (commit: string | undefined) => Promise<Rules>,
): Promise<PushAnswer> {
  try {
    return await judge(update, options, around, rulesOf);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return refused(update, options, around, [problem('git', error.message)]);
  }
}

/** What an update is compared with, and the commit whose rules hold. */
interface Comparison {
  readonly from: string;
  /** The commit behind `from`; undefined when it is the empty tree. */
  readonly base: string | undefined;
  readonly rules: string | undefined;
}

/** A branch that moves is judged against its old tip, whatever lies between; a new one against where it left the default branch. */
async function comparisonOf(place: GitPlace, update: RefUpdate, to: string): Promise<Comparison> {
  if (kindOf(update) === 'update') return { from: update.oldId, base: update.oldId, rules: update.oldId };
  const main = await headCommit(place);
  const base = main && (await mergeBase(place, main, to));
  return { from: base ?? (await emptyTree(place)), base, rules: main };
}

async function judge(
  update: RefUpdate,
  options: ReceiveOptions,
  around: Surroundings,
  rulesOf: (commit: string | undefined) => Promise<Rules>,
): Promise<PushAnswer> {
  const to = await resolveCommit(around, update.newId);
  if (!to)
    return refused(update, options, around, [problem('revision', `\`${update.newId}\` is no commit; push a commit`)]);
  const { from, base, rules: tip } = await comparisonOf(around, update, to);
  const rules = await rulesOf(tip);
  if (!rules.ok) {
    const way = problem(
      'rules',
      'the rules that hold before this push cannot be loaded; ask who runs the server to give `receive` a `--config` or `--policies` that can',
    );
    return refused(update, options, around, [...rules.problems, way]);
  }
  const { config, loaded, facts } = rules;
  const records = await diffTrees(around, from, to);
  const isManifest = (path: string) => rendererOf(path) !== undefined && !excludes(config, path);
  const sides = await readSides(around, records, isManifest);
  const treeOf = async (tree: string, files: readonly { readonly path: string }[]) => {
    const paths = await pathsOf(
      around,
      { tree },
      files.some(({ path }) => path.split('/').includes('templates')),
    );
    return { hasFile: (path: string) => paths.has(path) };
  };
  const newTree = await treeOf(to, sides.new);
  const fresh = renderAll(sides.new, newTree);
  const readsActor = loaded.bundle.bound.some(({ policy }) => policy.actorProof !== 'apiserver');
  const known = kubernetesVersion(options.kubernetesVersion ?? config.kubernetesVersion);
  if (!known.ok) return refused(update, options, around, [problem('kubernetes-version', known.message)]);
  const { version } = known;
  const decided = await judgeStates({
    states: {
      old: renderAll(sides.old, await treeOf(from, sides.old)).objects,
      new: fresh.objects,
      namespaceForPath: (path) => namespaceForPath(config, path),
      actor: readsActor ? await actorOf(around, to, base, options) : undefined,
    },
    // A push is compared with the old tip, if only with an empty one.
    intake: ({ old = [], ...states }, model) => intake({ ...states, old }, model),
    bundle: loaded.bundle,
    now: options.now,
    kubernetesVersion: version,
    described: config.namespaces,
    facts,
    modelOf: modelMaker({ version, strictKinds: options.strictKinds || config.strictKinds }),
    others: async (word) => {
      const { files } = await readState(around, { tree: to }, isManifest);
      const named = files.filter(({ bytes }) => bytes.includes(word));
      return renderAll(named, newTree).objects.map(({ object }) => object);
    },
    isNamed: () => true,
  });
  const ownRules = options.policies.length === 0 && options.config === undefined;
  const broken = ownRules && records.some(({ path }) => isRule(path, config)) ? await rulesOf(to) : undefined;
  return answer({
    ref: update.ref,
    version: around.version,
    kubernetes: version,
    bundle: loaded.bundle,
    portion: portionOf(decided.judgements),
    errors: [
      ...sides.problems.map(({ code, message, file }) => problem(code, message, file)),
      ...fresh.problems.map(({ code, message, file, position }) => ({
        ...problem(code, message),
        location: { file, ...position },
      })),
      // INVARIANT: rules that cannot be loaded never become the rules of the next push.
      ...(broken?.ok === false ? broken.problems : []),
    ],
    files: records.filter(({ path }) => isManifest(path)).length,
    ignored: fresh.ignored + records.filter(({ path }) => rendererOf(path) && excludes(config, path)).length,
    failOn: options.failOn ?? config.failOn,
    hygiene: {
      now: options.now,
      sawEverything: false,
      placeOf: (kind, name, pointer) => {
        const document = loaded.documents.find((one) => one.kind === kind && one.name === name);
        return document ? { file: document.file, ...locate(document.text, pointer) } : null;
      },
    },
  });
}

/** The best proven of those behind a push: one signer of all its commits, else the user who pushes, else the last commit's claim. */
async function actorOf(
  place: GitPlace,
  to: string,
  base: string | undefined,
  { pusherVariables }: ReceiveOptions,
): Promise<Actor | undefined> {
  const committer = await committerOf(place, to, base);
  if (committer?.proof === 'signature') return committer;
  return pusherOf(place.env, pusherVariables) ?? committer;
}

function problem(code: string, message: string, file?: string): ReportedError {
  return {
    code,
    message,
    enforcement: 'deny',
    location: file === undefined ? null : { file, line: 1, column: 1 },
  };
}

/** The answer for a ref that could not be judged. */
function refused(
  { ref }: RefUpdate,
  options: ReceiveOptions,
  { version }: Surroundings,
  errors: readonly ReportedError[],
): PushAnswer {
  return answer({
    ref,
    version,
    kubernetes: options.kubernetesVersion ?? DEFAULT_CONFIG.kubernetesVersion,
    bundle: undefined,
    portion: portionOf([]),
    errors,
    files: 0,
    ignored: 0,
    failOn: 'deny',
    hygiene: { now: options.now, sawEverything: false, placeOf: () => null },
  });
}
