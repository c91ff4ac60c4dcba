// Access modes of volumes and of claims to them. Source: pkg/apis/core/validation.
import type { JsonObject } from '../../kube/object.ts';
import { quoted } from '../../kube/quoted.ts';
import { listed, reportForbidden, reportRequired } from '../checks.ts';
import { type FieldErrors, report } from '../subject.ts';
import { textsOf } from '../values.ts';

const MODES: readonly string[] = ['ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod'];

/** Checks `accessModes`: at least one, and `ReadWriteOncePod` alone. */
export function validateAccessModes(out: FieldErrors, spec: JsonObject, pointer: string): void {
  const modes = textsOf(spec, 'accessModes');
  if (modes.length === 0) reportRequired(out, `${pointer}/accessModes`, 'accessModes', 'it takes at least one');
  for (const [index, mode] of modes.entries()) {
    if (MODES.includes(mode)) continue;
    const message = `access mode ${quoted(mode)} must be ${listed(MODES)}`;
    report(out, 'not-supported', `${pointer}/accessModes/${index}`, message);
  }
  const others = modes.some((mode) => mode !== 'ReadWriteOncePod' && MODES.includes(mode));
  if (others && modes.includes('ReadWriteOncePod')) {
    reportForbidden(out, `${pointer}/accessModes`, '`ReadWriteOncePod`', 'beside other access modes');
  }
}
