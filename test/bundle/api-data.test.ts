import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  apiLifecycle,
  apiSchemas,
  apiTypes,
  completionData,
  DEFAULT_KUBERNETES_VERSION,
  KUBERNETES_VERSIONS,
  kubernetesVersion,
} from '../../src/bundle/api-data.ts';
import { lifecycleOf } from '../../src/kube/api-lifecycle.ts';
import { parseApiVersion } from '../../src/kube/gvk.ts';
import type { ApiSchema } from '../../src/openapi/schema.ts';

/** Every schema within a schema, itself included. */
function withinSchema(schema: ApiSchema): readonly ApiSchema[] {
  const { properties = {}, items, additionalProperties, not, allOf = [], anyOf = [], oneOf = [] } = schema;
  const inner = [...Object.values(properties), ...allOf, ...anyOf, ...oneOf];
  for (const one of [items, additionalProperties, not]) if (typeof one === 'object') inner.push(one);
  return [schema, ...inner.flatMap(withinSchema)];
}

const number = (minor: string): number => Number(minor.split('.')[1]);

const gvkOfKey = (key: string) => {
  const [apiVersion = '', kind = ''] = key.split(' ');
  return { ...parseApiVersion(apiVersion), kind };
};

describe('kubernetes version', () => {
  it('is a release that the package knows, however it is written', () => {
    for (const text of ['1.35', 'v1.35', 'v1.35.4', '1.35.0'])
      assert.deepEqual(kubernetesVersion(text), { ok: true, version: '1.35' });
  });

  it('says which releases are known where it is none of them', () => {
    for (const text of ['1.99', '', '1', '1.350', 'latest', '__proto__', 'x'.repeat(1000)]) {
      const known = kubernetesVersion(text);
      assert.ok(!known.ok && known.message.endsWith('is not known; known are 1.33, 1.34, 1.35, 1.36'), text);
      assert.ok(known.message.length < 200);
    }
  });
});

describe('api data', () => {
  for (const version of KUBERNETES_VERSIONS) {
    it(`has the types and defaults of ${version}, read once`, () => {
      const { types, defaults } = completionData(version);
      assert.equal(types, apiTypes(version));
      assert.equal(completionData(version), completionData(version));
      assert.ok(Object.keys(types.kinds).length >= 60);
      assert.ok(Object.values(defaults).flat().length >= 1300);
      const known = new Set(Object.keys(types.kinds).map((kind) => kind.replace(' ', '/')));
      assert.deepEqual(
        Object.keys(defaults).filter((kind) => !known.has(kind)),
        [],
      );
    });

    it(`has a schema of every kind of ${version}, and of all that it refers to`, () => {
      const set = apiSchemas(version);
      assert.equal(set, apiSchemas(version));
      assert.equal(set.version, version);
      assert.ok(Object.keys(set.kinds).length >= 75);
      const names = new Set(Object.keys(set.definitions));
      assert.ok(names.size >= 580);
      const all = Object.values(set.definitions).flatMap(withinSchema);
      assert.ok(all.length >= 3400, `${all.length} schemas`);
      const references = [
        ...Object.values(set.kinds).map(({ schema }) => schema),
        ...all.flatMap((one) => one.$ref ?? []),
      ];
      assert.deepEqual(
        [...names].filter((name) => !references.includes(name)),
        [],
        'nothing refers to them',
      );
      assert.deepEqual(
        references.filter((name) => !names.has(name)),
        [],
      );
      assert.deepEqual(
        all.filter((one) => 'description' in one),
        [],
      );
    });

    it(`has the same kinds and names of ${version} for schemas and for completion`, () => {
      const { kinds, definitions } = apiSchemas(version);
      const { types } = completionData(version);
      const byDefault = Object.entries(kinds).filter(([, { optIn }]) => !optIn);
      assert.deepEqual(Object.fromEntries(byDefault.map(([kind, { schema }]) => [kind, schema])), types.kinds);
      const clusterScoped = byDefault.filter(([, { namespaced }]) => !namespaced).map(([kind]) => kind);
      assert.deepEqual(clusterScoped, types.clusterScoped);
      assert.deepEqual(
        Object.keys(types.types).filter((name) => !Object.hasOwn(definitions, name)),
        [],
      );
      // A field that one of the two does not have would be refused and kept at once, or the other way round.
      const differing = Object.entries(types.types).flatMap(([name, fields]) => {
        const properties = Object.keys(definitions[name]?.properties ?? {});
        return [...properties, ...Object.keys(fields)]
          .filter((field) => !properties.includes(field) || !Object.hasOwn(fields, field))
          .map((field) => `${name}.${field}`);
      });
      assert.deepEqual(differing, []);
    });

    it(`serves at ${version} what the lifecycle lets it serve`, () => {
      const lives = apiLifecycle();
      const { kinds } = apiSchemas(version);
      for (const key of Object.keys(kinds)) {
        const state = lifecycleOf(gvkOfKey(key), version, lives);
        assert.notEqual(state?.state, 'removed', `${key} is served`);
        const replacement = state?.replacement;
        if (replacement !== undefined) assert.ok(Object.hasOwn(kinds, replacement), `${key} -> ${replacement}`);
      }
      // What an earlier release served and this one does not has been removed.
      const earlier = KUBERNETES_VERSIONS.filter((other) => number(other) < number(version));
      for (const other of earlier)
        for (const key of Object.keys(apiSchemas(other).kinds))
          if (!Object.hasOwn(kinds, key))
            assert.equal(lifecycleOf(gvkOfKey(key), version, lives)?.state, 'removed', `${key} of ${other}`);
    });
  }

  it('knows the default release', () => {
    assert.ok(KUBERNETES_VERSIONS.includes(DEFAULT_KUBERNETES_VERSION));
    assert.equal(completionData(), completionData(DEFAULT_KUBERNETES_VERSION));
  });

  it('knows the life of the kinds that the migration guide lists', () => {
    const { kinds } = apiLifecycle();
    assert.ok(Object.keys(kinds).length >= 90, `${Object.keys(kinds).length} kinds`);
    const release = /^1\.[0-9]+$/;
    for (const [key, { deprecated = '1.0', removed = '1.99', replacement }] of Object.entries(kinds)) {
      assert.match(key, /^\S+ [A-Z]\w+$/);
      assert.match(deprecated, release, key);
      assert.match(removed, release, key);
      assert.ok(number(deprecated) < number(removed), key);
      // Nothing replaces a kind that is gone itself in the newest release.
      const next = replacement && kinds[replacement.kind]?.removed;
      assert.ok(next === undefined || number(next) > number(KUBERNETES_VERSIONS.at(-1) ?? ''), key);
    }
    const of = (key: string, minor: string) => lifecycleOf(gvkOfKey(key), minor, apiLifecycle());
    assert.equal(of('extensions/v1beta1 Ingress', '1.33')?.replacement, 'networking.k8s.io/v1 Ingress');
    assert.equal(of('policy/v1beta1 PodSecurityPolicy', '1.33')?.since, '1.25');
    assert.equal(of('batch/v1beta1 CronJob', '1.24')?.removedIn, '1.25');
    assert.equal(of('v1 Endpoints', '1.35')?.state, 'deprecated');
  });
});
