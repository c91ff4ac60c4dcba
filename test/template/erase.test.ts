import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { completionFor } from '../../src/bundle/api-data.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import { solve } from '../../src/template/solve.ts';
import { casesOf, type Parts, templateOf } from '../builders/template.ts';

interface Case {
  readonly resource: JsonObject;
  readonly params?: JsonObject;
  readonly drifts?: readonly string[];
}
const { complete, filled } = completionFor('1.35');

describe('what the API server fills in', () => {
  for (const { name, cases, ...parts } of casesOf<Parts & { readonly name: string; readonly cases: readonly Case[] }>(
    'erase',
  )) {
    it(name, () => {
      const template = templateOf(parts);
      const [{ body = {} } = {}] = parts.objects ?? [];
      for (const { resource, params, drifts = [] } of cases) {
        const object = complete({ apiVersion: body['apiVersion'] ?? 'v1', kind: body['kind'] ?? 'Pod', ...resource });
        for (const context of [{ complete }, { complete, filled }]) {
          const found = solve(template, [{ object }], { ...context, partial: true });
          const about = `${JSON.stringify(object)}\n${found.drifts.map(({ message }) => message).join('\n')}`;
          assert.deepEqual(
            found.drifts.map(({ type, pointer }) => `${type} ${pointer}`),
            drifts,
            about,
          );
          if (params) assert.deepEqual(found.params, params, about);
        }
      }
    });
  }

  it('is no drift, and told as what follows from the rest', () => {
    const template = templateOf({
      objects: [{ id: 's', body: { apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 80 }] } } }],
    });
    const object = complete({ apiVersion: 'v1', kind: 'Service', spec: { ports: [{ port: 80 }] } });
    const found = solve(template, [{ object }], { complete, filled, partial: true });
    assert.deepEqual(found.drifts, []);
    assert.ok(found.following.some(({ pointer }) => pointer === '/spec/ports/0/targetPort'));
  });
});
