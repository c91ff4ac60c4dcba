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
export function checkDefaults(schema: JsonObject, at: string, options: DefaultOptions, tell: Tell): void {
  const value = ownMember(schema, 'default') ?? null;
  if (value !== null) {
    const place = `${at}/default`;
    const { default: _, ...rest } = withoutEither(readSchema(schema));
    if (!sameJson(prunedValue(value, rest), value))
      tell('invalid', place, '`default` has a field that its schema does not have');
    const faults: readonly Fault[] = [
      ...(compileCustom(rest, options.minor)(value) ?? []),
      ...(embeddedFaults(value, rest) ?? []),
    ];
    const rules =
      faults.length === 0 && options.compileRule ? compileRules(rest, options.compileRule, false) : undefined;
    for (const { type, pointer, message } of toFieldErrors(
      [...faults, ...(rules?.(value, value) ?? rules?.(value, undefined) ?? [])],
      'default',
    ))
      tell(type, `${place}${pointer}`, message);
  }
  const items = ownMember(schema, 'items');
  if (isJsonObject(items)) checkDefaults(items, `${at}/items`, options, tell);
  for (const [name, property] of schemasUnder(ownMember(schema, 'properties')))
    checkDefaults(property, joinPointer(at, 'properties', name), options, tell);
}

/** The server judges a default by the stated types alone, as if none were number or text. */
function withoutEither({ 'x-kubernetes-int-or-string': _, ...schema }: ApiSchema): ApiSchema {
  const additional = additionalOf(schema);
  const properties = Object.entries(schema.properties ?? {}).map(([name, one]) => [name, withoutEither(one)] as const);
  return {
    ...schema,
    ...(schema.items ? { items: withoutEither(schema.items) } : {}),
    ...(additional ? { additionalProperties: withoutEither(additional) } : {}),
    ...(schema.properties ? { properties: Object.fromEntries(properties) } : {}),
  };
}
