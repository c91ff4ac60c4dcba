// What the API server refuses about a FlowSchema: precedence, subjects, rules.
// Source: pkg/apis/flowcontrol/validation of Kubernetes.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkName, checkOneOf, checkRange, checkText, listed, reportForbidden, reportRequired } from '../checks.ts';
import { dnsLabel, dnsSubdomain, type NameRule } from '../names.ts';
import { type FieldErrors, type KindValidator, report } from '../subject.ts';
import { isSame, isTrue, memberOf, numberOf, objectOf, objectsOf, structOf, textOf, textsOf } from '../values.ts';
import { MANDATORY_SCHEMAS } from './mandatory.ts';

const HIGHEST_PRECEDENCE = 10_000;
const METHODS: readonly string[] = ['ByNamespace', 'ByUser'];
const VERBS: readonly string[] = 'create delete deletecollection get list patch proxy update watch'.split(' ');
/** Kinds of subjects, and the field that each fills. */
const SUBJECTS: ReadonlyMap<string, string> = new Map([
  ['ServiceAccount', 'serviceAccount'],
  ['User', 'user'],
  ['Group', 'group'],
]);

/** What the API server refuses about a flowcontrol.apiserver.k8s.io/v1 FlowSchema. */
export const validateFlowSchema: KindValidator = ({ object }, out) => {
  const spec = structOf(object, 'spec');
  const name = textOf(structOf(object, 'metadata'), 'name');
  checkRange(out, { matchingPrecedence: 0, ...spec }, '/spec', 'matchingPrecedence', 1, HIGHEST_PRECEDENCE);
  if (numberOf(spec, 'matchingPrecedence') === 1 && name !== 'exempt') {
    report(out, 'invalid', '/spec/matchingPrecedence', 'matchingPrecedence 1 must be left to the FlowSchema `exempt`');
  }
  const method = objectOf(spec, 'distinguisherMethod');
  if (method) checkOneOf(out, method, '/spec/distinguisherMethod', 'type', METHODS);
  const level = structOf(spec, 'priorityLevelConfiguration');
  checkName(out, level, '/spec/priorityLevelConfiguration', 'name', dnsSubdomain);
  for (const [index, rule] of objectsOf(spec, 'rules').entries()) validateRule(out, rule, `/spec/rules/${index}`);
  const mandatory = MANDATORY_SCHEMAS.get(name);
  if (!mandatory || isSame(spec, mandatory)) return;
  report(out, 'invalid', '/spec', `spec of ${quoted(name)} must be that which Kubernetes gives it`);
};

function validateRule(out: FieldErrors, rule: JsonObject, at: string): void {
  const subjects = objectsOf(rule, 'subjects');
  if (subjects.length === 0) reportRequired(out, `${at}/subjects`, 'subjects');
  for (const [index, subject] of subjects.entries()) validateSubject(out, subject, `${at}/subjects/${index}`);
  const resourceRules = objectsOf(rule, 'resourceRules');
  const otherRules = objectsOf(rule, 'nonResourceRules');
  if (resourceRules.length === 0 && otherRules.length === 0)
    reportRequired(out, at, 'resourceRules or nonResourceRules');
  for (const [index, one] of resourceRules.entries()) validateResourceRule(out, one, `${at}/resourceRules/${index}`);
  for (const [index, one] of otherRules.entries()) {
    const place = `${at}/nonResourceRules/${index}`;
    validateVerbs(out, one, place);
    validateTexts(out, one, place, 'nonResourceURLs', urlPath);
  }
}

function validateSubject(out: FieldErrors, subject: JsonObject, at: string): void {
  if (!checkOneOf(out, subject, at, 'kind', [...SUBJECTS.keys()])) return;
  const kind = textOf(subject, 'kind');
  for (const [other, field] of SUBJECTS) {
    if (other !== kind && memberOf(subject, field) !== undefined) {
      reportForbidden(out, `${at}/${field}`, field, `with kind ${quoted(kind)}`);
    }
  }
  const field = SUBJECTS.get(kind) ?? '';
  const named = objectOf(subject, field);
  if (!named) {
    reportRequired(out, `${at}/${field}`, field, `kind is ${quoted(kind)}`);
    return;
  }
  const isAccount = kind === 'ServiceAccount';
  const rule: NameRule = (text) => (isAccount && text !== '*' ? dnsSubdomain(text) : undefined);
  checkName(out, named, `${at}/${field}`, 'name', rule);
  if (isAccount) checkName(out, named, `${at}/${field}`, 'namespace', dnsLabel);
}

function validateResourceRule(out: FieldErrors, rule: JsonObject, at: string): void {
  validateVerbs(out, rule, at);
  validateTexts(out, rule, at, 'apiGroups');
  validateTexts(out, rule, at, 'resources');
  if (textsOf(rule, 'namespaces').length > 0 || !isTrue(rule, 'clusterScope')) {
    validateTexts(out, rule, at, 'namespaces', dnsLabel);
  }
}

function validateVerbs(out: FieldErrors, rule: JsonObject, at: string): void {
  validateTexts(out, rule, at, 'verbs', (text) =>
    VERBS.includes(text) ? undefined : `must be \`*\` or ${listed(VERBS)}`,
  );
}

/** A list that must not be empty, where `*` stands alone; its other items fit the rule. */
function validateTexts(out: FieldErrors, rule: JsonObject, at: string, field: string, item?: NameRule): void {
  const texts = textsOf(rule, field);
  if (texts.length === 0) reportRequired(out, `${at}/${field}`, field);
  else if (texts.includes('*')) {
    if (texts.length > 1) report(out, 'invalid', `${at}/${field}`, `${field} must have nothing beside \`*\``);
  } else if (item) {
    for (const [index, text] of texts.entries()) checkText(out, `${at}/${field}/${index}`, field, text, item);
  }
}

/** A path of URLs, where one `*` may stand behind the last slash. */
const urlPath: NameRule = (text) => {
  if (text === '/') return undefined;
  if (!text.startsWith('/')) return 'must start with `/`';
  if (text.includes(' ')) return 'must not contain blanks';
  if (text.includes('//')) return 'must not contain `//`';
  return text.includes('*') && (text.indexOf('*') < text.length - 1 || !text.endsWith('/*'))
    ? 'must have `*` only behind its last `/`'
    : undefined;
};
