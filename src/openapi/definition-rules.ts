// Rules in CEL of a definition's schema compile, and look at old values only where the server can tell which those are. Source:
// k8s.io/apiextensions-apiserver pkg/apis/apiextensions/validation, ValidateCustomResourceDefinitionOpenAPISchema. The server's
// estimate of what a rule costs is not made.
import { joinPointer } from '../change/pointer.ts';
import type { RuleCompiler } from './custom-rules.ts';
import { additionalOf } from './custom-schema.ts';
import type { Tell } from './definition-structure.ts';
import type { ApiSchema, SchemaRule } from './schema.ts';

/** Tells which rules of a schema, in its typed form, the server would not take. */
export function checkRules(schema: ApiSchema, at: string, compile: RuleCompiler, tell: Tell): void {
  walk(schema, at, { root: true, old: true }, compile, tell);
}

/** Whether a schema is that of a resource, and whether its old value is known. */
interface Place {
  readonly root: boolean;
  readonly old: boolean;
}

function walk(schema: ApiSchema, at: string, place: Place, compile: RuleCompiler, tell: Tell): void {
  for (const [index, rule] of (schema['x-kubernetes-validations'] ?? []).entries())
    oneRule(rule, schema, `${at}/x-kubernetes-validations/${index}`, place, compile, tell);
  const inside = (inner: ApiSchema, to: string, old: boolean) =>
    walk(inner, to, { root: inner['x-kubernetes-embedded-resource'] === true, old }, compile, tell);
  const correlated = schema['x-kubernetes-list-type'] === 'map';
  if (schema.items) inside(schema.items, `${at}/items`, place.old && correlated);
  const additional = additionalOf(schema);
  if (additional) inside(additional, `${at}/additionalProperties`, place.old);
  for (const [name, property] of Object.entries(schema.properties ?? {}))
    inside(property, joinPointer(at, 'properties', name), place.old);
}

function oneRule(rule: SchemaRule, schema: ApiSchema, at: string, place: Place, compile: RuleCompiler, tell: Tell) {
  const options = { schema, resourceRoot: place.root, optionalOldSelf: rule.optionalOldSelf === true };
  const compiled = compile(rule.rule, { ...options, result: 'bool' });
  if (!compiled.ok) tell('invalid', `${at}/rule`, `\`rule\` does not compile: ${compiled.message}`);
  else if (compiled.program.usesOldSelf && !place.old)
    tell('invalid', `${at}/rule`, '`rule` uses `oldSelf` below a list whose items the server cannot tell apart');
  else if (!compiled.program.usesOldSelf && typeof rule.optionalOldSelf === 'boolean')
    tell('invalid', `${at}/optionalOldSelf`, '`optionalOldSelf` is not allowed beside a rule without `oldSelf`');
  if (!rule.messageExpression) return;
  const message = compile(rule.messageExpression, { ...options, result: 'string' });
  if (!message.ok)
    tell('invalid', `${at}/messageExpression`, `\`messageExpression\` does not compile: ${message.message}`);
}
