import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../../src/kube/object.ts';
import { compileDocumentSchema, compileSchema } from '../../src/policy/json-schema.ts';

const accepts = (schema: JsonObject, value: unknown) => {
  const compiled = compileSchema(schema);
  assert.ok(compiled.ok, JSON.stringify(compiled));
  return compiled.validate(value) as boolean;
};

describe('json schema', () => {
  it('compares quantities by value', () => {
    const schema = { quantityMinimum: '500m', quantityMaximum: '2Gi' };
    for (const value of ['0.5', '500m', '1Gi', 1, '2Gi', '2147483648'])
      assert.equal(accepts(schema, value), true, String(value));
    for (const value of ['499m', '3Gi', 'much', '1GB']) assert.equal(accepts(schema, value), false, String(value));
  });

  it("knows Kubernetes' formats", () => {
    const cases: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
      'dns1123-label': [
        ['web', 'a-1'],
        ['Web', '-a', 'a.b', 'a'.repeat(64), ''],
      ],
      'dns1123-subdomain': [
        ['web.shop', 'a'],
        ['a..b', 'A.b', ''],
      ],
      cidr: [
        ['10.0.0.0/8', '::/0', 'fd00::1/64'],
        ['10.0.0.0', '10.0.0.0/33', '300.0.0.0/8', '1::2::3/8', '10.0.0.0/08'],
      ],
      quantity: [
        ['1Gi', '0.5'],
        ['1GB', ''],
      ],
      'image-ref': [
        ['nginx', `ghcr.io/a/b:1@sha256:${'a'.repeat(64)}`],
        ['NGINX', 'a b', ''],
      ],
    };
    for (const [format, [good, bad]] of Object.entries(cases)) {
      for (const text of good) assert.equal(accepts({ format }, text), true, `${format} ${text}`);
      for (const text of bad) assert.equal(accepts({ format }, text), false, `${format} ${text}`);
    }
  });

  it('refuses keywords that would judge elsewhere, later or not at all, and the text of quantities', () => {
    for (const schema of [
      { $async: true, type: 'string' },
      { $dynamicRef: '#' },
      { properties: JSON.parse('{"__proto__": {"const": 1}}') },
      { properties: { cpu: { format: 'quantity', const: '1' } } },
      { properties: { cpu: { quantityMaximum: '1', enum: ['1'] } } },
    ] as readonly JsonObject[])
      assert.equal(compileSchema(schema).ok, false, JSON.stringify(schema));
    assert.equal(compileSchema({ format: 'quantity', quantityMaximum: '1' }).ok, true);
  });

  it('refuses references that multiply', () => {
    const doubling = Array.from({ length: 30 }, (_, i) => [
      `d${i}`,
      { allOf: [1, 2].map(() => ({ $ref: `#/$defs/d${i + 1}` })) },
    ]);
    const schema = { $defs: { ...Object.fromEntries(doubling), d30: { type: 'string' } }, $ref: '#/$defs/d0' };
    assert.equal(compileSchema(schema).ok, false);
  });

  it('matches patterns unanchored on RE2, in linear time', () => {
    assert.equal(accepts({ pattern: 'b' }, 'abc'), true);
    assert.equal(accepts({ pattern: '^(a+)+$' }, `${'a'.repeat(50_000)}!`), false);
  });

  it('refuses what it cannot keep', () => {
    const bad: readonly (readonly [JsonObject, RegExp])[] = [
      [{ pattern: '(?=a)' }, /\(\?=/],
      [{ format: 'no-such' }, /unknown format/],
      [{ privilegd: true }, /unknown keyword/],
      [{ $ref: 'https://example.com/schema' }, /leaves the schema/],
      [{ $ref: '#/$defs/none' }, /leads nowhere/],
      [{ $defs: { a: { items: { $ref: '#/$defs/a' } } }, $ref: '#/$defs/a' }, /recursion/],
      [{ quantityMinimum: 'much' }, /no quantity/],
    ];
    for (const [schema, message] of bad) {
      const compiled = compileSchema(schema);
      assert.ok(!compiled.ok, JSON.stringify(schema));
      assert.match(compiled.message, message);
    }
  });

  it('asks for own properties where a name is inherited by every object', () => {
    assert.equal(accepts({ required: ['constructor'] }, {}), false);
    assert.equal(accepts({ properties: { toString: { const: 1 } } }, {}), true);
  });

  it('takes true and false for schemas', () => {
    for (const schema of [true, false]) {
      const compiled = compileSchema(schema);
      assert.ok(compiled.ok);
      assert.equal(compiled.validate({}), schema);
    }
  });

  it('follows references inside the schema', () => {
    const schema = { $defs: { small: { maximum: 3 } }, properties: { a: { $ref: '#/$defs/small', minimum: 1 } } };
    assert.equal(accepts(schema, { a: 2 }), true);
    assert.equal(accepts(schema, { a: 4 }), false);
    assert.equal(accepts(schema, { a: 0 }), false);
  });

  it('compileDocumentSchema() gives errors with their parent schema', () => {
    const validate = compileDocumentSchema({ properties: { a: { enum: [1] } } });
    assert.equal(validate({ a: 2 }), false);
    assert.deepEqual(validate.errors?.[0]?.parentSchema, { enum: [1] });
  });
});
