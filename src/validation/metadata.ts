// `metadata` of every kind: names by the rule of the kind, namespaces, labels, annotations, owners, finalizers. Which kind has
// which rule is kinds.ts; fields that the server sets by itself are left out. Source: k8s.io/apimachinery
// pkg/api/validation/objectmeta.go, finalizers of core kinds also pkg/apis/core/validation.
import { joinPointer } from '../change/pointer.ts';
import type { JsonObject } from '../kube/object.ts';
import { quoted } from '../kube/quoted.ts';
import { checkText, checkUnchanged, reportForbidden, reportRequired } from './checks.ts';
import { asPrefix, dnsLabel, type NameRule, pathSegment, qualifiedName } from './names.ts';
import { validateLabels } from './selectors.ts';
import { type FieldErrors, report } from './subject.ts';
import { isSame, isTrue, isZero, objectsOf, structOf, textEntriesOf, textOf, textsOf } from './values.ts';

/** What is particular about the metadata of a kind. */
export interface MetadataRules {
  readonly namespaced: boolean;
  readonly name: NameRule;
  /** True where `generateName` is judged by what becomes of it alone. */
  readonly anyPrefix?: boolean;
  /** True for kinds that may have finalizers without a prefix. */
  readonly anyFinalizer?: boolean;
  /** True for kinds that the server gives a name when they come without. */
  readonly unnamed?: boolean;
  /** True for kinds whose update is judged like a new object: `generateName` again by the rule for names. */
  readonly judgedOnUpdate?: boolean;
}

/** Keys and values of all annotations together (TotalAnnotationSizeLimitB). */
const ANNOTATION_BYTES = 256 * 1024;
/** More owners than anything has; beyond them repetition is not looked for. */
const MOST_COMPARED = 100;
/** Finalizers without a prefix (pkg/apis/core/helper, standardFinalizers). */
const STANDARD_FINALIZERS: readonly string[] = ['kubernetes', 'orphan', 'foregroundDeletion'];

/** Checks `metadata` of an object, and on an update what must not change. */
export function validateMetadata(
  out: FieldErrors,
  object: JsonObject,
  old: JsonObject | undefined,
  rules: MetadataRules,
): void {
  const metadata = structOf(object, 'metadata');
  const isUpdate = old !== undefined;
  validateNames(out, metadata, rules, isUpdate);
  validateNamespace(out, metadata, rules);
  validateLabels(out, metadata, 'labels', '/metadata');
  validateAnnotations(out, metadata, '/metadata');
  validateOwners(out, metadata);
  validateFinalizers(out, metadata, rules);
  if (!isUpdate) return;
  const before = structOf(old, 'metadata');
  checkUnchanged(out, metadata, before, '/metadata', 'name');
  if (textOf(before, 'namespace') !== '' && textOf(metadata, 'namespace') !== '') {
    checkUnchanged(out, metadata, before, '/metadata', 'namespace');
  }
}

function validateNames(out: FieldErrors, metadata: JsonObject, rules: MetadataRules, isUpdate: boolean): void {
  const name = textOf(metadata, 'name');
  const prefix = textOf(metadata, 'generateName');
  // an update judges a name by what every path takes: rules of kinds became stricter over the releases
  const rule: NameRule = (text) => (isUpdate ? undefined : rules.name(text)) ?? pathSegment(text);
  if (name !== '') checkText(out, '/metadata/name', 'name', name, rule);
  else if (prefix === '' && !(rules.unnamed && !isUpdate)) reportRequired(out, '/metadata/name', 'name');
  if (prefix === '') return;
  const ofKind = (isUpdate && !rules.judgedOnUpdate) || rules.anyPrefix ? undefined : asPrefix(rules.name);
  const prefixRule: NameRule = (text) => ofKind?.(text) ?? (/[/%]/.test(text) ? pathSegment(text) : undefined);
  if (!checkText(out, '/metadata/generateName', 'generateName', prefix, prefixRule) || name !== '') return;
  // the server puts five letters behind the first 58 characters, which can give what is no name
  checkText(out, '/metadata/generateName', 'name of generateName', `${prefix.slice(0, 58)}xxxxx`, rule);
}

/** Checks the name of a kind whose fields prescribe it; the server holds `generateName` to the same. */
export function validatePrescribedName(out: FieldErrors, object: JsonObject, needed: string, what: string): void {
  const metadata = structOf(object, 'metadata');
  for (const field of ['name', 'generateName']) {
    const text = textOf(metadata, field);
    if (text === '' || text === needed) continue;
    report(out, 'invalid', `/metadata/${field}`, `${field} ${quoted(text)} must be ${what}, ${quoted(needed)}`);
  }
}

/** Checks `metadata` of what another object is made from: it has only labels and annotations. */
export function validateTemplateMetadata(out: FieldErrors, metadata: JsonObject, pointer: string): void {
  validateLabels(out, metadata, 'labels', pointer);
  validateAnnotations(out, metadata, pointer);
  for (const field of Object.keys(metadata)) {
    if (field === 'labels' || field === 'annotations' || isZero(metadata[field])) continue;
    reportForbidden(out, joinPointer(pointer, field), field, 'in the metadata of a template');
  }
}

function validateNamespace(out: FieldErrors, metadata: JsonObject, { namespaced }: MetadataRules): void {
  const namespace = textOf(metadata, 'namespace');
  if (namespace === '') return;
  if (namespaced) checkText(out, '/metadata/namespace', 'namespace', namespace, dnsLabel);
  else reportForbidden(out, '/metadata/namespace', 'namespace', 'on a kind that lives in no namespace');
}

/** Checks keys and size of `annotations` of a metadata, also of a template's. */
export function validateAnnotations(out: FieldErrors, metadata: JsonObject, pointer: string): void {
  const annotations = textEntriesOf(metadata, 'annotations');
  let length = 0;
  for (const [key, value] of annotations) {
    length += key.length + value.length;
    const fault = qualifiedName(key.toLowerCase());
    if (fault !== undefined) {
      report(out, 'invalid', joinPointer(pointer, 'annotations', key), `annotation key ${quoted(key)} ${fault}`);
    }
  }
  // no character has more than three bytes a unit
  if (length * 3 <= ANNOTATION_BYTES) return;
  let bytes = 0;
  for (const [key, value] of annotations) bytes += bytesOf(key) + bytesOf(value);
  if (bytes <= ANNOTATION_BYTES) return;
  const message = `annotations have ${bytes} bytes, and must have no more than ${ANNOTATION_BYTES} together`;
  report(out, 'too-long', `${pointer}/annotations`, message);
}

/** Length of a text in UTF-8. */
export function bytesOf(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

function validateOwners(out: FieldErrors, metadata: JsonObject): void {
  let controller: string | undefined;
  const owners = objectsOf(metadata, 'ownerReferences');
  for (const [index, owner] of owners.entries()) {
    // the server leaves out what is there twice, before it judges
    if (isRepeated(owners, index)) continue;
    const pointer = `/metadata/ownerReferences/${index}`;
    for (const field of ['apiVersion', 'kind', 'name', 'uid']) {
      const text = textOf(owner, field);
      if (text === '' || (field === 'apiVersion' && text.endsWith('/'))) {
        report(out, 'invalid', `${pointer}/${field}`, `${field} of an owner must not be empty`);
      }
    }
    if (textOf(owner, 'apiVersion').split('/').length > 2) {
      report(out, 'invalid', `${pointer}/apiVersion`, 'apiVersion of an owner must be a group, `/` and a version');
    }
    if (textOf(owner, 'apiVersion') === 'v1' && textOf(owner, 'kind') === 'Event') {
      report(out, 'invalid', pointer, 'an Event must not be an owner');
    }
    if (!isTrue(owner, 'controller')) continue;
    const name = `${textOf(owner, 'kind')}/${textOf(owner, 'name')}`;
    if (controller === undefined) controller = name;
    else report(out, 'invalid', pointer, `only one owner may be the controller, and ${quoted(controller)} is already`);
  }
}

function isRepeated(owners: readonly JsonObject[], index: number): boolean {
  const owner = owners[index];
  return index > 0 && index < MOST_COMPARED && owners.slice(0, index).some((before) => isSame(before, owner));
}

function validateFinalizers(out: FieldErrors, metadata: JsonObject, { anyFinalizer }: MetadataRules): void {
  const finalizers = textsOf(metadata, 'finalizers');
  for (const [index, finalizer] of finalizers.entries()) {
    const pointer = `/metadata/finalizers/${index}`;
    if (!checkText(out, pointer, 'finalizer', finalizer, qualifiedName) || anyFinalizer) continue;
    if (!finalizer.includes('/') && !STANDARD_FINALIZERS.includes(finalizer)) {
      report(out, 'invalid', pointer, `finalizer ${quoted(finalizer)} must have a DNS name and \`/\` before it`);
    }
  }
  if (finalizers.includes('orphan') && finalizers.includes('foregroundDeletion')) {
    report(out, 'invalid', '/metadata/finalizers', 'finalizers `orphan` and `foregroundDeletion` exclude each other');
  }
}
