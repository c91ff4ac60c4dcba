// A document as a value checked against the schema of its kind; what is wrong comes with its pointer and, where one is near, the word that was meant.
import { joinPointer } from '../change/pointer.ts';
import { isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { closest } from '../kube/suggestion.ts';
import { compileDocumentSchema, type SchemaError, type Validator } from './json-schema.ts';
import { API_VERSION } from './policy.ts';
import type { DocumentProblem, Result } from './rule-type.ts';
import { DOCUMENT_KINDS, type DocumentKind, documentSchema } from './schema.ts';

/** A document that has passed its schema: the spec has the shape that policy.ts gives its kind. */
export interface ParsedDocument {
  readonly kind: DocumentKind;
  readonly name: string;
  readonly spec: JsonObject;
}

const validators = new Map<DocumentKind, Validator>();

function validatorOf(kind: DocumentKind): Validator {
  const known = validators.get(kind);
  if (known) return known;
  const made = compileDocumentSchema(documentSchema(kind));
  validators.set(kind, made);
  return made;
}

/** Rule types of the contract that this version does not have. */
const LATER_RULE_TYPES: ReadonlySet<string> = new Set(['inventory']);

/** Checks one document of a bundle. One that is shipped was checked before it was (`proven`): nobody's commit waits for that. */
export function parseDocument(value: Json, { proven = false } = {}): Result<ParsedDocument> {
  if (!isJsonObject(value))
    return refuse(
      'document-shape',
      'is no document: it must be a map with `apiVersion`, `kind`, `metadata` and `spec`',
      '',
    );
  const { apiVersion, kind } = value;
  if (apiVersion !== API_VERSION) {
    return refuse(
      'document-version',
      `is no Sallyport document: \`apiVersion\` must be \`${API_VERSION}\`, keep other manifests out of policy folders`,
      '/apiVersion',
    );
  }
  const known = DOCUMENT_KINDS.find((one) => one === kind);
  if (!known) {
    const meant = typeof kind === 'string' ? closest(kind, DOCUMENT_KINDS) : undefined;
    return refuse(
      'document-kind',
      `the kind \`${String(kind)}\` is not one of ${DOCUMENT_KINDS.join(', ')}${didYouMean(meant)}`,
      '/kind',
    );
  }
  if (!proven) {
    const validate = validatorOf(known);
    if (!validate(value)) return { ok: false, problems: describe(validate.errors ?? []) };
  }
  const metadata = value['metadata'] as JsonObject;
  return { ok: true, value: { kind: known, name: String(metadata['name']), spec: value['spec'] as JsonObject } };
}

const refuse = (code: string, message: string, pointer: string): Result<never> => ({
  ok: false,
  problems: [{ code, message, pointer }],
});
const didYouMean = (word: string | undefined) => (word === undefined ? '' : `, did you mean \`${word}\``);

/** Validation errors as problems of a document, one for each place: the first error at a place is the telling one. */
export function describe(errors: readonly SchemaError[]): readonly DocumentProblem[] {
  const problems = new Map<string, DocumentProblem>();
  for (const error of errors) {
    if (/\/(oneOf|anyOf)\/\d+\//.test(error.schemaPath) || error.keyword === 'if') continue;
    const problem = describeOne(error);
    if (!problems.has(problem.pointer)) problems.set(problem.pointer, problem);
  }
  return [...problems.values()];
}

function describeOne({ keyword, instancePath, params, parentSchema, data, message }: SchemaError): DocumentProblem {
  const at = (code: string, text: string, pointer = instancePath): DocumentProblem => ({
    code,
    message: text,
    pointer,
  });
  const field = `\`${instancePath.split('/').at(-1) || 'the document'}\``;
  switch (keyword) {
    case 'additionalProperties': {
      const name = String(params['additionalProperty']);
      if (LATER_RULE_TYPES.has(name))
        return at(
          'rule-type',
          `this version has no rule type \`${name}\`, use schema, assert, template or transition`,
          joinPointer(instancePath, name),
        );
      const names = Object.keys((parentSchema?.['properties'] ?? {}) as object);
      return at(
        'unknown-field',
        `there is no field \`${name}\`${didYouMean(closest(name, names)) || `, only ${names.join(', ')}`}`,
        joinPointer(instancePath, name),
      );
    }
    case 'required':
      return at(
        'missing-field',
        `the field \`${String(params['missingProperty'])}\` is missing`,
        joinPointer(instancePath, String(params['missingProperty'])),
      );
    case 'enum': {
      const allowed = (params['allowedValues'] as readonly unknown[]).map(String);
      return at(
        'value-not-allowed',
        `${field} is \`${String(data)}\`, not one of ${allowed.join(', ')}${didYouMean(closest(String(data), allowed))}`,
      );
    }
    case 'type': {
      // YAML 1.1 reads `n`, `on`, `1.35` and the like as no text: the usual slip.
      const slip = params['type'] === 'string' && (typeof data === 'boolean' || typeof data === 'number');
      const hint = slip ? `, but YAML reads \`${data}\` here: put it in quotes` : '';
      return at('wrong-type', `${field} must be of type ${[params['type']].flat().join(' or ')}${hint}`);
    }
    case 'pattern':
      return at(
        'value-not-allowed',
        `${field} is \`${String(data)}\`, which is not ${String(parentSchema?.['description'] ?? `of the form ${String(params['pattern'])}`)}`,
      );
    case 'const':
      return at('value-not-allowed', `${field} must be \`${String(params['allowedValue'])}\``);
    case 'minItems':
    case 'minLength':
    case 'minProperties':
      return at('value-not-allowed', `${field} must not be empty`);
    case 'oneOf':
      return at('wrong-shape', 'a case has either `accept`, or `reject` with all its `findings`');
    default:
      return at('value-not-allowed', `${field} ${message ?? 'is not valid'}`);
  }
}
