// The fixed Reports of test/golden, and one without anything in it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from '../../src/reports/report.ts';

/** Folder of the golden reports. */
export const GOLDEN = 'test/golden';

/** Names of the golden reports: folders with a `report.json`. */
export function goldenNames(): string[] {
  return readdirSync(GOLDEN).sort();
}

/** A golden report by name. */
export function goldenReport(name: string): Report {
  return JSON.parse(readFileSync(join(GOLDEN, name, 'report.json'), 'utf8')) as Report;
}
