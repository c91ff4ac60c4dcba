// What the API server refuses about reviews of access: questions of one request, without metadata.
// Source: pkg/apis/authorization/validation and pkg/registry/authorization of Kubernetes.
import type { JsonObject } from '../../kube/object.ts';
import { checkText, reportForbidden, reportRequired } from '../checks.ts';
import { labelValue, qualifiedName } from '../names.ts';
import { type FieldErrors, type KindValidator, report } from '../subject.ts';
import { isZero, listOf, objectOf, objectsOf, structOf, textOf, textsOf } from '../values.ts';

const AT = '/spec/resourceAttributes';
/** Metadata that the server sets or drops itself. */
const IGNORED: ReadonlySet<string> = new Set(['managedFields', 'creationTimestamp']);

/** What the API server refuses about an authorization.k8s.io/v1 SubjectAccessReview. */
const validateSubjectReview: KindValidator = ({ object }, out) => {
  validateAttributes(out, object);
  validateSubject(out, object);
  validateNoMetadata(out, object);
};

/** What the API server refuses about an authorization.k8s.io/v1 SelfSubjectAccessReview. */
const validateSelfReview: KindValidator = ({ object }, out) => {
  validateAttributes(out, object);
  validateNoMetadata(out, object);
};

/** What the API server refuses about an authorization.k8s.io/v1 LocalSubjectAccessReview. */
const validateLocalReview: KindValidator = ({ object }, out) => {
  validateAttributes(out, object);
  validateSubject(out, object);
  validateNoMetadata(out, object);
  const spec = structOf(object, 'spec');
  if (objectOf(spec, 'nonResourceAttributes')) {
    reportForbidden(out, '/spec/nonResourceAttributes', 'nonResourceAttributes', 'on a kind that lives in a namespace');
  }
  const attributes = objectOf(spec, 'resourceAttributes');
  const namespace = textOf(structOf(object, 'metadata'), 'namespace');
  if (!attributes || namespace === '' || textOf(attributes, 'namespace') === namespace) return;
  report(out, 'invalid', `${AT}/namespace`, 'namespace of resourceAttributes must be that of the review');
};

/** What the API server refuses about an authorization.k8s.io/v1 SelfSubjectRulesReview. */
const validateRulesReview: KindValidator = ({ object }, out) => {
  if (textOf(structOf(object, 'spec'), 'namespace') === '') reportRequired(out, '/spec/namespace', 'namespace');
};

function validateSubject(out: FieldErrors, object: JsonObject): void {
  const spec = structOf(object, 'spec');
  if (textOf(spec, 'user') !== '' || listOf(spec, 'groups').length > 0) return;
  report(out, 'invalid', '/spec/user', 'spec must have user or groups');
}

function validateNoMetadata(out: FieldErrors, object: JsonObject): void {
  const metadata = structOf(object, 'metadata');
  for (const field of Object.keys(metadata)) {
    // A namespace of a kind that lives in none is dropped, that of another is the request's.
    if (IGNORED.has(field) || field === 'namespace' || isZero(metadata[field])) continue;
    report(out, 'invalid', `/metadata/${field}`, `metadata of a review must be empty, and has ${field}`);
    return;
  }
}

function validateAttributes(out: FieldErrors, object: JsonObject): void {
  const spec = structOf(object, 'spec');
  const attributes = objectOf(spec, 'resourceAttributes');
  const other = objectOf(spec, 'nonResourceAttributes');
  if ((attributes === undefined) === (other === undefined)) {
    report(out, 'invalid', '/spec', 'spec must have exactly one of resourceAttributes and nonResourceAttributes');
  }
  for (const field of ['fieldSelector', 'labelSelector']) {
    const selector = attributes && objectOf(attributes, field);
    if (selector) validateSelector(out, selector, `${AT}/${field}`, field === 'labelSelector');
  }
}

function validateSelector(out: FieldErrors, selector: JsonObject, at: string, ofLabels: boolean): void {
  const requirements = objectsOf(selector, 'requirements');
  const raw = textOf(selector, 'rawSelector');
  if (raw !== '' && requirements.length > 0) {
    report(out, 'invalid', `${at}/rawSelector`, 'rawSelector must be left out beside requirements');
  } else if (raw === '' && requirements.length === 0) {
    reportRequired(out, `${at}/requirements`, 'requirements or rawSelector');
  }
  for (const [index, requirement] of requirements.entries()) {
    validateRequirement(out, requirement, `${at}/requirements/${index}`, ofLabels);
  }
}

/** A requirement whose operator need not be known: other servers may know more. */
function validateRequirement(out: FieldErrors, requirement: JsonObject, at: string, ofLabels: boolean): void {
  const operator = textOf(requirement, 'operator');
  const values = textsOf(requirement, 'values');
  if ((operator === 'In' || operator === 'NotIn') && values.length === 0) reportRequired(out, `${at}/values`, 'values');
  if ((operator === 'Exists' || operator === 'DoesNotExist') && values.length > 0) {
    reportForbidden(out, `${at}/values`, 'values', `with operator \`${operator}\``);
  }
  if (!ofLabels) {
    if (textOf(requirement, 'key') === '') reportRequired(out, `${at}/key`, 'key');
    return;
  }
  checkText(out, `${at}/key`, 'key', textOf(requirement, 'key'), qualifiedName);
  for (const [index, value] of values.entries()) {
    checkText(out, `${at}/values/${index}`, 'label value', value, labelValue);
  }
}

/** Kinds of authorization.k8s.io to their validators. */
export const AUTHORIZATION: Readonly<Record<string, KindValidator>> = {
  'authorization.k8s.io/v1 LocalSubjectAccessReview': validateLocalReview,
  'authorization.k8s.io/v1 SelfSubjectAccessReview': validateSelfReview,
  'authorization.k8s.io/v1 SelfSubjectRulesReview': validateRulesReview,
  'authorization.k8s.io/v1 SubjectAccessReview': validateSubjectReview,
};
