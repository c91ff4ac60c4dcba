// Defaults of a definition's schema fit the schema that states them. Source: k8s.io/apiextensions-apiserver
// pkg/apiserver/schema/defaulting, validation.go.
import { joinPointer } from '../change/pointer.ts';
import { isJsonObject, type JsonObject } from '../kube/object.ts';
import type { Check } from './check.ts';
import { compileCustom } from './custom-check.ts';
import { prunedValue } from './custom-completion.ts';
import { embeddedFaults } from './custom-embedded.ts';
import { compileRules, type RuleCompiler } from './custom-rules.ts';
import { additionalOf, ownMember, readSchema } from './custom-schema.ts';
import { schemasUnder, type Tell } from './definition-structure.ts';
import { type Fault, toFieldErrors } from './fault.ts';
import { sameJson } from './same-json.ts';
import type { ApiSchema } from './schema.ts';

/** What judging a default needs. */
export interface DefaultOptions {
  readonly minor: number;
  readonly metadata: Check;
  readonly compileRule: RuleCompiler | undefined;
}

/** Tells which defaults of a schema, and of all that it describes, do not fit. */
export function checkDefaults(schema: JsonObject, at: string, options: DefaultOptions, tell: Tell, root = true): void {
  const value = ownMember(schema, 'default') ?? null;
  if (value !== null) {
    const place = `${at}/default`;
    const { default: _, ...read } = structural(readSchema(schema));
    const rest = root ? { ...read, 'x-kubernetes-embedded-resource': true } : read;
    if (!sameJson(prunedValue(value, rest), value))
      tell('invalid', place, '`default` has a field that its schema does not have');
    const faults: readonly Fault[] = [
      ...(compileCustom(rest, options.minor)(value) ?? []),
      ...(embeddedFaults(value, rest) ?? []),
    ];
    const rules =
      faults.length === 0 && options.compileRule ? compileRules(rest, options.compileRule, root) : undefined;
    for (const { type, pointer, message } of toFieldErrors(
      [...faults, ...(rules?.(value, value) ?? rules?.(value, undefined) ?? [])],
      'default',
    ))
      tell(type, `${place}${pointer}`, message);
  }
  const items = ownMember(schema, 'items');
  if (isJsonObject(items)) checkDefaults(items, `${at}/items`, options, tell, false);
  for (const [name, property] of schemasUnder(ownMember(schema, 'properties')))
    checkDefaults(property, joinPointer(at, 'properties', name), options, tell, false);
}

/**
 * The schema as the server's structural form has it, by which it judges defaults: nothing is number or text, and alternatives
 * forbid no members.
 */
function structural({ 'x-kubernetes-int-or-string': _, ...schema }: ApiSchema): ApiSchema {
  return mapped(schema, structural);
}

function alternative(schema: ApiSchema): ApiSchema {
  const { additionalProperties, ...rest } = schema;
  return mapped(additionalProperties === false ? rest : schema, alternative);
}

function mapped(schema: ApiSchema, inner: (schema: ApiSchema) => ApiSchema): ApiSchema {
  const changed: Record<string, unknown> = { ...schema };
  const additional = additionalOf(schema);
  if (schema.items) changed['items'] = inner(schema.items);
  if (additional) changed['additionalProperties'] = inner(additional);
  if (schema.properties) {
    const properties = Object.entries(schema.properties).map(([name, one]) => [name, inner(one)] as const);
    changed['properties'] = Object.fromEntries(properties);
  }
  if (schema.not) changed['not'] = alternative(schema.not);
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const)
    if (schema[keyword]) changed[keyword] = schema[keyword].map(alternative);
  return changed as ApiSchema;
}
