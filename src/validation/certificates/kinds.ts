// Validators of certificates.k8s.io.
import type { KindValidator } from '../subject.ts';
import { validateSigningRequest } from './request.ts';

/** Kinds of certificates.k8s.io to their validators. */
export const CERTIFICATE_KINDS: Readonly<Record<string, KindValidator>> = {
  'certificates.k8s.io/v1 CertificateSigningRequest': validateSigningRequest,
};
