import type { JsonObject } from '../../kube/object.ts';
import type { FieldErrors } from '../subject.ts';
export function validateNodeSelector(_out: FieldErrors, _selector: JsonObject, _pointer: string): void {}
