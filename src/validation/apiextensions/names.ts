// Names and group of a CustomResourceDefinition, and who may define kinds of Kubernetes' own groups.
// Source: k8s.io/apiextensions-apiserver pkg/apis/apiextensions/validation and pkg/apihelpers.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkGiven, checkName, checkOneOf, checkText, reportRequired } from '../checks.ts';
import { validatePrescribedName } from '../metadata.ts';
import { dnsSubdomain, type NameRule, rfc1035Label } from '../names.ts';
import { type FieldErrors, report } from '../subject.ts';
import { structOf, textOf, textsOf } from '../values.ts';

const SCOPES: readonly string[] = ['Cluster', 'Namespaced'];
const APPROVAL = 'api-approved.kubernetes.io';
/** A URL with a scheme and a host; the reason of an approval that is none starts with `unapproved`. */
const APPROVED = /^[a-zA-Z][-+.a-zA-Z0-9]*:\/\/[^/?\s]+/;

const mixedCaseLabel: NameRule = (text) => rfc1035Label(text.toLowerCase());

/** Checks `metadata.name`, `group`, `scope` and `names`; the name is judged when the object is new. */
export function validateNames(out: FieldErrors, object: JsonObject, old: JsonObject | undefined): void {
  const spec = structOf(object, 'spec');
  const names = structOf(spec, 'names');
  if (checkName(out, spec, '/spec', 'group', dnsSubdomain) && !textOf(spec, 'group').includes('.')) {
    report(out, 'invalid', '/spec/group', 'group must be a DNS name with a dot');
  }
  checkOneOf(out, spec, '/spec', 'scope', SCOPES);
  for (const field of ['plural', 'singular', 'kind', 'listKind']) {
    if (!checkGiven(out, names, '/spec/names', field)) continue;
    const rule = field === 'kind' || field === 'listKind' ? mixedCaseLabel : rfc1035Label;
    checkText(out, `/spec/names/${field}`, field, textOf(names, field), rule);
  }
  for (const field of ['shortNames', 'categories']) {
    for (const [index, text] of textsOf(names, field).entries()) {
      checkText(out, `/spec/names/${field}/${index}`, field, text, rfc1035Label);
    }
  }
  if (textOf(names, 'kind') !== '' && textOf(names, 'kind') === textOf(names, 'listKind')) {
    report(out, 'invalid', '/spec/names/listKind', 'listKind must not be the same as kind');
  }
  if (!old) {
    validatePrescribedName(
      out,
      object,
      `${textOf(names, 'plural')}.${textOf(spec, 'group')}`,
      'the plural and the group',
    );
  }
  validateApproval(out, object, old);
}

function validateApproval(out: FieldErrors, object: JsonObject, old: JsonObject | undefined): void {
  if (!/(^|\.)(k8s|kubernetes)\.io$/.test(textOf(structOf(object, 'spec'), 'group'))) return;
  const state = approvalState(approvalOf(object));
  if (state === 'fine' || (old && approvalState(approvalOf(old)) === state)) return;
  const at = `/metadata/annotations/${APPROVAL}`;
  const label = `annotation ${quoted(APPROVAL)}`;
  if (state === 'missing') reportRequired(out, at, label, 'the group is one of Kubernetes');
  else
    report(out, 'invalid', at, `${label} must be the URL of an approval, or a reason that starts with \`unapproved\``);
}

function approvalOf(object: JsonObject): string {
  return textOf(structOf(structOf(object, 'metadata'), 'annotations'), APPROVAL);
}

function approvalState(text: string): 'missing' | 'fine' | 'faulty' {
  if (text === '') return 'missing';
  return text.startsWith('unapproved') || APPROVED.test(text) ? 'fine' : 'faulty';
}
