import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileCel } from '../../src/cel/compile.ts';
import type { FieldError } from '../../src/kube/field-error.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import { readSchema } from '../../src/openapi/custom-schema.ts';
import { checkRules } from '../../src/openapi/definition-rules.ts';
import { teller } from '../../src/openapi/definition-structure.ts';

const found = (spec: JsonObject) => {
  const out: FieldError[] = [];
  checkRules(readSchema({ type: 'object', properties: { spec } }), '', compileCel, teller(out));
  return out.map(({ type, pointer }) => `${type} ${pointer}`);
};
const ruled = (rest: JsonObject): JsonObject => ({ type: 'integer', 'x-kubernetes-validations': [rest] });
const AT = '/properties/spec/x-kubernetes-validations/0';

/** The schema of a spec, and what is wrong with its rules. */
const CASES: readonly (readonly [JsonObject, readonly string[]])[] = [
  [ruled({ rule: 'self > 1' }), []],
  [ruled({ rule: 'self >' }), [`invalid ${AT}/rule`]],
  [ruled({ rule: 'self' }), [`invalid ${AT}/rule`]],
  [ruled({ rule: 'self.a > 1' }), [`invalid ${AT}/rule`]],
  [ruled({ rule: 'true', messageExpression: '1' }), [`invalid ${AT}/messageExpression`]],
  [ruled({ rule: 'true', optionalOldSelf: true }), [`invalid ${AT}/optionalOldSelf`]],
  [ruled({ rule: 'self >= oldSelf' }), []],
  [
    { type: 'array', items: ruled({ rule: 'self >= oldSelf' }) },
    [`invalid /properties/spec/items/x-kubernetes-validations/0/rule`],
  ],
  [{ type: 'object', additionalProperties: ruled({ rule: 'self >= oldSelf' }) }, []],
  [
    {
      type: 'array',
      'x-kubernetes-list-type': 'map',
      'x-kubernetes-list-map-keys': ['a'],
      items: { type: 'object', required: ['a'], properties: { a: ruled({ rule: 'self >= oldSelf' }) } },
    },
    [],
  ],
];

describe('checkRules()', () => {
  for (const [spec, errors] of CASES) it(JSON.stringify(spec), () => assert.deepEqual(found(spec), errors));
});
