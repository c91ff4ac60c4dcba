import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../src/kube/object.ts';
import { compilePattern, scalarChecks } from '../../src/openapi/custom-scalars.ts';
import type { ApiSchema } from '../../src/openapi/schema.ts';

/** A schema, values that fit, and values that do not with the type of their fault. All are answers of a real API server. */
const CASES: readonly (readonly [ApiSchema, readonly Json[], readonly (readonly [Json, string])[]])[] = [
  [
    { type: 'integer' },
    [1, 2 ** 53],
    [
      [1.5, 'type-invalid'],
      ['1', 'type-invalid'],
      [null, 'type-invalid'],
      [1e30, 'type-invalid'],
    ],
  ],
  [
    { type: 'number' },
    [1, 1.5, 1e30],
    [
      ['1', 'type-invalid'],
      [true, 'type-invalid'],
    ],
  ],
  [
    { type: 'string', nullable: true },
    ['', null],
    [
      [1, 'type-invalid'],
      [[], 'type-invalid'],
    ],
  ],
  [
    { 'x-kubernetes-int-or-string': true },
    [1, 'a'],
    [
      [1.5, 'type-invalid'],
      [{}, 'type-invalid'],
    ],
  ],
  [
    { type: 'string', format: 'date' },
    ['2020-01-01', []],
    [
      ['x', 'type-invalid'],
      [1, 'type-invalid'],
    ],
  ],
  [{ format: 'date' }, ['2020-01-01', []], [[1, 'type-invalid']]],
  [{}, [1, null, 'a', {}], []],
  [
    { enum: ['a', 1] },
    ['a', 1, 1.9],
    [
      ['b', 'not-supported'],
      [null, 'not-supported'],
      [2, 'not-supported'],
    ],
  ],
  [{ enum: [null, 'a'], nullable: true }, ['a'], [[null, 'not-supported']]],
  [
    { minLength: 2, maxLength: 3, pattern: 'a' },
    ['ba', 'aäö', 5],
    [
      ['a', 'invalid'],
      ['aaaa', 'too-long'],
      ['bb', 'invalid'],
    ],
  ],
  [
    { minimum: 1, maximum: 2, exclusiveMaximum: true },
    [1, 1.9],
    [
      [0, 'invalid'],
      [2, 'invalid'],
    ],
  ],
  [{ minimum: 0, exclusiveMinimum: true }, [0.1], [[0, 'invalid']]],
  [
    { maximum: 1.5 },
    [1, 1.5],
    [
      [2, 'invalid'],
      [1.6, 'invalid'],
    ],
  ],
  [
    { multipleOf: 0.5 },
    [1.5, 0.5],
    [
      [1, 'invalid'],
      [0.3, 'invalid'],
    ],
  ],
  [{ multipleOf: 2 }, [4, 0, -2], [[3, 'invalid']]],
  [
    { minItems: 1, maxItems: 2 },
    [[1], 'a'],
    [
      [[], 'invalid'],
      [[1, 2, 3], 'too-many'],
    ],
  ],
  [
    { minProperties: 1, maxProperties: 1 },
    [{ a: 1 }, []],
    [
      [{}, 'invalid'],
      [{ a: 1, b: 2 }, 'too-many'],
    ],
  ],
];

describe('scalarChecks()', () => {
  for (const [schema, good, bad] of CASES)
    it(JSON.stringify(schema), () => {
      const types = (value: Json) => scalarChecks(schema, 35).flatMap((check) => check(value)?.type ?? []);
      for (const value of good) assert.deepEqual(types(value), [], JSON.stringify(value));
      for (const [value, type] of bad) assert.deepEqual(types(value), [type], JSON.stringify(value));
    });

  it('matches patterns as RE2 does', () => {
    assert.equal(compilePattern('(?=a)'), undefined);
    assert.equal(compilePattern('('), undefined);
    assert.equal(compilePattern('b+')?.test('abba'), true);
  });
});
