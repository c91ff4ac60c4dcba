// Validators of discovery.k8s.io.
import type { KindValidator } from '../subject.ts';
import { validateEndpointSlice } from './endpoint-slice.ts';

/** Kinds of discovery.k8s.io to their validators. */
export const DISCOVERY_KINDS: Readonly<Record<string, KindValidator>> = {
  'discovery.k8s.io/v1 EndpointSlice': validateEndpointSlice,
};
