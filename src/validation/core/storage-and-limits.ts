// Validators of kinds of the core group that keep Pods, hold data for them or bound what they use.
import type { KindValidator } from '../subject.ts';
import { validateLimitRange } from './limit-range.ts';
import { validatePersistentVolume } from './persistent-volume.ts';
import { validatePersistentVolumeClaim } from './persistent-volume-claim.ts';
import { validateReplicationController } from './replication-controller.ts';
import { validateResourceQuota } from './resource-quota.ts';

/** Validators by kind. */
export const CORE_WORKLOADS: Readonly<Record<string, KindValidator>> = {
  'v1 ReplicationController': validateReplicationController,
  'v1 PersistentVolume': validatePersistentVolume,
  'v1 PersistentVolumeClaim': validatePersistentVolumeClaim,
  'v1 ResourceQuota': validateResourceQuota,
  'v1 LimitRange': validateLimitRange,
};
