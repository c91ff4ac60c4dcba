// CSIDrivers as the API server validates them. Source: pkg/apis/storage/validation (validateCSIDriverSpec). Defaults are set
// before: only what they do not cover is missed here.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { checkOneOf, checkUnchanged, reportDuplicate } from '../checks.ts';
import { type FieldErrors, report, type Subject } from '../subject.ts';
import { has, numberOf, objectsOf, structOf, textOf, textsOf } from '../values.ts';

/** The release from which on the server keeps and validates what is behind MutableCSINodeAllocatableCount and …TokenSecrets. */
const NEW_FIELDS_SINCE = 35;
const LEAST_PERIOD_SECONDS = 10;
const LEAST_TOKEN_SECONDS = 600;
const MOST_TOKEN_SECONDS = 2 ** 32;

/** Validates a CSIDriver. */
export function validateCsiDriver({ object, old, minor }: Subject, out: FieldErrors): void {
  const spec = structOf(object, 'spec');
  if (has(spec, 'fsGroupPolicy')) {
    checkOneOf(out, spec, '/spec', 'fsGroupPolicy', ['ReadWriteOnceWithFSType', 'File', 'None']);
  }
  validateTokenRequests(out, spec);
  for (const [index, mode] of textsOf(spec, 'volumeLifecycleModes').entries()) {
    if (mode === 'Persistent' || mode === 'Ephemeral') continue;
    const message = `volume lifecycle mode ${quoted(mode)} must be \`Persistent\` or \`Ephemeral\``;
    report(out, 'not-supported', `/spec/volumeLifecycleModes/${index}`, message);
  }
  if (minor >= NEW_FIELDS_SINCE) validateNewFields(out, spec);
  if (!old) return;
  checkUnchanged(out, spec, structOf(old, 'spec'), '/spec', 'attachRequired');
  checkUnchanged(out, spec, structOf(old, 'spec'), '/spec', 'volumeLifecycleModes');
}

function validateNewFields(out: FieldErrors, spec: JsonObject): void {
  const period = numberOf(spec, 'nodeAllocatableUpdatePeriodSeconds');
  if (period !== undefined && period < LEAST_PERIOD_SECONDS) {
    const message = `nodeAllocatableUpdatePeriodSeconds is ${period}, and must be ${LEAST_PERIOD_SECONDS} or more`;
    report(out, 'invalid', '/spec/nodeAllocatableUpdatePeriodSeconds', message);
  }
  if (has(spec, 'serviceAccountTokenInSecrets') && objectsOf(spec, 'tokenRequests').length === 0) {
    const message = 'serviceAccountTokenInSecrets takes tokenRequests';
    report(out, 'invalid', '/spec/serviceAccountTokenInSecrets', message);
  }
}

function validateTokenRequests(out: FieldErrors, spec: JsonObject): void {
  const audiences = new Set<string>();
  for (const [index, request] of objectsOf(spec, 'tokenRequests').entries()) {
    const at = `/spec/tokenRequests/${index}`;
    const audience = textOf(request, 'audience');
    if (audiences.has(audience)) {
      reportDuplicate(out, `${at}/audience`, 'audience', audience);
      continue;
    }
    audiences.add(audience);
    const seconds = numberOf(request, 'expirationSeconds');
    if (seconds === undefined || (seconds >= LEAST_TOKEN_SECONDS && seconds <= MOST_TOKEN_SECONDS)) continue;
    const message = `expirationSeconds is ${seconds}, and must be ${LEAST_TOKEN_SECONDS} to ${MOST_TOKEN_SECONDS}`;
    report(out, 'invalid', `${at}/expirationSeconds`, message);
  }
}
