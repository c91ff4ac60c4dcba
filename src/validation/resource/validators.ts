// Validators of resource.k8s.io.
import type { KindValidator } from '../subject.ts';
import { validateClaim, validateClaimTemplate, validateDeviceClass } from './claims.ts';
import { validateSlice } from './slice.ts';

/** Kinds of resource.k8s.io to their validators. */
export const RESOURCE: Readonly<Record<string, KindValidator>> = {
  'resource.k8s.io/v1 DeviceClass': validateDeviceClass,
  'resource.k8s.io/v1 ResourceClaim': validateClaim,
  'resource.k8s.io/v1 ResourceClaimTemplate': validateClaimTemplate,
  'resource.k8s.io/v1 ResourceSlice': validateSlice,
};
