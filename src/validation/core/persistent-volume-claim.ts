// The spec of a PersistentVolumeClaim, which volumes of pods and StatefulSets have as a template as well. Source:
// ValidatePersistentVolumeClaimSpec of pkg/apis/core/validation.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkGiven, checkOneOf, checkText, listed, reportRequired } from '../checks.ts';
import { dnsLabel, dnsSubdomain } from '../names.ts';
import { amountOf } from '../quantities.ts';
import { validateLabelSelector } from '../selectors.ts';
import { type FieldErrors, report } from '../subject.ts';
import { has, objectOf, optionalTextOf, structOf, textOf, textsOf } from '../values.ts';

/** Access modes of claims and volumes. */
export const ACCESS_MODES: readonly string[] = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

/** What is known beside the spec of a claim. */
export interface ClaimContext {
  readonly minor: number;
  /** Values and API groups that an object has already need not be right. */
  readonly anySelectorValue?: boolean;
  readonly anySourceGroup?: boolean;
}

/** Checks the spec of a claim. */
export function validateClaimSpec(out: FieldErrors, spec: JsonObject, pointer: string, context: ClaimContext): void {
  checkAccessModes(out, spec, pointer);
  const leave = { anyValue: context.anySelectorValue ?? false };
  validateLabelSelector(out, objectOf(spec, 'selector'), `${pointer}/selector`, leave);
  const at = `${pointer}/resources/requests/storage`;
  const storage = amountOf(structOf(structOf(spec, 'resources'), 'requests'), 'storage');
  if (storage === undefined) reportRequired(out, at, 'storage');
  else if (storage <= 0) report(out, 'invalid', at, 'the storage that is requested must be more than 0');
  for (const field of ['storageClassName', 'volumeAttributesClassName']) {
    const name = textOf(spec, field);
    if (field === 'volumeAttributesClassName' && context.minor < 34) continue;
    if (name !== '') checkText(out, `${pointer}/${field}`, field, name, dnsSubdomain);
  }
  if (has(spec, 'volumeMode')) checkOneOf(out, spec, pointer, 'volumeMode', ['Block', 'Filesystem']);
  validateSources(out, spec, pointer, context);
}

/** Checks accessModes: at least one, and ReadWriteOncePod alone. */
function checkAccessModes(out: FieldErrors, spec: JsonObject, pointer: string): void {
  const modes = textsOf(spec, 'accessModes');
  const at = `${pointer}/accessModes`;
  if (modes.length === 0) reportRequired(out, at, 'accessModes');
  for (const [index, mode] of modes.entries()) {
    if (ACCESS_MODES.includes(mode)) continue;
    report(out, 'not-supported', `${at}/${index}`, `access mode ${quoted(mode)} must be ${listed(ACCESS_MODES)}`);
  }
  if (
    modes.includes('ReadWriteOncePod') &&
    modes.some((mode) => mode !== 'ReadWriteOncePod' && ACCESS_MODES.includes(mode))
  ) {
    report(out, 'forbidden', at, 'access mode `ReadWriteOncePod` is not allowed beside others');
  }
}

function validateSources(out: FieldErrors, spec: JsonObject, pointer: string, context: ClaimContext): void {
  const source = objectOf(spec, 'dataSource');
  const reference = objectOf(spec, 'dataSourceRef');
  if (source) validateSource(out, source, `${pointer}/dataSource`, context);
  if (reference) {
    validateSource(out, reference, `${pointer}/dataSourceRef`, context);
    const namespace = textOf(reference, 'namespace');
    // without its gate, which is closed, the server drops what names another namespace
    if (namespace !== '') checkText(out, `${pointer}/dataSourceRef/namespace`, 'namespace', namespace, dnsLabel);
  }
  if (!source || !reference) return;
  const same = ['apiGroup', 'kind', 'name'].every(
    (field) => optionalTextOf(source, field) === optionalTextOf(reference, field),
  );
  if (!same) report(out, 'invalid', `${pointer}/dataSource`, 'dataSource must be what dataSourceRef is');
}

function validateSource(out: FieldErrors, source: JsonObject, pointer: string, context: ClaimContext): void {
  checkGiven(out, source, pointer, 'name');
  checkGiven(out, source, pointer, 'kind');
  const group = textOf(source, 'apiGroup');
  if (group === '' && textOf(source, 'kind') !== 'PersistentVolumeClaim') {
    report(out, 'invalid', `${pointer}/kind`, 'kind must be `PersistentVolumeClaim` without an apiGroup');
  }
  if (group !== '' && !context.anySourceGroup) checkText(out, `${pointer}/apiGroup`, 'apiGroup', group, dnsSubdomain);
}
