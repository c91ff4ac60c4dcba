import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../../src/kube/object.ts';
import { parsePath, placeTo, resolvePath, WHOLE_OBJECT } from '../../src/rules/path.ts';

const pod = {
  os: { name: 'linux' },
  containers: [{ name: 'app', args: ['x', 'y'] }],
  initContainers: [{ name: 'init' }],
  nodeSelector: { 'a/b.c': 'x', z: 'y' },
};
const deployment: JsonObject = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  spec: { replicas: 2, template: { spec: pod } },
};

const path = (text: string) => {
  const parsed = parsePath(text);
  assert.ok('path' in parsed, JSON.stringify(parsed));
  return parsed.path;
};
const pointers = (text: string, object = deployment) =>
  resolvePath(path(text), object, new Map()).nodes.map(({ pointer }) => pointer);
const failures = (text: string, object = deployment) => resolvePath(path(text), object, new Map()).failures.length;

describe('path', () => {
  it('starts at the object, the pod spec or all containers', () => {
    assert.deepEqual(pointers('spec.replicas'), ['/spec/replicas']);
    assert.deepEqual(pointers('object.spec.replicas'), ['/spec/replicas']);
    assert.deepEqual(pointers('pod.os.name'), ['/spec/template/spec/os/name']);
    assert.deepEqual(pointers('containers[*].name'), [
      '/spec/template/spec/initContainers/0/name',
      '/spec/template/spec/containers/0/name',
    ]);
    assert.deepEqual(
      resolvePath(WHOLE_OBJECT, deployment, new Map()).nodes.map(({ value }) => value),
      [deployment],
    );
  });

  it('steps over list items, map values and quoted names', () => {
    assert.deepEqual(pointers('containers[*].args[*]'), [
      '/spec/template/spec/containers/0/args/0',
      '/spec/template/spec/containers/0/args/1',
    ]);
    assert.deepEqual(pointers('pod.nodeSelector.*'), [
      '/spec/template/spec/nodeSelector/a~1b.c',
      '/spec/template/spec/nodeSelector/z',
    ]);
    assert.deepEqual(pointers('pod.nodeSelector."a/b.c"'), ['/spec/template/spec/nodeSelector/a~1b.c']);
  });

  it('remembers the container around a node, whatever way led to it', () => {
    for (const text of [
      'containers[*].args[*]',
      'pod.containers[*].args[*]',
      'spec.template.spec.containers[*].args[*]',
    ]) {
      const { nodes } = resolvePath(path(text), deployment, new Map());
      assert.deepEqual(
        nodes.map(({ container, key }) => [container?.['name'], key]),
        [
          ['app', 0],
          ['app', 1],
        ],
        text,
      );
    }
  });

  it('yields nothing where nothing is, and fails where another type is', () => {
    assert.deepEqual(pointers('spec.none.deeper'), []);
    assert.deepEqual(pointers('containers[*].name', { apiVersion: 'v1', kind: 'Service' }), []);
    assert.equal(failures('spec[*]'), 1);
    assert.equal(failures('spec.replicas.deeper'), 1);
    assert.equal(failures('pod.containers.*'), 1);
    assert.equal(failures('containers[*]', { apiVersion: 'apps/v1', kind: 'Deployment', spec: {} }), 1);
    assert.equal(failures('containers[*].name', { apiVersion: 'v1', kind: 'Pod', spec: { containers: [null] } }), 1);
    assert.equal(failures('spec.none.deeper'), 0);
  });

  it('never finds what an object inherits', () => {
    assert.deepEqual(pointers('constructor'), []);
    assert.deepEqual(pointers('spec.__proto__'), []);
  });

  it('parsePath() says what is wrong with a path', () => {
    for (const text of ['', '.a', 'a..b', 'a[0]', 'a b', 'containers', 'containers.name', 'a.', '"a']) {
      assert.ok('problem' in parsePath(text), text);
    }
  });

  it('placeTo() tells whether a pointer lies at or below a path, or above it', () => {
    const place = (text: string, pointer: string) => placeTo(path(text), pointer, deployment, new Map());
    assert.equal(place('spec.replicas', '/spec/replicas'), 'within');
    assert.equal(place('spec', '/spec/replicas'), 'within');
    assert.equal(place('spec.replicas', '/spec'), 'above');
    assert.equal(place('spec.replicas', '/status'), 'elsewhere');
    assert.equal(place('containers[*].image', '/spec/template/spec/containers/0/image'), 'within');
    assert.equal(place('containers[*].image', '/spec/template/spec/containers/-/image'), 'within');
    assert.equal(place('containers[*].image', '/spec/template/spec/containers/0/name'), 'elsewhere');
    assert.equal(place('containers[*].image', '/spec/template/spec/initContainers'), 'above');
    assert.equal(place('containers[*].image', '/spec/template/spec/volumes'), 'elsewhere');
    assert.equal(place('pod.hostNetwork', '/spec/template'), 'above');
    assert.equal(place('metadata.labels.*', '/metadata/labels/a'), 'within');
    assert.equal(place('metadata.annotations."a/b"', '/metadata/annotations/a~1b'), 'within');
  });
});
