// Validators of apiextensions.k8s.io.
import type { KindValidator } from '../subject.ts';
import { validateDefinition } from './definition.ts';

/** Kinds of apiextensions.k8s.io to their validators. */
export const EXTENSION_KINDS: Readonly<Record<string, KindValidator>> = {
  'apiextensions.k8s.io/v1 CustomResourceDefinition': validateDefinition,
};
