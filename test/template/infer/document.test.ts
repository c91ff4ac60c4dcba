import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isJsonObject, type Json, type JsonObject } from '../../../src/kube/object.ts';
import { showPath, writeTemplate } from '../../../src/template/infer/document.ts';
import { generalise } from '../../../src/template/infer/generalise.ts';
import { resolve } from '../../../src/template/infer/resolve.ts';

function written(...values: readonly Json[]) {
  const judgement = { agreement: 0.9, depart: () => {} };
  const around = { scope: { size: values.length }, judgement, object: 'workload', names: [] };
  const root = { key: 'workload', path: [], pattern: generalise({ raw: values, done: values }, [], around) };
  return writeTemplate([root], resolve([root]), values.length);
}
const property = ({ parameters }: { readonly parameters: JsonObject }, name: string) =>
  isJsonObject(parameters['properties']) ? parameters['properties'][name] : undefined;

describe('writeTemplate()', () => {
  it('requires what all have and what has no default', () => {
    const found = written({ a: 'x', b: 1, c: 2 }, { a: 'y', b: 1 }, { a: 'z', b: 1 }, { a: 'w', b: 3, c: 4 });
    assert.deepEqual(found.parameters['required'], ['a']);
    assert.deepEqual(property(found, 'b'), { type: 'integer', minimum: 1, default: 1, description: 'b' });
    assert.deepEqual(property(found, 'c'), { type: 'integer', minimum: 1, description: 'c' });
  });

  it('describes switches, choices and lists', () => {
    const env = (...found: readonly string[]) => found.map((name) => ({ name, value: `${name}!` }));
    const found = written(
      { v: { d: { x: 1 } }, p: { q: 1 }, env: env('AA', 'BB') },
      { v: { m: { x: 1 } }, env: env('CC') },
    );
    assert.deepEqual(property(found, 'p'), { type: 'boolean', default: false, description: 'whether there is p' });
    assert.deepEqual(property(found, 'vKind'), { type: 'string', enum: ['d', 'm'], description: 'which kind of v' });
    const items = {
      type: 'object',
      required: ['name'],
      additionalProperties: false,
      properties: { name: { type: 'string', minLength: 1 } },
    };
    assert.deepEqual(property(found, 'vars'), { type: 'array', default: [], description: 'env', items });
  });

  it('says above each parameter what it rests on', () => {
    const found = written({ a: 'x', b: 'x' }, { a: 'y\n', b: 'y\n' }, { a: 'z', b: 'z' }, { a: 'w', b: 'w' });
    assert.deepEqual(found.comments.get('/spec/parameters/properties/a'), ['4 values in 4, in 2 places: x, y , z, …']);
  });

  it('writes paths as people read them', () => {
    assert.equal(showPath(['spec', 'containers', '[app]', 'image']), 'spec.containers[app].image');
    assert.equal(showPath(['metadata', 'labels', 'a.b/c']), 'metadata.labels."a.b/c"');
  });
});
