// Validators of authentication.k8s.io. Source: pkg/registry/authentication of Kubernetes.
import { checkGiven } from '../checks.ts';
import type { KindValidator } from '../subject.ts';
import { structOf } from '../values.ts';

const validateTokenReview: KindValidator = ({ object }, out) => {
  checkGiven(out, structOf(object, 'spec'), '/spec', 'token');
};

/** Kinds of authentication.k8s.io to their validators. */
export const AUTHENTICATION_KINDS: Readonly<Record<string, KindValidator>> = {
  'authentication.k8s.io/v1 TokenReview': validateTokenReview,
};
