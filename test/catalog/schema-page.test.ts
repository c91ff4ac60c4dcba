import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { schemaPage, typeName } from '../../src/catalog/schema-page.ts';

const schema = {
  properties: {
    kind: { const: 'Policy' },
    spec: {
      description: 'what is required',
      required: ['title'],
      properties: {
        title: { type: 'string', description: 'one line' },
        rules: { type: 'array', items: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } },
        match: {
          type: 'object',
          properties: { selector: { type: 'object', properties: { matchLabels: {} } }, any: true },
        },
      },
    },
  },
};

describe('schemaPage()', () => {
  it('lists the fields of a spec with their paths', () => {
    const page = schemaPage('Documents', 'All kinds.', [{ kind: 'Policy', schema }]);
    assert.match(page, /# Documents\n\nAll kinds\.\n\n## Policy\n\nWhat is required\.\n\n/);
    assert.deepEqual(
      [...page.matchAll(/^\| (`.*)$/gm)].map((match) => match[1]),
      [
        '`spec.title` | string | yes | one line |',
        '`spec.rules` | list of object |  |  |',
        '`spec.rules[].id` | string | yes |  |',
        '`spec.match` | object |  |  |',
        '`spec.match.selector` | object |  |  |',
        '`spec.match.any` | any |  |  |',
      ],
    );
  });

  it('takes a document without a spec as a whole', () => {
    assert.match(
      schemaPage('t', 'i', [{ kind: 'Config', schema: { properties: { failOn: { enum: ['deny', 'warn'] } } } }]),
      /\| `failOn` \| one of `deny`, `warn` \|/,
    );
  });
});

describe('typeName()', () => {
  it('reads types, lists, maps, choices and constants', () => {
    assert.equal(typeName({ type: ['object', 'boolean'] }), 'object or boolean');
    assert.equal(typeName({ type: 'object', additionalProperties: { type: 'string' } }), 'map of string');
    assert.equal(typeName({ const: 'v1' }), '`v1`');
    assert.equal(typeName(true), 'any');
    assert.equal(typeName({}), 'any');
  });
});
