// Whether the step from one major to the next works: every set that conforms to the old version is brought over, and must conform to the
// new one.
import type { ExpressionCompiler } from '../../policy/rule-type.ts';
import type { CompiledTemplate } from '../template.ts';
import { upgrade } from '../upgrade.ts';
import type { Specimen } from './corpus.ts';

/** How bringing all sets over went. */
export interface Upgrades {
  readonly tried: number;
  /** Those that could not be brought over, or do not conform afterwards, each with the reason. */
  readonly failed: readonly { readonly specimen: Specimen; readonly message: string }[];
}

/** Brings every set over. */
export function bringOver(
  old: CompiledTemplate,
  fresh: CompiledTemplate,
  corpus: readonly Specimen[],
  expressions: ExpressionCompiler,
): Upgrades {
  const failed = corpus.flatMap((specimen) => {
    const message = failure(old, fresh, specimen, expressions);
    return message === undefined ? [] : [{ specimen, message }];
  });
  return { tried: corpus.length, failed };
}

function failure(
  old: CompiledTemplate,
  fresh: CompiledTemplate,
  { objects, context }: Specimen,
  expressions: ExpressionCompiler,
): string | undefined {
  const done = upgrade(old, fresh, objects, context, expressions);
  if (done.ok) return done.drifts[0]?.message;
  if ('problems' in done) return done.problems[0]?.message;
  const [conflict] = done.conflicts;
  return `\`${conflict?.pointer}\` of \`${conflict?.id}\` is changed on both sides`;
}
