// The table of rule types. Adding one is one file and one line here.
import type { RuleType } from '../policy/rule-type.ts';
import { assertRule } from './assert.ts';
import { observedRule } from './observed.ts';
import { schemaRule } from './schema.ts';
import { templateRule } from './template.ts';
import type { TemplateLibrary } from './template-library.ts';
import { transitionRule } from './transition.ts';

/** All rule types; those that name templates find them in the library. */
export function ruleTypesWith(library: TemplateLibrary): readonly RuleType[] {
  return [schemaRule, assertRule, templateRule(library), transitionRule(library), observedRule];
}
