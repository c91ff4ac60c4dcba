// How a report is asked for, and the shape that every report has.
import type { Report } from './report.ts';

/** What the reader's side knows; a report for machines may ignore it. */
export interface ReportOptions {
  readonly colour: boolean;
  /** Columns to wrap at. */
  readonly width: number;
}

/** Renders one run. Pure; the text ends with a newline. */
export type Renderer = (report: Report, options: ReportOptions) => string;
