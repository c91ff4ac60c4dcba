// Reads test/e2e/acceptance-differs.yaml: what the server's state decides, and known causes of disagreements.
import { readFileSync } from 'node:fs';
import { parseText } from '../../src/manifest/parse.ts';
import type { StateCause } from './acceptance-report.ts';

/** A cause of disagreements that stays. */
export interface KnownCause {
  /** Pattern of the cause as the report prints it. */
  readonly pattern: string;
  readonly why: string;
}

/** Both lists. */
export interface Differs {
  readonly state: readonly StateCause[];
  readonly known: readonly KnownCause[];
}

/** The lists as they are in the file. */
export function readDiffers(): Differs {
  const { documents, problems } = parseText(readFileSync('test/e2e/acceptance-differs.yaml', 'utf8'));
  if (problems[0]) throw new Error(problems[0].message);
  return documents[0]?.value as unknown as Differs;
}
