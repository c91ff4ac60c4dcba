// Exemptions, compiled: which findings one excuses, and until when.
import type { ExemptionSpec } from './policy.ts';

/** A compiled exemption. */
export interface CompiledExemption {
  readonly name: string;
  readonly spec: ExemptionSpec;
}
