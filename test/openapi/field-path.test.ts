import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fieldAt, fieldTokens } from '../../src/openapi/field-path.ts';
import type { ApiSchema } from '../../src/openapi/schema.ts';

const schema: ApiSchema = {
  properties: {
    spec: {
      properties: {
        'a.b': { type: 'string' },
        "it's": { type: 'string' },
        map: { additionalProperties: { properties: { size: { type: 'integer' } } } },
        list: { items: { type: 'string' } },
      },
    },
  },
};

describe('fieldTokens()', () => {
  const paths: readonly (readonly [string, readonly string[] | undefined])[] = [
    ['.spec', ['spec']],
    [".spec['a.b']", ['spec', 'a.b']],
    [".spec['it\\'s']", ['spec', "it's"]],
    ['.spec.map.anything.size', ['spec', 'map', 'anything', 'size']],
    ['', []],
    ['spec', undefined],
    ['.spec.unknown', undefined],
    ['.spec.list.a', undefined],
    ['.spec.list[0]', undefined],
    [".spec['a\\q']", undefined],
    ['.spec.', undefined],
    ['..spec', undefined],
  ];
  for (const [path, tokens] of paths)
    it(`reads ${JSON.stringify(path)}`, () => assert.deepEqual(fieldTokens(path, schema), tokens));

  it('takes no brackets where told', () => assert.equal(fieldTokens(".spec['a.b']", schema, false), undefined));
  it('finds the schema', () => assert.deepEqual(fieldAt(".spec['a.b']", schema)?.schema, { type: 'string' }));
});
