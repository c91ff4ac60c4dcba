import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../../src/kube/object.ts';
import { compileSchema } from '../../../src/policy/json-schema.ts';
import { guessSchema } from '../../../src/template/infer/parameter-schema.ts';

const guess = (path: string, ...values: Json[]) => guessSchema({ raw: values, done: values }, path.split('/'));
const repeat = (times: number, ...values: Json[]) => Array.from({ length: times }, () => values).flat();

describe('guessSchema()', () => {
  it('tells types and formats', () => {
    const cases: [string, Json[], unknown][] = [
      [
        'containers/[app]/image',
        ['r.example.com/shop/a:1', 'r.example.com/shop/b:2'],
        { type: 'string', format: 'image-ref', pattern: '^r[.]example[.]com/shop/' },
      ],
      ['containers/[app]/image', ['nginx:1', 'redis:2'], { type: 'string', format: 'image-ref' }],
      ['resources/requests/cpu', ['100m', '1'], { type: 'string', format: 'quantity' }],
      ['ports/[]/containerPort', [80, 8080], { type: 'integer', minimum: 1, maximum: 65535 }],
      ['spec/replicas', [0, 2], { type: 'integer', minimum: 0 }],
      ['metadata/name', ['web', 'api'], { type: 'string', format: 'dns1123-label' }],
      ['rules/[]/host', ['a.example.com', 'b.example.com'], { type: 'string', format: 'dns1123-subdomain' }],
      ['spec/paused', [true, false], { type: 'boolean' }],
      ['spec/ratio', [1, 0.5], { type: 'number' }],
      ['spec/args', [['a'], ['a', 'b']], { type: 'array', items: { type: 'string' } }],
      ['spec/data', [{ a: 'x' }, { b: 'y' }], { type: 'object', additionalProperties: { type: 'string' } }],
      ['spec/mixed', ['80%', 3], { type: ['integer', 'string'] }],
      ['metadata/annotations/note', ['', 'x'], { type: 'string', minLength: 0 }],
    ];
    for (const [path, values, schema] of cases) assert.deepEqual(guess(path, ...values), schema, path);
  });

  it('lists the few values that come again and again', () => {
    assert.deepEqual(guess('labels/team', ...repeat(4, 'shop', 'pay')), { type: 'string', enum: ['pay', 'shop'] });
    assert.deepEqual(guess('labels/team', 'shop', 'pay'), { type: 'string', minLength: 1 });
  });

  it('takes for the default what most have', () => {
    assert.deepEqual(guess('spec/replicas', 2, 2, 2, 3), { type: 'integer', minimum: 1, default: 2 });
    assert.equal(guess('spec/replicas', 2, 2, 3)['default'], undefined);
  });

  it('takes every value that it was guessed from', () => {
    const columns: [string, Json[]][] = [
      ['a/image', ['a', 'b:1', `x/y@sha256:${'a'.repeat(64)}`]],
      ['a/limits/cpu', ['1', 2, '0.5']],
      ['a/host', ['a.b', '*.b']],
      ['a/port', ['http', 80]],
      ['a/replicas', [-1, 4]],
      ['a/list', [[1, 'a'], []]],
    ];
    for (const [path, values] of columns) {
      const compiled = compileSchema(guess(path, ...values));
      assert.ok(compiled.ok, path);
      for (const value of values) assert.ok(compiled.validate(value), `${path}: ${JSON.stringify(value)}`);
    }
  });
});
