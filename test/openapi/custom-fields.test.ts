import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../../src/kube/object.ts';
import { isText } from '../../src/openapi/check.ts';
import { structOf } from '../../src/openapi/compile.ts';
import { unknownFields } from '../../src/openapi/custom-fields.ts';
import { readSchema } from '../../src/openapi/custom-schema.ts';
import { toFieldErrors } from '../../src/openapi/fault.ts';

const schema = readSchema({
  type: 'object',
  properties: {
    spec: {
      type: 'object',
      properties: {
        replicas: { type: 'integer' },
        open: { type: 'object', additionalProperties: true },
        map: { type: 'object', additionalProperties: { type: 'object', properties: { a: {} } } },
        kept: {
          'x-kubernetes-preserve-unknown-fields': true,
          properties: { known: { properties: { a: {} } }, list: { items: { properties: { b: {} } } } },
        },
        template: { type: 'object', 'x-kubernetes-embedded-resource': true, properties: { spec: { type: 'object' } } },
      },
    },
  },
});
const metadata = structOf(new Map([['name', isText]]), [], true);
const found = (spec: JsonObject, rest: JsonObject = {}) =>
  toFieldErrors(unknownFields({ apiVersion: 'a/v1', kind: 'Widget', spec, ...rest }, schema, metadata), 'Widget');
const places = (spec: JsonObject, rest?: JsonObject) =>
  found(spec, rest).map(({ type, pointer }) => `${type} ${pointer}`);

describe('unknownFields()', () => {
  it('finds what the server would prune', () => {
    assert.deepEqual(places({ replicas: 1, map: { x: { a: 1 } } }), []);
    assert.deepEqual(places({ replica: 1, map: { x: { b: 1 } }, open: { x: { y: 1 } } }, { other: 1 }), [
      'unknown-field /spec/replica',
      'unknown-field /spec/map/x/b',
      'unknown-field /spec/open/x/y',
      'unknown-field /other',
    ]);
    assert.match(found({ replica: 1 })[0]?.message ?? '', /did you mean `replicas`/);
  });

  it('lets pass what is preserved, but not below fields with a name', () => {
    assert.deepEqual(places({ kept: { x: { y: 1 }, known: { a: 1 }, list: [{ b: 1 }] } }), []);
    assert.deepEqual(places({ kept: { known: { b: 1 }, list: [{ c: 1 }] } }), [
      'unknown-field /spec/kept/known/b',
      'unknown-field /spec/kept/list/0/c',
    ]);
  });

  it('reads the metadata of the resource and of those in it', () => {
    const template = { apiVersion: 1, kind: 'X', metadata: { nam: 'a' }, spec: {} };
    assert.deepEqual(places({ template }, { metadata: { name: 1, x: 1 } }), [
      'type-invalid /spec/template/apiVersion',
      'unknown-field /spec/template/metadata/nam',
      'type-invalid /metadata/name',
      'unknown-field /metadata/x',
    ]);
  });
});
