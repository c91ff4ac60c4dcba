// Validators of events.k8s.io.
import type { KindValidator } from '../subject.ts';
import { validateEvent } from './event.ts';

/** Kinds of events.k8s.io to their validators. */
export const EVENT_KINDS: Readonly<Record<string, KindValidator>> = { 'events.k8s.io/v1 Event': validateEvent };
