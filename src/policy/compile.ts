// A Policy document compiled: its match, conditions and rules, ready to judge.
import type { PolicySpec } from './policy.ts';

/** A compiled policy. */
export interface CompiledPolicy {
  readonly name: string;
  readonly spec: PolicySpec;
}
