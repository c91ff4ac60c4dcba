// What the API server refuses about a ValidatingAdmissionPolicy or its binding.
// Source: pkg/apis/admissionregistration/validation of Kubernetes.
import { type JsonObject, metadataOf } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import {
  checkName,
  checkOneOf,
  checkText,
  listed,
  reportDuplicate,
  reportForbidden,
  reportRequired,
} from '../checks.ts';
import { checkExpression, type ExpressionPlace } from '../expressions.ts';
import { dnsSubdomain, type NameRule, pathSegment, qualifiedName, rfc1035Label } from '../names.ts';
import { validateLabelSelector } from '../selectors.ts';
import { type FieldErrors, type KindValidator, report } from '../subject.ts';
import { has, isSame, memberOf, objectOf, objectsOf, structOf, textOf, textsOf } from '../values.ts';
import { REQUEST_VARIABLES, validateMatchConditions } from './match-conditions.ts';
import { validateNamedRule } from './resource-rules.ts';
import { FAILURE_POLICIES, MATCH_POLICIES } from './webhooks.ts';

const REASONS: readonly string[] = ['Forbidden', 'Invalid', 'RequestEntityTooLarge'];
const ACTIONS: readonly string[] = ['Audit', 'Deny', 'Warn'];
const NOT_FOUND_ACTIONS: readonly string[] = ['Allow', 'Deny'];
const MOST_ANNOTATIONS = 20;
const LONGEST_VALUE = 5 * 1024;
/** Words of CEL that name no variable (pkg/apis/admissionregistration/validation, celReserved). */
const RESERVED: ReadonlySet<string> = new Set(
  'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
    ' ',
  ),
);

/** What the API server refuses about an admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy. */
export const validatePolicy: KindValidator = ({ object, old }, out) => {
  const spec = structOf(object, 'spec');
  checkOneOf(out, spec, '/spec', 'failurePolicy', FAILURE_POLICIES);
  const kind = objectOf(spec, 'paramKind');
  if (kind) validateParamKind(out, kind);
  const constraints = objectOf(spec, 'matchConstraints');
  const at = '/spec/matchConstraints';
  if (!constraints) reportRequired(out, at, 'matchConstraints');
  else {
    validateMatchResources(out, constraints, at);
    if (objectsOf(constraints, 'resourceRules').length === 0)
      reportRequired(out, `${at}/resourceRules`, 'resourceRules');
  }
  const before = old && structOf(old, 'spec');
  const kept =
    before && ['paramKind', 'matchConditions'].every((name) => isSame(memberOf(spec, name), memberOf(before, name)));
  if (!kept) validateMatchConditions(out, spec, '/spec', kind ? ['params'] : []);
  const hasVariables = objectsOf(spec, 'variables').length > 0;
  const known = [...REQUEST_VARIABLES, ...(kind ? ['params'] : []), ...(hasVariables ? ['variables'] : [])];
  for (const [index, one] of objectsOf(spec, 'variables').entries())
    validateVariable(out, one, `/spec/variables/${index}`, known);
  const validations = objectsOf(spec, 'validations');
  const annotations = objectsOf(spec, 'auditAnnotations');
  if (validations.length === 0 && annotations.length === 0) {
    reportRequired(out, '/spec/validations', 'validations or auditAnnotations');
  }
  for (const [index, one] of validations.entries()) validateValidation(out, one, `/spec/validations/${index}`, known);
  const { name, generateName } = metadataOf(object);
  validateAnnotations(out, annotations, name ?? (generateName === undefined ? '' : `${generateName}xxxxx`), known);
};

/** What the API server refuses about an admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding. */
export const validatePolicyBinding: KindValidator = ({ object }, out) => {
  const spec = structOf(object, 'spec');
  checkName(out, spec, '/spec', 'policyName', dnsSubdomain);
  const parameters = objectOf(spec, 'paramRef');
  if (parameters) validateParamRef(out, parameters);
  const resources = objectOf(spec, 'matchResources');
  if (resources) validateMatchResources(out, resources, '/spec/matchResources');
  const actions = textsOf(spec, 'validationActions');
  const at = '/spec/validationActions';
  if (actions.length === 0) reportRequired(out, at, 'validationActions');
  for (const [index, action] of actions.entries()) {
    if (!ACTIONS.includes(action)) {
      report(out, 'not-supported', `${at}/${index}`, `action ${quoted(action)} must be ${listed(ACTIONS)}`);
    }
    if (actions.indexOf(action) < index) reportDuplicate(out, `${at}/${index}`, 'action', action);
  }
  if (actions.includes('Deny') && actions.includes('Warn')) {
    report(out, 'invalid', at, 'validationActions must not have both `Deny` and `Warn`');
  }
};

function validateParamKind(out: FieldErrors, kind: JsonObject): void {
  const at = '/spec/paramKind';
  checkName(out, kind, at, 'apiVersion', groupVersion);
  checkName(out, kind, at, 'kind', (text) => rfc1035Label(text.toLowerCase()));
}

const groupVersion: NameRule = (text) => {
  const parts = text.split('/');
  if (parts.length > 2) return 'must be a group, `/` and a version';
  const [version = '', group = ''] = parts.toReversed();
  if (version === '') return 'must have a version';
  return (group === '' ? undefined : dnsSubdomain(group)) ?? rfc1035Label(version);
};

function validateMatchResources(out: FieldErrors, resources: JsonObject, at: string): void {
  checkOneOf(out, resources, at, 'matchPolicy', MATCH_POLICIES);
  for (const field of ['namespaceSelector', 'objectSelector']) {
    const selector = objectOf(resources, field);
    if (!selector) reportRequired(out, `${at}/${field}`, field);
    validateLabelSelector(out, selector, `${at}/${field}`);
  }
  for (const field of ['resourceRules', 'excludeResourceRules']) {
    for (const [index, rule] of objectsOf(resources, field).entries()) {
      validateNamedRule(out, rule, `${at}/${field}/${index}`);
    }
  }
}

function validateVariable(out: FieldErrors, variable: JsonObject, at: string, known: readonly string[]): void {
  const name = textOf(variable, 'name');
  if (name.trim() === '') reportRequired(out, `${at}/name`, 'name');
  else checkText(out, `${at}/name`, 'name', name, celIdentifier);
  checkGivenExpression(out, variable, at, 'expression', { variables: known });
}

const celIdentifier: NameRule = (text) =>
  /^[_a-zA-Z][_a-zA-Z0-9]*$/.test(text) && !RESERVED.has(text)
    ? undefined
    : 'must consist of letters, digits and `_`, not start with a digit, and be no word of CEL';

function validateValidation(out: FieldErrors, validation: JsonObject, at: string, known: readonly string[]): void {
  checkGivenExpression(out, validation, at, 'expression', { variables: known, results: ['bool'] });
  for (const field of ['messageExpression', 'message']) {
    const text = textOf(validation, field);
    if (text !== '' && text.trim() === '') report(out, 'invalid', `${at}/${field}`, `${field} must not be blank`);
  }
  const inMessage = known.filter((name) => name !== 'authorizer');
  if (textOf(validation, 'messageExpression').trim() !== '') {
    checkGivenExpression(out, validation, at, 'messageExpression', { variables: inMessage, results: ['string'] });
  }
  if (/[\n\r]/.test(textOf(validation, 'message').trim())) {
    report(out, 'invalid', `${at}/message`, 'message must have one line');
  }
  if (has(validation, 'reason')) checkOneOf(out, validation, at, 'reason', REASONS);
}

function checkGivenExpression(
  out: FieldErrors,
  owner: JsonObject,
  at: string,
  field: string,
  place: ExpressionPlace,
): void {
  const text = textOf(owner, field);
  if (text.trim() === '') reportRequired(out, `${at}/${field}`, field);
  else checkExpression(out, `${at}/${field}`, field, text, place);
}

function validateAnnotations(
  out: FieldErrors,
  annotations: readonly JsonObject[],
  policy: string,
  known: readonly string[],
): void {
  const at = '/spec/auditAnnotations';
  if (annotations.length > MOST_ANNOTATIONS) {
    const message = `auditAnnotations has ${annotations.length} items, and must have no more than ${MOST_ANNOTATIONS}`;
    report(out, 'too-many', at, message);
  }
  const keys = new Set<string>();
  for (const [index, annotation] of annotations.entries()) {
    const place = `${at}/${index}`;
    const key = textOf(annotation, 'key');
    if (policy === '') report(out, 'invalid', `${place}/key`, 'key needs metadata.name of the policy before it');
    else checkText(out, `${place}/key`, 'key', `${policy}/${key}`, qualifiedName);
    if (keys.has(key)) reportDuplicate(out, `${place}/key`, 'key', key);
    keys.add(key);
    const value = textOf(annotation, 'valueExpression').trim();
    if (value === '') reportRequired(out, `${place}/valueExpression`, 'valueExpression');
    else if (value.length > LONGEST_VALUE) {
      const message = `valueExpression must have no more than ${LONGEST_VALUE} characters`;
      report(out, 'too-long', `${place}/valueExpression`, message);
    } else {
      const terms: ExpressionPlace = { variables: known, results: ['string', 'null'] };
      checkExpression(out, `${place}/valueExpression`, 'valueExpression', value, terms);
    }
  }
}

function validateParamRef(out: FieldErrors, parameters: JsonObject): void {
  const at = '/spec/paramRef';
  const name = textOf(parameters, 'name');
  const selector = objectOf(parameters, 'selector');
  if (name !== '') checkText(out, `${at}/name`, 'name', name, pathSegment);
  validateLabelSelector(out, selector, `${at}/selector`);
  if (name !== '' && selector) reportForbidden(out, `${at}/selector`, 'selector', 'beside name');
  if (name === '' && !selector) reportRequired(out, at, 'name or selector');
  checkOneOf(out, parameters, at, 'parameterNotFoundAction', NOT_FOUND_ACTIONS);
}
