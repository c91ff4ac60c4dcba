// The commit gate from end to end: configuration, policies and manifests in, a report and an exit code out. Prints nothing.
import { CONFIG_FILE, DEFAULT_CONFIG } from '../../config/config.ts';
import { GitError } from '../../git/exec.ts';
import { workTreeRoot } from '../../git/refs.ts';
import { locate } from '../../manifest/position.ts';
import { portionOf } from '../../reports/portion.ts';
import type { ReportedError } from '../../reports/report.ts';
import { answer, type CommitAnswer } from './answer.ts';
import type { CheckOptions, Judged, Surroundings } from './check.ts';
import { judgeDifference } from './difference.ts';
import { judgeFiles } from './files.ts';
import { asError, type FoundConfig, findConfig, shownFrom } from './rules.ts';
import { repositoryRoot } from './walk.ts';

/** The answer, and what its reader should know beside it: one sentence each. */
export interface Checked extends CommitAnswer {
  readonly notes: readonly string[];
}

/** Runs a check. What cannot be read or judged is in the report; it throws only for bugs. */
export async function runCheck(options: CheckOptions, around: Surroundings): Promise<Checked> {
  try {
    return await check(options, around);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return failed(options, around, [asError({ code: 'git', message: error.message, location: null })]);
  }
}

async function check(options: CheckOptions, around: Surroundings): Promise<Checked> {
  const { against, now } = options;
  const root = against === 'disk' ? repositoryRoot(around.cwd) : await workTreeRoot(around);
  const found = findConfig(options, { cwd: around.cwd, root });
  if (!found.ok) return failed(options, around, found.errors);
  const asked = { options, around, root, found };
  const judged = await (against === 'disk' ? judgeFiles(asked) : judgeDifference(against, asked));
  if (!judged.ok) return failed(options, around, judged.errors);
  const { rules, portion, errors } = judged;
  const { bundle, documents } = rules.policies;
  const show = shownFrom(around.cwd, root);
  const given = answer({
    version: around.version,
    kubernetes: rules.version,
    bundle,
    portion,
    errors,
    files: judged.files,
    ignored: judged.ignored,
    failOn: options.failOn ?? found.config.failOn,
    minObjects: options.minObjects,
    hygiene: {
      now,
      sawEverything: judged.whole,
      placeOf: (kind, name, pointer) => {
        const document = documents.find((one) => one.kind === kind && one.name === name);
        return document ? show({ file: document.file, ...locate(document.text, pointer) }) : null;
      },
    },
  });
  return { ...given, notes: notesOn(options, found, judged) };
}

function notesOn(options: CheckOptions, { file, config }: FoundConfig, { rules, facts, portion }: Judged): string[] {
  const notes: string[] = [];
  if (file === undefined && options.policies.length === 0) {
    notes.push(`there is no ${CONFIG_FILE}: judged by the default packs ${config.policies.join(' and ')}`);
  }
  if (rules.policies.bundle.bound.length === 0)
    notes.push('no policy is bound, so nothing was judged by one: add a PolicyBinding');
  if (facts.kubernetes !== undefined && facts.kubernetes !== rules.version) {
    const told = `the cluster has Kubernetes ${facts.kubernetes}, and objects were judged for ${rules.version}`;
    notes.push(`${told}: say which is meant with \`--kubernetes-version\``);
  }
  if (portion.objects === 0) notes.push('no object was there to be judged');
  return notes;
}

/** The answer of a run that judged nothing. */
function failed(options: CheckOptions, { version }: Surroundings, errors: readonly ReportedError[]): Checked {
  const given = answer({
    version,
    kubernetes: options.kubernetesVersion ?? DEFAULT_CONFIG.kubernetesVersion,
    bundle: undefined,
    portion: portionOf([]),
    errors,
    files: 0,
    ignored: 0,
    failOn: 'deny',
    minObjects: 0,
    hygiene: { now: options.now, sawEverything: false, placeOf: () => null },
  });
  return { ...given, notes: [] };
}
