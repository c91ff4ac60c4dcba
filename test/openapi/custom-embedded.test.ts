import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../src/kube/object.ts';
import { embeddedFaults, hasEmbedded } from '../../src/openapi/custom-embedded.ts';
import { toFieldErrors } from '../../src/openapi/fault.ts';
import type { ApiSchema } from '../../src/openapi/schema.ts';

const resource: ApiSchema = { type: 'object', 'x-kubernetes-embedded-resource': true };
const schema: ApiSchema = {
  properties: { one: resource, many: { items: resource }, named: { additionalProperties: resource } },
};
const found = (value: Json) =>
  toFieldErrors(embeddedFaults(value, schema), 'Widget').map(({ type, pointer }) => `${type} ${pointer}`);
const good = { apiVersion: 'v1', kind: 'Pod' };

describe('embeddedFaults()', () => {
  it('asks resources for what they are', () => {
    assert.deepEqual(found({ one: good, many: [good, null], named: { a: good } }), []);
    assert.deepEqual(
      found({ one: {}, many: [{ ...good, kind: 'pod_' }], named: { a: { ...good, apiVersion: 'a/b/c' } } }),
      ['required /one/apiVersion', 'required /one/kind', 'invalid /many/0/kind', 'invalid /named/a/apiVersion'],
    );
  });

  it('asks for names as all resources have them', () => {
    const metadata = { name: 'a/b', namespace: 'A', labels: { 'a b': 'c', d: 'e f' }, annotations: { 'x/y/z': '' } };
    assert.deepEqual(found({ one: { ...good, metadata } }), [
      'invalid /one/metadata/name',
      'invalid /one/metadata/namespace',
      'invalid /one/metadata/labels/a b',
      'invalid /one/metadata/labels/d',
      'invalid /one/metadata/annotations/x~1y~1z',
    ]);
    assert.deepEqual(found({ one: { ...good, metadata: { name: 'a', labels: { 'example.com/a': '' } } } }), []);
  });

  it('knows where there is nothing to look for', () => {
    assert.deepEqual([hasEmbedded(schema), hasEmbedded({ items: {} })], [true, false]);
  });
});
