import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gather, namingParameters } from '../../src/template/gather.ts';
import { templateOf } from '../builders/template.ts';

const hole = (name: string) => `\${${name}}`;
const template = templateOf({
  properties: { name: { type: 'string' }, size: { type: 'string', default: 's' } },
  required: ['name'],
  objects: [
    {
      id: 'config',
      body: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: { name: `${hole('name')}-config` },
        data: { size: hole('size') },
      },
    },
    { id: 'service', body: { apiVersion: 'v1', kind: 'Service', metadata: { name: hole('name') } } },
    { id: 'quota', body: { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'quota' } } },
  ],
});

/** An object by its kind, name, file and namespace. */
function item(kind: string, name: string, file = 'a.yaml', namespace?: string) {
  return { object: { apiVersion: 'v1', kind, metadata: { name } }, template, namespace, file };
}

/** Sets as `name: kinds`. */
function sets(...items: readonly ReturnType<typeof item>[]): readonly string[] {
  return gather(items).map(({ name, namespace, members }) => {
    const kinds = members.map(({ object }) => object.kind).join(' ');
    return `${namespace === undefined ? '' : `${namespace}/`}${name}: ${kinds}`;
  });
}

describe('gather()', () => {
  it('puts together what tells the same name, even if it drifts otherwise', () => {
    assert.deepEqual(namingParameters(template), ['name']);
    assert.deepEqual(
      sets(
        item('ConfigMap', 'web-config'),
        item('Service', 'api'),
        item('Service', 'web'),
        item('ConfigMap', 'api-config'),
      ),
      ['web: ConfigMap Service', 'api: Service ConfigMap'],
    );
  });

  it('keeps namespaces apart, and lets what has none join', () => {
    assert.deepEqual(
      sets(
        item('Service', 'web', 'a.yaml', 'dev'),
        item('Service', 'web', 'b.yaml', 'prod'),
        item('ConfigMap', 'web-config', 'b.yaml'),
      ),
      ['dev/web: Service', 'prod/web: Service ConfigMap'],
    );
  });

  it('takes a second object of one name for that of an overlay, and keeps folders together', () => {
    assert.deepEqual(
      sets(
        item('Service', 'web', 'dev/s.yaml'),
        item('Service', 'web', 'prod/s.yaml'),
        item('ConfigMap', 'web-config', 'prod/c.yaml'),
        item('ConfigMap', 'web-config', 'dev/c.yaml'),
      ),
      ['web: Service ConfigMap', 'web: Service ConfigMap'],
    );
    const found = gather([
      item('Service', 'web', 'dev/s.yaml'),
      item('Service', 'web', 'prod/s.yaml'),
      item('ConfigMap', 'web-config', 'prod/c.yaml'),
      item('ConfigMap', 'web-config', 'dev/c.yaml'),
    ]);
    assert.deepEqual(
      found.map(({ members }) => members.map(({ file }) => file)),
      [
        ['dev/s.yaml', 'dev/c.yaml'],
        ['prod/s.yaml', 'prod/c.yaml'],
      ],
    );
  });

  it('puts what has a name of its own to the set beside it, or leaves it alone where that is not clear', () => {
    assert.deepEqual(sets(item('Service', 'web', 'x/s.yaml'), item('ResourceQuota', 'quota', 'y/q.yaml')), [
      'web: Service ResourceQuota',
    ]);
    assert.deepEqual(
      sets(
        item('Service', 'web', 'x/s.yaml'),
        item('Service', 'api', 'y/s.yaml'),
        item('ResourceQuota', 'quota', 'y/q.yaml'),
      ),
      ['web: Service', 'api: Service ResourceQuota'],
    );
    assert.deepEqual(
      sets(
        item('Service', 'web', 'x/s.yaml'),
        item('Service', 'api', 'x/t.yaml'),
        item('ResourceQuota', 'quota', 'y/q.yaml'),
      ),
      ['web: Service', 'api: Service', 'quota: ResourceQuota'],
    );
  });

  it('loses nothing and knows each object once', () => {
    const items = ['a', 'b', 'a', 'c'].flatMap((name, index) => [
      item('Service', name, `${index % 2}/s.yaml`),
      item('ConfigMap', `${name}-config`, `${index}/c.yaml`),
    ]);
    const all = gather(items).flatMap(({ members }) => members);
    assert.equal(all.length, items.length);
    assert.equal(new Set(all).size, items.length);
  });
});
