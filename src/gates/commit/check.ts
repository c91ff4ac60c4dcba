// What a check is asked to do and what becomes of it: vocabulary of the ways to judge, files.ts and difference.ts, and of run.ts.
import type { FileFacts } from '../../bundle/definitions.ts';
import type { GitPlace } from '../../git/exec.ts';
import type { Portion } from '../../reports/portion.ts';
import type { ReportedError } from '../../reports/report.ts';
import { type ClusterReader, type FactOptions, factsOf } from './facts.ts';
import type { Against } from './read.ts';
import {
  asError,
  type FoundConfig,
  loadRules,
  type RuleErrors,
  type RuleOptions,
  type Rules,
  shownFrom,
} from './rules.ts';

/** What a check is asked to do; undefined where the configuration or a default decides. */
export interface CheckOptions extends FactOptions, RuleOptions {
  readonly words: readonly string[];
  readonly against: Against;
  readonly namespace: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly failOn: 'deny' | 'warn' | undefined;
  readonly minObjects: number;
  /** Threads that judge files of the disk; undefined: as many as are of use. */
  readonly threads: number | undefined;
}

/** The process around a check. */
export interface Surroundings extends GitPlace {
  readonly version: string;
  readonly stdin: () => Promise<Uint8Array>;
  /** Asks the cluster; undefined where nobody wants that. */
  readonly cluster?: ClusterReader;
  /** Told how many files of how many are judged. */
  readonly progress?: (done: number, total: number) => void;
}

/** A check whose configuration was found. */
export interface Check {
  readonly options: CheckOptions;
  readonly around: Surroundings;
  /** Top folder of the work tree; undefined outside of a repository. */
  readonly root: string | undefined;
  readonly found: FoundConfig;
}

/** By what is judged, and the facts that neither files nor commits say. */
export interface Grounds {
  readonly ok: true;
  readonly rules: Rules;
  readonly facts: Extract<FileFacts, { ok: true }>;
}

/** What was judged and what could not be read. */
export interface Judged extends Grounds {
  readonly portion: Portion;
  readonly errors: readonly ReportedError[];
  readonly files: number;
  readonly ignored: number;
  /** Whether all that an exemption could excuse was seen. */
  readonly whole: boolean;
}

/** Loads the rules and gathers the facts. */
export async function groundsOf({ options, around, root, found }: Check): Promise<Grounds | RuleErrors> {
  const { cwd } = around;
  const [loaded, facts] = await Promise.all([
    loadRules(options, found, { cwd, root }),
    factsOf(options, found, around),
  ]);
  if (!loaded.ok) return loaded;
  if (facts.ok) return { ok: true, rules: loaded.rules, facts };
  const show = shownFrom(cwd, root);
  return { ok: false, errors: facts.problems.map((one) => asError({ ...one, location: show(one.location) })) };
}
