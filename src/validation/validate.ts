// Values that the API server refuses although they fit the schema, for all built-in kinds. What a kind's own rules are is said by the
// files of its API group.
import { ADMISSION_REGISTRATION } from './admissionregistration/validators.ts';
import { API_EXTENSIONS } from './apiextensions/definition.ts';
import { API_REGISTRATION } from './apiregistration/api-service.ts';
import { AUTHENTICATION } from './authentication/token-review.ts';
import { AUTHORIZATION } from './authorization/reviews.ts';
import { CERTIFICATES } from './certificates/request.ts';
import { COORDINATION } from './coordination/lease.ts';
import { DISCOVERY } from './discovery/endpoint-slice.ts';
import { validatorOf } from './dispatch.ts';
import { EVENTS } from './events/event.ts';
import { EVERYDAY } from './everyday.ts';
import { FLOW_CONTROL } from './flowcontrol/validators.ts';
import { NODE } from './node/runtime-class.ts';
import { RESOURCE } from './resource/validators.ts';
import { SCHEDULING } from './scheduling/priority-class.ts';

/** Validates objects of every built-in kind. */
export const validate = validatorOf([
  ...EVERYDAY,
  ADMISSION_REGISTRATION,
  API_EXTENSIONS,
  API_REGISTRATION,
  AUTHENTICATION,
  AUTHORIZATION,
  CERTIFICATES,
  COORDINATION,
  DISCOVERY,
  EVENTS,
  FLOW_CONTROL,
  NODE,
  RESOURCE,
  SCHEDULING,
]);
