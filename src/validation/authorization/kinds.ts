// Validators of authorization.k8s.io.
import type { KindValidator } from '../subject.ts';
import { validateLocalReview, validateRulesReview, validateSelfReview, validateSubjectReview } from './reviews.ts';

/** Kinds of authorization.k8s.io to their validators. */
export const AUTHORIZATION_KINDS: Readonly<Record<string, KindValidator>> = {
  'authorization.k8s.io/v1 LocalSubjectAccessReview': validateLocalReview,
  'authorization.k8s.io/v1 SelfSubjectAccessReview': validateSelfReview,
  'authorization.k8s.io/v1 SelfSubjectRulesReview': validateRulesReview,
  'authorization.k8s.io/v1 SubjectAccessReview': validateSubjectReview,
};
