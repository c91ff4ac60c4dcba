// What the schemas of all documents are made of. Which documents there are is schema.ts.
import type { JsonObject } from '../kube/object.ts';

/** A day of the calendar, as far as a pattern can tell. */
export const DATE = '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$';
/** Names of rules and of a template's objects. */
export const RULE_ID = '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$';
/** A kind is written in CamelCase: another spelling would silently match nothing. */
export const KIND = '^([*]|workload|([a-z0-9.-]+/){0,2}([A-Z][A-Za-z0-9]*|[*]))$';

/** A text that says something. */
export const text = (description: string): JsonObject => ({ type: 'string', minLength: 1, description });
/** A list of such texts. */
export const texts = (description: string): JsonObject => ({
  type: 'array',
  items: { type: 'string', minLength: 1 },
  minItems: 1,
  description,
});
/** A map that takes the listed fields alone. */
export const object = (description: string, required: readonly string[], properties: JsonObject): JsonObject => ({
  type: 'object',
  description,
  required,
  additionalProperties: false,
  properties,
});

/** Definitions of the custom kinds in the cases of a test. */
export const DEFINITIONS: JsonObject = {
  type: 'array',
  items: { type: 'object' },
  description: 'CustomResourceDefinitions of custom kinds in the cases',
};
/** Cases of a test: each accepts an input, or rejects it and says with `outcome` all that is wrong. */
export const cases = (input: JsonObject, outcome: string, fields: JsonObject): JsonObject => ({
  type: 'array',
  minItems: 1,
  items: {
    ...object('one case: accept or reject', ['name'], {
      name: text('what the case shows'),
      accept: input,
      reject: input,
      ...fields,
    }),
    oneOf: [{ required: ['accept'], properties: { [outcome]: false } }, { required: ['reject', outcome] }],
  },
});
