// What the API server refuses about a Lease. Source: pkg/apis/coordination/validation of Kubernetes. `strategy` and `preferredHolder` are
// dropped, because their feature (CoordinatedLeaderElection) is off by default.
import { checkNonNegative } from '../checks.ts';
import { type KindValidator, report } from '../subject.ts';
import { numberOf, structOf } from '../values.ts';

const validateLease: KindValidator = ({ object }, out) => {
  const spec = structOf(object, 'spec');
  const seconds = numberOf(spec, 'leaseDurationSeconds');
  if (seconds !== undefined && seconds <= 0) {
    const message = `leaseDurationSeconds is ${seconds}, and must be positive`;
    report(out, 'invalid', '/spec/leaseDurationSeconds', message);
  }
  checkNonNegative(out, spec, '/spec', 'leaseTransitions');
};

/** Kinds of coordination.k8s.io to their validators. */
export const COORDINATION: Readonly<Record<string, KindValidator>> = {
  'coordination.k8s.io/v1 Lease': validateLease,
};
