import type { JsonObject } from '../../kube/object.ts';
import type { FieldErrors } from '../subject.ts';
export function validatePodTemplate(
  _out: FieldErrors,
  _template: JsonObject,
  _pointer: string,
  _o: { minor: number; old?: JsonObject | undefined },
): void {}
