// What the API server refuses about a TokenReview: the one kind of authentication.k8s.io that takes anything.
// Source: pkg/registry/authentication of Kubernetes.
import { checkGiven } from '../checks.ts';
import type { KindValidator } from '../subject.ts';
import { structOf } from '../values.ts';

const validateTokenReview: KindValidator = ({ object }, out) => {
  checkGiven(out, structOf(object, 'spec'), '/spec', 'token');
};

/** Kinds of authentication.k8s.io to their validators. */
export const AUTHENTICATION: Readonly<Record<string, KindValidator>> = {
  'authentication.k8s.io/v1 TokenReview': validateTokenReview,
};
