import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json, JsonObject } from '../../src/kube/object.ts';
import { placeName, shown } from '../../src/template/drift.ts';
import { solve } from '../../src/template/solve.ts';
import { type Parts, resourceOf, templateOf } from '../builders/template.ts';

const TEMPLATE: Parts = {
  properties: { name: { type: 'string' }, port: { type: 'integer' } },
  required: ['name', 'port'],
  body: {
    metadata: { name: '${name}' },
    spec: { port: '${port}', also: '${port}', size: 'small', command: ['a', 'b'], text: 'of ${name}', deep: { n: 1 } },
  },
};
const SPEC: JsonObject = { port: 80, also: 80, size: 'small', command: ['a', 'b'], text: 'of web', deep: { n: 1 } };

/** What is changed in the spec of a resource that conforms, what is said then, and the fix as `op path value`. */
const CASES: readonly (readonly [change: Record<string, Json | undefined>, message: string, fix: string])[] = [
  [{ size: 'large' }, '`spec.size` is `large`, the standard is `small`', 'replace /spec/size "small"'],
  [{ size: undefined }, '`spec.size` is missing, the standard is `small`', 'add /spec/size "small"'],
  [
    { size: 3 },
    '`spec.size` is `3` of type integer, the standard has `small` of type string',
    'replace /spec/size "small"',
  ],
  [{ deep: 'x' }, '`spec.deep` is `x` of type string, the standard has a map', 'replace /spec/deep {"n":1}'],
  [
    { command: 'x' },
    '`spec.command` is `x` of type string, the standard has a list',
    'replace /spec/command ["a","b"]',
  ],
  [{ text: 5 }, '`spec.text` is `5` of type integer, the standard has a text', 'replace /spec/text "of web"'],
  [{ sise: 1 }, '`spec.sise` is no part of the standard, did you mean `size`', 'remove /spec/sise'],
  [{ other: 1 }, '`spec.other` is no part of the standard', 'remove /spec/other'],
  [{ also: 81 }, '`spec.also` is `81`, but the parameter `port` is `80` by `spec.port`', 'replace /spec/also 80'],
  [
    { command: ['b', 'a'] },
    'the items of `spec.command` are in another order than the standard has',
    'replace /spec/command ["a","b"]',
  ],
];

describe('drifts in words', () => {
  it('say what stands there, what the standard has, and how to mend it', () => {
    const template = templateOf(TEMPLATE);
    for (const [change, message, fix] of CASES) {
      const spec = JSON.parse(JSON.stringify({ ...SPEC, ...change })) as JsonObject;
      const { drifts } = solve(template, [{ object: resourceOf({ metadata: { name: 'web' }, spec }) }]);
      const found = drifts.map((drift) => [
        drift.message,
        drift.fix.map((one) => `${one.op} ${one.path}${'value' in one ? ` ${JSON.stringify(one.value)}` : ''}`).join(),
      ]);
      assert.deepEqual(found, [[message, fix]]);
    }
  });

  it('say of a conflict where the parameter was read first, in whichever resource', () => {
    const name = { name: '${name}' };
    const template = templateOf({
      properties: { name: { type: 'string' } },
      required: ['name'],
      objects: ['ConfigMap', 'Service'].map((kind) => ({ id: kind, body: { apiVersion: 'v1', kind, metadata: name } })),
    });
    const object = (kind: string, own: string) => ({ object: { apiVersion: 'v1', kind, metadata: { name: own } } });
    const { drifts } = solve(template, [object('ConfigMap', 'web'), object('Service', 'api')]);
    assert.deepEqual(
      drifts.map(({ type, resource, pointer, related }) => ({ type, resource, pointer, related })),
      [
        {
          type: 'conflict',
          resource: 1,
          pointer: '/metadata/name',
          related: { object: 'ConfigMap', resource: 0, pointer: '/metadata/name' },
        },
      ],
    );
  });

  it('placeName() names items by their name and quotes odd keys', () => {
    const object = { spec: { containers: [{ name: 'app', args: ['a'] }] }, metadata: { labels: { 'a/b': 'c' } } };
    assert.equal(placeName(object, '/spec/containers/0/args/0'), 'spec.containers[name=app].args[0]');
    assert.equal(placeName(object, '/spec/containers/-'), 'spec.containers[+]');
    assert.equal(placeName(object, '/metadata/labels/a~1b'), 'metadata.labels["a/b"]');
    assert.equal(placeName(object, ''), '');
  });

  it('shown() cuts, and leaves nothing that changes how a terminal shows it', () => {
    assert.equal(shown({ a: [1] }), '`{"a":[1]}`');
    assert.equal(shown('x'.repeat(200)).length, 82);
    assert.equal(shown('a\u202eb`'), '`a\\u202eb\\u0060`');
    assert.equal(shown(undefined), 'not known');
  });
});
