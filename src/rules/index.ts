// The table of rule types. Adding one is one file and one line here.
import type { RuleType } from '../policy/rule-type.ts';
import { assertRule } from './assert.ts';
import { observedRule } from './observed.ts';
import { deferredSchemaRule, schemaRule } from './schema.ts';
import { templateRule } from './template.ts';
import type { TemplateLibrary } from './template-library.ts';
import { transitionRule } from './transition.ts';

/** All rule types; those that name templates find them in the library. `deferred`: what is known to compile is compiled when it is met. */
export function ruleTypesWith(library: TemplateLibrary, { deferred = false } = {}): readonly RuleType[] {
  const schema = deferred ? deferredSchemaRule : schemaRule;
  return [schema, assertRule, templateRule(library), transitionRule(library), observedRule];
}
