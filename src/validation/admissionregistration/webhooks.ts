// What the API server refuses about a ValidatingWebhookConfiguration or MutatingWebhookConfiguration.
// Source: pkg/apis/admissionregistration/validation of Kubernetes.
import type { JsonObject } from '../../kube/object.ts';
import { checkName, checkOneOf, checkRange, reportDuplicate } from '../checks.ts';
import { validateClientConfig } from '../client-config.ts';
import { fullyQualifiedName } from '../names.ts';
import { validateReviewVersions } from '../review-versions.ts';
import { validateLabelSelector } from '../selectors.ts';
import type { FieldErrors, KindValidator } from '../subject.ts';
import { has, isSame, memberOf, objectOf, objectsOf, structOf, textOf, textsOf } from '../values.ts';
import { validateMatchConditions } from './match-conditions.ts';
import { validateRule } from './resource-rules.ts';

/** What happens when a webhook or policy cannot be asked. */
export const FAILURE_POLICIES: readonly string[] = ['Fail', 'Ignore'];
/** Whether other versions of a resource count as the same. */
export const MATCH_POLICIES: readonly string[] = ['Equivalent', 'Exact'];
const SIDE_EFFECTS: readonly string[] = ['None', 'NoneOnDryRun'];
const ANY_SIDE_EFFECTS: readonly string[] = [...SIDE_EFFECTS, 'Some', 'Unknown'];
const REINVOCATION_POLICIES: readonly string[] = ['IfNeeded', 'Never'];
const REVIEW_VERSIONS: readonly string[] = ['v1', 'v1beta1'];

/** What an update may keep although a create may not have it. */
interface Leave {
  readonly sideEffects: readonly string[];
  readonly sameNames: boolean;
  readonly anyReviewVersion: boolean;
  readonly anyValue: boolean;
  readonly conditions: boolean;
}
const NO_LEAVE: Leave = {
  sideEffects: SIDE_EFFECTS,
  sameNames: false,
  anyReviewVersion: false,
  anyValue: false,
  conditions: false,
};

/** What the API server refuses about an admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration. */
export const validateValidatingWebhooks: KindValidator = ({ object, old }, out) => {
  validateWebhooks(out, object, old, false);
};

/** What the API server refuses about an admissionregistration.k8s.io/v1 MutatingWebhookConfiguration. */
export const validateMutatingWebhooks: KindValidator = ({ object, old }, out) => {
  validateWebhooks(out, object, old, true);
};

function validateWebhooks(out: FieldErrors, object: JsonObject, old: JsonObject | undefined, mutating: boolean): void {
  const webhooks = objectsOf(object, 'webhooks');
  const leave = old ? leaveOf(webhooks, objectsOf(old, 'webhooks')) : NO_LEAVE;
  const names = new Set<string>();
  for (const [index, webhook] of webhooks.entries()) {
    const at = `/webhooks/${index}`;
    validateWebhook(out, webhook, at, leave);
    if (mutating && has(webhook, 'reinvocationPolicy')) {
      checkOneOf(out, webhook, at, 'reinvocationPolicy', REINVOCATION_POLICIES);
    }
    const known = leave.anyReviewVersion ? undefined : REVIEW_VERSIONS;
    validateReviewVersions(out, webhook, at, 'admissionReviewVersions', known);
    const name = textOf(webhook, 'name');
    if (name !== '' && names.has(name) && !leave.sameNames) reportDuplicate(out, `${at}/name`, 'name', name);
    names.add(name);
  }
}

function validateWebhook(out: FieldErrors, webhook: JsonObject, at: string, leave: Leave): void {
  checkName(out, webhook, at, 'name', fullyQualifiedName);
  for (const [index, rule] of objectsOf(webhook, 'rules').entries()) validateRule(out, rule, `${at}/rules/${index}`);
  if (has(webhook, 'failurePolicy')) checkOneOf(out, webhook, at, 'failurePolicy', FAILURE_POLICIES);
  if (has(webhook, 'matchPolicy')) checkOneOf(out, webhook, at, 'matchPolicy', MATCH_POLICIES);
  checkOneOf(out, webhook, at, 'sideEffects', leave.sideEffects);
  checkRange(out, webhook, at, 'timeoutSeconds', 1, 30);
  for (const field of ['namespaceSelector', 'objectSelector']) {
    validateLabelSelector(out, objectOf(webhook, field), `${at}/${field}`, leave);
  }
  validateClientConfig(out, structOf(webhook, 'clientConfig'), `${at}/clientConfig`);
  if (!leave.conditions) validateMatchConditions(out, webhook, at);
}

/** Rules became stricter over the years; what an old object breaks, its successor may break as well. */
function leaveOf(webhooks: readonly JsonObject[], old: readonly JsonObject[]): Leave {
  const names = old.map((webhook) => textOf(webhook, 'name'));
  const harmless = old.every((webhook) => SIDE_EFFECTS.includes(textOf(webhook, 'sideEffects')));
  return {
    sideEffects: harmless ? SIDE_EFFECTS : ANY_SIDE_EFFECTS,
    sameNames: new Set(names).size < names.length,
    anyReviewVersion: old.some((webhook) => {
      const versions = textsOf(webhook, 'admissionReviewVersions');
      return versions.length > 0 && !versions.some((version) => REVIEW_VERSIONS.includes(version));
    }),
    anyValue: old.some(hasFaultySelector),
    conditions:
      webhooks.length === old.length &&
      old.every((webhook, index) =>
        isSame(memberOf(webhook, 'matchConditions'), memberOf(webhooks[index] ?? {}, 'matchConditions')),
      ),
  };
}

function hasFaultySelector(webhook: JsonObject): boolean {
  const faults: FieldErrors = [];
  for (const field of ['namespaceSelector', 'objectSelector']) {
    validateLabelSelector(faults, objectOf(webhook, field), '');
  }
  return faults.length > 0;
}
