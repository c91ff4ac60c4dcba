// Validators of the kinds of `batch`.
import type { KindValidator } from '../subject.ts';
import { validateCronJob } from './cron-job.ts';
import { validateJob } from './job.ts';

/** Validators by kind. */
export const BATCH: Readonly<Record<string, KindValidator>> = {
  'batch/v1 Job': validateJob,
  'batch/v1 CronJob': validateCronJob,
};
