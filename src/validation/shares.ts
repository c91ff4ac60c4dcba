// Numbers of Pods that may also be given as a percentage of them: `maxUnavailable: 25%`. Which kinds take them, and together
// with what, is theirs to say. Source: pkg/apis/apps/validation (ValidatePositiveIntOrPercent, IsNotMoreThan100Percent).
import type { JsonObject } from '../kube/object.ts';
import { quoted } from '../kube/quoted.ts';
import { checkCountOrPercentage } from './checks.ts';
import { type FieldErrors, report } from './subject.ts';
import { memberOf } from './values.ts';

/** The number that a share holds, of Pods or of percent; 0 for what is neither. */
export function shareOf(object: JsonObject, field: string): number {
  const value = memberOf(object, field);
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^(?:[0-9]+%|[+-]?[0-9]+)$/.test(value) ? Number.parseInt(value, 10) : 0;
}

/** Checks a share, where it is given: no negative number, a percentage in its form and, where `most` is all, up to 100 %. */
export function checkShare(
  out: FieldErrors,
  object: JsonObject,
  pointer: string,
  field: string,
  most: 'all' | 'any' = 'all',
): void {
  const value = memberOf(object, field);
  if (!checkCountOrPercentage(out, value, `${pointer}/${field}`, field)) return;
  if (most === 'all' && typeof value === 'string' && shareOf(object, field) > 100) {
    report(out, 'invalid', `${pointer}/${field}`, `${field} ${quoted(value)} must be no more than 100%`);
  }
}
