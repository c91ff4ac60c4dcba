import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../../src/kube/object.ts';
import { solve } from '../../src/template/solve.ts';
import { casesOf, type Parts, templateOf } from '../builders/template.ts';

interface Sets {
  readonly cases: readonly {
    readonly set: readonly string[];
    readonly partial?: boolean;
    readonly params?: JsonObject;
    readonly drifts?: readonly string[];
  }[];
}
const [{ cases, ...parts }] = casesOf<Parts & Sets>('sets') as [Parts & Sets];

describe('sets of resources', () => {
  for (const { set, partial, params, drifts = [] } of cases) {
    it(`${set.join(', ')}: ${drifts.join(', ') || 'conforms'}`, () => {
      const resources = set.map((one) => {
        const [kind = '', name = ''] = one.split(' ');
        return {
          object: {
            apiVersion: 'v1',
            kind,
            metadata: { name },
            ...(kind === 'ConfigMap' && { data: { team: 'shop' } }),
          },
        };
      });
      const found = solve(templateOf(parts), resources, partial ? { partial } : {});
      assert.deepEqual(
        found.drifts.map(({ type, object, pointer }) => `${type} ${object} ${pointer}`),
        drifts,
      );
      if (params) assert.deepEqual(found.params, params);
    });
  }

  it('groups say which objects go together', () => {
    const body = (kind: string) => ({ apiVersion: 'v1', kind });
    const objects = ['Pod', 'Secret', 'Service'].map((kind) => ({
      id: kind.toLowerCase(),
      required: false,
      body: body(kind),
    }));
    const told = (group: object, kinds: readonly string[]) =>
      solve(
        templateOf({ objects, groups: [group] }),
        kinds.map((kind) => ({ object: body(kind) })),
      ).drifts.map(({ type }) => type);
    assert.deepEqual(told({ allOf: ['pod', 'secret'] }, ['Pod']), ['object-missing']);
    assert.deepEqual(told({ allOrNoneOf: ['pod', 'secret'] }, []), []);
    assert.deepEqual(told({ allOrNoneOf: ['pod', 'secret'] }, ['Pod']), ['object-missing']);
    assert.deepEqual(told({ anyOf: ['pod', 'secret'] }, ['Service']), ['object-missing']);
    assert.deepEqual(told({ oneOf: ['pod', 'secret'] }, ['Pod', 'Secret']), ['object-extra']);
    assert.deepEqual(told({ noneOf: ['service'] }, ['Service']), ['object-extra']);
  });
});
