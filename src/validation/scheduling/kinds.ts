// Validators of scheduling.k8s.io.
import type { KindValidator } from '../subject.ts';
import { validatePriorityClass } from './priority-class.ts';

/** Kinds of scheduling.k8s.io to their validators. */
export const SCHEDULING_KINDS: Readonly<Record<string, KindValidator>> = {
  'scheduling.k8s.io/v1 PriorityClass': validatePriorityClass,
};
