// A check of a difference in git: the index against HEAD, or HEAD against its merge base with a revision. Reading both is read.ts's,
// judging two states states/'s.
import { modelMaker } from '../../bundle/api-model.ts';
import { excludes, namespaceForPath } from '../../config/config.ts';
import { portionOf } from '../../reports/portion.ts';
import { judgeStates } from '../../states/judge.ts';
import { type Check, groundsOf, type Judged } from './check.ts';
import { intake } from './intake.ts';
import { type Difference, readManifests } from './read.ts';
import type { RuleErrors } from './rules.ts';

/** Judges what differs. */
export async function judgeDifference(against: Difference, check: Check): Promise<Judged | RuleErrors> {
  const { options, around, root, found } = check;
  const { config } = found;
  const [grounds, read] = await Promise.all([
    groundsOf(check),
    readManifests(against, {
      root,
      words: options.words,
      place: around,
      excludes: (path, named) => excludes(config, path, named),
    }),
  ]);
  if (!grounds.ok) return grounds;
  const { rules, facts } = grounds;
  const { bundle } = rules.policies;
  const decided = await judgeStates({
    states: {
      old: read.old,
      new: read.new,
      namespaceForPath: (path) => options.namespace ?? namespaceForPath(config, path),
      actor: bundle.bound.some(({ policy }) => policy.actorProof !== 'apiserver') ? await read.actor() : undefined,
    },
    intake,
    bundle,
    now: options.now,
    kubernetesVersion: rules.version,
    described: config.namespaces,
    facts,
    modelOf: modelMaker({ version: rules.version, strictKinds: rules.strictKinds }),
    others: read.others,
    isNamed: read.isNamed,
  });
  return {
    ...grounds,
    portion: portionOf(decided.judgements),
    errors: read.problems,
    files: read.files,
    ignored: read.ignored,
    whole: false,
  };
}
