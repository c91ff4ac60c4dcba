import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expressionsWith } from '../../src/bundle/expressions.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import { mapParameters, upgrade } from '../../src/template/upgrade.ts';
import { type Parts, templateOf } from '../builders/template.ts';

const hole = (name: string) => `$\{${name}}`;
const expressions = expressionsWith(() => undefined);
const QUANTITY = { type: 'string', format: 'quantity' };
const pod = (more: JsonObject) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: hole('name') }, spec: more });
const resources = (request: string, limit: string) => ({
  containers: [{ name: 'app', resources: { requests: { memory: request }, limits: { memory: limit } } }],
});
const old = templateOf({
  properties: { name: { type: 'string' }, mem: QUANTITY, limit: QUANTITY },
  required: ['name', 'mem', 'limit'],
  objects: [{ id: 'pod', body: pod({ hostname: 'old', ...resources(hole('mem'), hole('limit')) }) }],
});
const next = (parts: Parts = {}) =>
  templateOf({
    version: '2.0.0',
    properties: { name: { type: 'string' }, memory: QUANTITY },
    required: ['name', 'memory'],
    objects: [
      { id: 'pod', body: pod({ hostname: 'new', ...resources(hole('memory'), hole('memory')) }) },
      { id: 'account', body: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: hole('name') } } },
    ],
    upgrade: [{ from: '1.x', params: '{"name": params.name, "memory": params.limit}', note: 'look at the nodes' }],
    ...parts,
  });
const web = (spec: JsonObject, metadata: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', ...metadata },
  spec,
});
const specOf = (object: JsonObject | undefined) => (object?.['spec'] ?? {}) as JsonObject;
const go = (object: JsonObject, fresh = next()) => upgrade(old, fresh, [{ object }], {}, expressions);

describe('upgrade()', () => {
  it('finds parameters, maps them and makes what the new version makes', () => {
    const done = go(web({ hostname: 'old', ...resources('1Gi', '2Gi') }, { namespace: 'shop' }));
    assert.ok(done.ok);
    assert.deepEqual(done.params, { name: 'web', memory: '2Gi' });
    assert.deepEqual(done.notes, ['look at the nodes']);
    assert.deepEqual(done.drifts, []);
    assert.deepEqual(done.objects, [
      { id: 'pod', resource: 0, object: web({ hostname: 'new', ...resources('2Gi', '2Gi') }, { namespace: 'shop' }) },
      {
        id: 'account',
        resource: undefined,
        object: { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'web', namespace: 'shop' } },
      },
    ]);
  });

  it('keeps what drifts, and says that it still does', () => {
    const done = go(web({ hostname: 'old', hostNetwork: true, ...resources('1Gi', '2Gi') }));
    assert.ok(done.ok);
    assert.equal(specOf(done.objects[0]?.object)['hostNetwork'], true);
    assert.deepEqual(
      done.drifts.map(({ type, pointer }) => `${type} ${pointer}`),
      ['extra /spec/hostNetwork'],
    );
  });

  it('tells a conflict with all three values and changes nothing', () => {
    const done = go(web({ hostname: 'mine', ...resources('1Gi', '2Gi') }));
    assert.ok(!done.ok && 'conflicts' in done);
    assert.deepEqual(done.conflicts, [
      { pointer: '/spec/hostname', base: 'old', ours: 'mine', theirs: 'new', id: 'pod', resource: 0 },
    ]);
  });

  it('takes a default that was left out for what it stands for', () => {
    const complete = (object: JsonObject) => {
      const spec = object['spec'] as JsonObject | undefined;
      return spec && spec['hostname'] === undefined ? { ...object, spec: { ...spec, hostname: 'old' } } : object;
    };
    const object = web(resources('1Gi', '2Gi'));
    const done = upgrade(old, next(), [{ object }], { complete }, expressions);
    assert.ok(done.ok);
    assert.equal(specOf(done.objects[0]?.object)['hostname'], 'new');
  });

  it('takes quantities that are written otherwise for the same', () => {
    const fresh = next({
      objects: [{ id: 'pod', body: pod({ hostname: 'new', ...resources('64Mi', hole('memory')) }) }],
    });
    const done = go(web({ hostname: 'old', ...resources('1Gi', '2048Mi') }), fresh);
    assert.ok(done.ok);
    assert.deepEqual(done.objects[0]?.object, web({ hostname: 'new', ...resources('64Mi', '2048Mi') }));
  });

  it('takes out what the new version no longer has', () => {
    const both = templateOf({
      objects: [
        { id: 'a', body: { metadata: { name: 'a' } } },
        { id: 'b', body: { metadata: { name: 'b' } } },
      ].map(({ id, body }) => ({ id, body: { apiVersion: 'v1', kind: 'ConfigMap', ...body } })),
    });
    const one = templateOf({
      version: '2.0.0',
      objects: [{ id: 'a', body: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } } }],
    });
    const map = (name: string) => ({ object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } } });
    const done = upgrade(both, one, [map('a'), map('b')], {}, expressions);
    assert.ok(done.ok);
    assert.deepEqual(
      done.objects.map(({ id, object }) => [id, object === undefined]),
      [
        ['a', false],
        ['b', true],
      ],
    );
  });

  it('asks for mending first where parameters cannot be found', () => {
    const done = go(web({ hostname: 'old', containers: [{ name: 'app' }] }));
    assert.ok(!done.ok && 'problems' in done);
    assert.match(done.problems[0]?.message ?? '', /mend what drifts first/);
  });
});

describe('mapParameters()', () => {
  const map = (fresh: ReturnType<typeof next>) =>
    mapParameters(old, fresh, { name: 'web', mem: '1', limit: '2' }, expressions);

  it('wants a step where names are others', () => {
    const found = map(
      templateOf({
        version: '2.0.0',
        properties: { name: { type: 'string', default: 'x' } },
        body: { metadata: { name: hole('name') } },
      }),
    );
    assert.ok(!found.ok);
    assert.match(found.problems[0]?.message ?? '', /has no `mem`, `limit` and no step from 1.x/);
  });

  it('refuses a step that yields no parameters', () => {
    for (const params of ['params.mem', '$error("no")']) {
      const found = map(next({ upgrade: [{ from: '1.x', params }] }));
      assert.ok(!found.ok);
      assert.equal(found.problems[0]?.pointer, '/spec/upgrade/0/params');
    }
  });
});
