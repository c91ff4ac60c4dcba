// Ports as Services, Endpoints and their like have them: protocols, and references by number or name.
import type { Json } from '../../kube/object.ts';
import { checkPort, checkText } from '../checks.ts';
import { portName } from '../names.ts';
import type { FieldErrors } from '../subject.ts';

/** Checks a port that may be a number or a name; an absent one counts as 0. */
export function checkPortReference(out: FieldErrors, value: Json | undefined, pointer: string, label: string): boolean {
  if (typeof value === 'string') return checkText(out, pointer, label, value, portName);
  return checkPort(out, typeof value === 'number' ? value : 0, pointer, label);
}
