// Validators of flowcontrol.apiserver.k8s.io.
import type { KindValidator } from '../subject.ts';
import { validateFlowSchema } from './flow-schema.ts';
import { validatePriorityLevel } from './priority-level.ts';

/** Kinds of flowcontrol.apiserver.k8s.io to their validators. */
export const FLOW_CONTROL: Readonly<Record<string, KindValidator>> = {
  'flowcontrol.apiserver.k8s.io/v1 FlowSchema': validateFlowSchema,
  'flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration': validatePriorityLevel,
};
