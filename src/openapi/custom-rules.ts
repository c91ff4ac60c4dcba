// Rules in CEL that a definition states (`x-kubernetes-validations`): walks schema, value and old value, and has each rule
// evaluated where it applies. What CEL means is cel/. Source: k8s.io/apiextensions-apiserver pkg/apiserver/schema/cel,
// validation.go.
import { isJsonList, isJsonObject, type Json } from '../kube/object.ts';
import { oldItems } from './correlate.ts';
import { additionalOf, propertyOf, someSchema } from './custom-schema.ts';
import { along, below, type Fault, faultOf } from './fault.ts';
import { fieldTokens } from './field-path.ts';
import { sameJson } from './same-json.ts';
import type { ApiSchema, SchemaRule } from './schema.ts';

/** A compiled expression; `cel/compile.ts` makes them. */
export interface RuleProgram {
  readonly usesOldSelf: boolean;
  evaluate(input: { readonly self: Json; readonly oldSelf?: Json }): RuleResult;
}

/** What an expression says, or why it says nothing. */
export type RuleResult =
  | { readonly ok: true; readonly value: boolean | string }
  | { readonly ok: false; readonly message: string };

/** What a compiler is told of the place of a rule. */
export interface RulePlace {
  readonly schema: ApiSchema;
  readonly resourceRoot: boolean;
  readonly optionalOldSelf: boolean;
  readonly result: 'bool' | 'string';
}

/** Compiles the text of a rule: `compileCel` of cel/compile.ts. */
export type RuleCompiler = (
  text: string,
  place: RulePlace,
) => { readonly ok: true; readonly program: RuleProgram } | { readonly ok: false; readonly message: string };

/** Evaluates all rules of a schema on a resource and what it replaces. */
export type RulesCheck = (value: Json, old: Json | undefined) => Fault[] | undefined;

/** The rules of a schema; undefined where it states none. Rules that do not compile are left out: their definition is broken. `resource` is false for a schema of a part. */
export function compileRules(schema: ApiSchema, compile: RuleCompiler, resource = true): RulesCheck | undefined {
  if (!someSchema(schema, (one) => one['x-kubernetes-validations'] !== undefined)) return undefined;
  const node = nodeOf(schema, resource, compile);
  return node && ((value, old) => evaluate(node, value, old, { old, parent: undefined, root: resource }));
}

interface Rule {
  readonly stated: SchemaRule;
  readonly program: RuleProgram;
  readonly message: RuleProgram | undefined;
  /** Tokens of `fieldPath`. */
  readonly tokens: readonly string[];
}

interface Node {
  readonly schema: ApiSchema;
  readonly rules: readonly Rule[];
  readonly items: Node | undefined;
  readonly properties: ReadonlyMap<string, Node>;
  readonly additional: Node | undefined;
}

function nodeOf(schema: ApiSchema, root: boolean, compile: RuleCompiler): Node | undefined {
  const inner = (one: ApiSchema | undefined) =>
    one && nodeOf(one, one['x-kubernetes-embedded-resource'] === true, compile);
  const properties = new Map<string, Node>();
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const node = inner(property);
    if (node) properties.set(name, node);
  }
  const rules = (schema['x-kubernetes-validations'] ?? []).flatMap((stated) => ruleOf(stated, schema, root, compile));
  const [items, additional] = [inner(schema.items), inner(additionalOf(schema))];
  const holds = rules.length > 0 || items || additional || properties.size > 0;
  return holds ? { schema, rules, items, properties, additional } : undefined;
}

function ruleOf(stated: SchemaRule, schema: ApiSchema, resourceRoot: boolean, compile: RuleCompiler): readonly Rule[] {
  const place = { schema, resourceRoot, optionalOldSelf: stated.optionalOldSelf === true };
  const compiled = compile(stated.rule, { ...place, result: 'bool' });
  if (!compiled.ok) return [];
  const message = stated.messageExpression
    ? compile(stated.messageExpression, { ...place, result: 'string' })
    : undefined;
  const tokens = stated.fieldPath ? (fieldTokens(stated.fieldPath, schema) ?? []) : [];
  return [{ stated, program: compiled.program, message: message?.ok ? message.program : undefined, tokens }];
}

/** What corresponds to a value in the old object, and whether its nearest holder that has such a thing is unchanged. */
interface Correlation {
  readonly old: Json | undefined;
  readonly parent: (() => boolean) | undefined;
  readonly root: boolean;
}

function evaluate(node: Node, value: Json, old: Json | undefined, correlation: Correlation): Fault[] | undefined {
  if (value === null) return undefined;
  let faults: Fault[] | undefined;
  for (const rule of node.rules) {
    const fault = broken(rule, value, old ?? undefined, correlation);
    if (fault !== undefined) faults = along(faults, fault);
  }
  if (isJsonList(value) && node.items) {
    const olds = oldItems(node.schema, old);
    for (let index = 0; index < value.length; index++) {
      const oldItem = olds?.(value[index]!);
      const found = evaluate(node.items, value[index]!, oldItem, inner(correlation, value, oldItem));
      if (found !== undefined) faults = below(faults, found, index);
    }
  } else if (isJsonObject(value)) {
    for (const key in value) {
      const next = node.properties.get(key) ?? (propertyOf(node.schema, key) ? undefined : node.additional);
      if (next === undefined) continue;
      const oldMember = isJsonObject(old) && Object.hasOwn(old, key) ? old[key] : undefined;
      const hidden = correlation.root && (key === 'apiVersion' || key === 'kind');
      const place = hidden ? NOWHERE : inner(correlation, value, oldMember);
      const found = evaluate(next, value[key]!, oldMember, place);
      if (found !== undefined) faults = below(faults, found, key);
    }
  }
  return faults;
}

const NOWHERE: Correlation = { old: undefined, parent: undefined, root: false };

function inner(around: Correlation, value: Json, old: Json | undefined): Correlation {
  if (around.old === undefined) return { ...around, root: false };
  return { old, parent: () => sameJson(value, around.old), root: false };
}

/** True where what did not change is not held against an update. */
function isForgiven(value: Json, { old, parent }: Correlation): boolean {
  return old === undefined ? (parent?.() ?? false) : sameJson(value, old);
}

function broken(rule: Rule, self: Json, oldSelf: Json | undefined, correlation: Correlation): Fault | undefined {
  const { stated, program, tokens } = rule;
  if (program.usesOldSelf && oldSelf === undefined && stated.optionalOldSelf !== true) return undefined;
  const input = oldSelf === undefined ? { self } : { self, oldSelf };
  const result = program.evaluate(input);
  if (result.ok && result.value === true) return undefined;
  if (!result.ok) {
    const text = `the rule ${shown(stated.rule)} of its definition could not be evaluated: ${bounded(result.message)}`;
    return faultOf('custom-rule', ({ field }) => `\`${field}\`: ${text}`);
  }
  if (!program.usesOldSelf && isForgiven(self, correlation)) return undefined;
  const detail = messageOf(rule, input) ?? stated.message?.trim();
  const text = detail
    ? `a rule of its definition: ${bounded(detail)}`
    : `the rule ${shown(stated.rule)} of its definition`;
  return faultOf('custom-rule', ({ field }) => `\`${field}\` breaks ${text}`, tokens.toReversed());
}

/** Longest evaluated message that the server takes (MaxEvaluatedMessageExpressionSizeBytes). */
const LONGEST_MESSAGE = 5 * 1024;

function messageOf({ message }: Rule, input: { readonly self: Json; readonly oldSelf?: Json }): string | undefined {
  const result = message?.evaluate(input);
  const text = result?.ok && typeof result.value === 'string' ? result.value.trim() : '';
  return text === '' || text.length > LONGEST_MESSAGE || text.includes('\n') ? undefined : text;
}

/** Longest text of a rule or an author that a message repeats. */
const LONGEST = 300;

function bounded(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}

function shown(rule: string): string {
  return `\`${bounded(rule.trim()).replaceAll('`', "'")}\``;
}
