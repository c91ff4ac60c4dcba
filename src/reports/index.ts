// The table of reports: a name on the command line to its renderer. Adding a report is one file and one line here.
import { github } from './github.ts';
import { json } from './json.ts';
import type { Renderer } from './options.ts';
import { sarif } from './sarif.ts';
import { text } from './text.ts';

/** All reports by name. */
export const reports = { text, json, sarif, github } satisfies Record<string, Renderer>;

/** A name of the table. */
export type ReportName = keyof typeof reports;

/** The names, for the choices of `--format`. */
export const REPORT_NAMES = Object.keys(reports) as readonly ReportName[];

/** The renderer of a name; undefined when there is none. */
export function reportNamed(name: string): Renderer | undefined {
  return Object.hasOwn(reports, name) ? reports[name as ReportName] : undefined;
}
