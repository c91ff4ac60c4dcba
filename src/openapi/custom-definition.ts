// Schemas of a CustomResourceDefinition that the API server would refuse, each error at its place in the definition. What else a
// definition says (names, versions, conversion) is validation/apiextensions; wrong types are the built-in schema's.
import type { FieldError } from '../kube/field-error.ts';
import { isJsonObject, type JsonObject } from '../kube/object.ts';
import { ownMember, readSchema } from './custom-schema.ts';
import { checkDefaults, type DefaultOptions } from './definition-defaults.ts';
import { checkKeywords } from './definition-keywords.ts';
import { checkRules } from './definition-rules.ts';
import { checkStructure, schemasIn, type Tell, teller } from './definition-structure.ts';

/** What is wrong with the schemas of a definition. */
export function checkDefinition(definition: JsonObject, options: DefaultOptions): readonly FieldError[] {
  const out: FieldError[] = [];
  for (const [index, version] of schemasIn(ownMember(definition['spec'], 'versions'))) {
    const schema = ownMember(ownMember(version, 'schema'), 'openAPIV3Schema');
    const hasStatus = isJsonObject(ownMember(ownMember(version, 'subresources'), 'status'));
    if (isJsonObject(schema))
      out.push(...checkVersion(schema, `/spec/versions/${index}/schema/openAPIV3Schema`, hasStatus, options));
  }
  return out;
}

/** Defaults are judged where the schema is structural, and rules where nothing else is wrong: before, both would mislead. */
function checkVersion(
  schema: JsonObject,
  at: string,
  hasStatus: boolean,
  options: DefaultOptions,
): readonly FieldError[] {
  const out: FieldError[] = [];
  const tell = teller(out);
  if (hasStatus) checkRoot(schema, at, tell);
  if (ownMember(schema, 'nullable') === true)
    tell('forbidden', `${at}/nullable`, '`nullable` is not allowed at the root');
  checkStructure(schema, at, tell);
  if (out.length === 0) checkDefaults(schema, at, options, tell);
  checkKeywords(schema, at, tell);
  if (out.length === 0 && options.compileRule) checkRules(readSchema(schema), at, options.compileRule, tell);
  return once(out);
}

/** Keywords at the root of a schema whose status is a subresource: the schema of the status is taken out of it. */
const AT_ROOT: ReadonlySet<string> = new Set([
  'description',
  'type',
  'format',
  'title',
  'maximum',
  'exclusiveMaximum',
  'minimum',
  'exclusiveMinimum',
  'maxLength',
  'minLength',
  'pattern',
  'maxItems',
  'minItems',
  'uniqueItems',
  'multipleOf',
  'required',
  'items',
  'properties',
  'externalDocs',
  'example',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-validations',
]);

function checkRoot(schema: JsonObject, at: string, tell: Tell): void {
  for (const [keyword, value] of Object.entries(schema)) {
    if (AT_ROOT.has(keyword) || value === null || value === false || value === '' || value === 0) continue;
    tell('invalid', `${at}/${keyword}`, `\`${keyword}\` is not allowed at the root where \`status\` is a subresource`);
  }
}

/** One mistake at one place is told once, whichever check saw it first. */
function once(errors: readonly FieldError[]): readonly FieldError[] {
  const seen = new Set<string>();
  return errors.filter(({ pointer }) => !seen.has(pointer) && seen.add(pointer));
}
