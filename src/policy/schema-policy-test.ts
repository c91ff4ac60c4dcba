// JSON Schema of a PolicyTest's spec: cases of a policy, run by `sallyport test`.
import { PROOFS } from '../change/actor.ts';
import { OPERATIONS } from '../change/change.ts';
import type { JsonObject } from '../kube/object.ts';
import { cases, DEFINITIONS, object, text } from './schema-parts.ts';

const CASE_INPUT = object('an object with the facts around it', [], {
  object: { type: 'object' },
  manifest: text('the object as text, for what only its text shows'),
  old: { type: 'object' },
  operation: { enum: OPERATIONS },
  subresource: text('e.g. scale'),
  actor: object('who acts', ['name'], {
    name: text('user name'),
    groups: { type: 'array', items: { type: 'string' } },
    proof: { enum: PROOFS },
  }),
  namespace: object('the namespace of the object', ['name'], {
    name: text('name'),
    labels: { type: 'object', additionalProperties: { type: 'string' } },
  }),
});

/** The spec of a PolicyTest. */
export const POLICY_TEST: JsonObject = object('cases that accept and cases that reject', ['policy', 'cases'], {
  policy: text('name of the policy under test'),
  parameters: { type: 'object' },
  definitions: DEFINITIONS,
  cases: cases(CASE_INPUT, 'findings', {
    findings: {
      type: 'array',
      minItems: 1,
      items: object('one expected finding', ['rule', 'pointer', 'message'], {
        rule: text('id of the rule'),
        pointer: { type: 'string' },
        message: text('the whole message'),
      }),
    },
  }),
});
