import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileCel } from '../../src/cel/compile.ts';
import type { FieldError } from '../../src/kube/field-error.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import { anything } from '../../src/openapi/check.ts';
import { checkDefaults } from '../../src/openapi/definition-defaults.ts';
import { teller } from '../../src/openapi/definition-structure.ts';

const found = (spec: JsonObject) => {
  const out: FieldError[] = [];
  const schema = { type: 'object', properties: { spec } };
  checkDefaults(schema, '', { minor: 35, metadata: anything, compileRule: compileCel }, teller(out));
  return out.map(({ type, pointer }) => `${type} ${pointer}`);
};

/** The schema of a spec, and what is wrong with its defaults. */
const CASES: readonly (readonly [JsonObject, readonly string[]])[] = [
  [{ type: 'integer', default: 5 }, []],
  [{ type: 'integer', default: 'x' }, ['type-invalid /properties/spec/default']],
  [{ type: 'integer', default: null }, []],
  [{ type: 'object', default: { a: 1 }, properties: { b: {} } }, ['invalid /properties/spec/default']],
  [
    { type: 'object', default: { a: 'x' }, properties: { a: { type: 'integer' } } },
    ['type-invalid /properties/spec/default/a'],
  ],
  [{ type: 'array', items: { type: 'integer', default: 'x' } }, ['type-invalid /properties/spec/items/default']],
  [
    { type: 'integer', default: 5, 'x-kubernetes-validations': [{ rule: 'self < 5' }] },
    ['custom-rule /properties/spec/default'],
  ],
  [
    { type: 'object', default: {}, 'x-kubernetes-embedded-resource': true },
    ['required /properties/spec/default/apiVersion', 'required /properties/spec/default/kind'],
  ],
  // by its structural form a default is judged: an alternative forbids no members
  [{ type: 'object', default: {}, not: { additionalProperties: false } }, ['invalid /properties/spec/default']],
];

describe('checkDefaults()', () => {
  for (const [spec, errors] of CASES) it(JSON.stringify(spec), () => assert.deepEqual(found(spec), errors));
});
