// The table of rule types. Adding one is one file and one line here.
import type { RuleType } from '../policy/rule-type.ts';
import { assertRule } from './assert.ts';
import { observedRule } from './observed.ts';
import { provenSchemaRule, schemaRule } from './schema.ts';
import { transitionRule } from './transition.ts';

export const ruleTypes: readonly RuleType[] = [schemaRule, assertRule, transitionRule, observedRule];

/** The same rule types for policies that are shipped: their schemas are known to compile. */
export const provenRuleTypes: readonly RuleType[] = ruleTypes.map((one) =>
  one === schemaRule ? provenSchemaRule : one,
);
