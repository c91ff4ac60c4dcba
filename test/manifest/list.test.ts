import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../src/kube/object.ts';
import { isManifest } from '../../src/manifest/list.ts';
import { parseManifests } from '../../src/manifest/parse.ts';

const unroll = (value: unknown) => {
  const { documents, problems, ignored } = parseManifests(JSON.stringify(value), { json: true });
  return [
    documents.map(({ value: one, basePointer }) => [basePointer, one]),
    problems.map(({ message }) => message),
    ignored,
  ];
};
const pod = { apiVersion: 'v1', kind: 'Pod' };

describe('isManifest()', () => {
  it('wants apiVersion and kind', () => {
    assert.ok(isManifest({ apiVersion: 'v1', kind: 'Pod' }));
    const others: Json[] = [{ apiVersion: 'v1' }, { kind: 'Pod' }, { apiVersion: '', kind: 'Pod' }, [], 'x', null];
    for (const value of [...others, { apiVersion: null, kind: 'Pod' }]) {
      assert.ok(!isManifest(value), JSON.stringify(value));
    }
  });
});

describe('unrollList()', () => {
  it('takes lists apart, lists in lists too', () => {
    const list = { apiVersion: 'v1', kind: 'List', items: [pod, { apiVersion: 'v1', kind: 'PodList', items: [pod] }] };
    assert.deepEqual(unroll(list), [
      [
        ['/items/0', pod],
        ['/items/1/items/0', pod],
      ],
      [],
      0,
    ]);
    assert.deepEqual(unroll({ apiVersion: 'v1', kind: 'List', items: [] }), [[], [], 0]);
    assert.deepEqual(unroll({ apiVersion: 'v1', kind: 'List', items: null }), [[], [], 0]);
  });

  it('gives items of a PodList their type, but not those of a List', () => {
    const bare = { metadata: { name: 'a' } };
    assert.deepEqual(unroll({ apiVersion: 'v1', kind: 'PodList', items: [bare] }), [
      [['/items/0', { ...bare, ...pod }]],
      [],
      0,
    ]);
    const [documents, problems] = unroll({ apiVersion: 'v1', kind: 'List', items: [bare] });
    assert.deepEqual(documents, []);
    assert.deepEqual(problems, ['item 0 of `List` is no object with `apiVersion` and `kind`; add what is missing']);
  });

  it('leaves an object alone whose kind only ends in List', () => {
    const object = { apiVersion: 'example.com/v1', kind: 'AllowList', spec: {} };
    assert.deepEqual(unroll(object), [[['', object]], [], 0]);
  });

  it('refuses lists without a list', () => {
    for (const value of [
      { apiVersion: 'v1', kind: 'List' },
      { apiVersion: 'v1', kind: 'List', items: {} },
      { apiVersion: 'v1', kind: 'List', items: [null] },
      { apiVersion: 1, kind: 'Pod' },
      { apiVersion: 'v1', kind: true },
    ]) {
      const [documents, problems] = unroll(value);
      assert.deepEqual([documents, (problems as string[]).length], [[], 1], JSON.stringify(value));
    }
  });
});
