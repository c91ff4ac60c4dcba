import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { equal, type Placed, pair } from '../../src/change/pair.ts';
import type { JsonObject } from '../../src/kube/object.ts';

const placed = (
  path: string,
  name: string,
  content: JsonObject = {},
  namespace: string | undefined = 'shop',
): Placed => ({
  path,
  object: { apiVersion: 'v1', kind: 'ConfigMap', ...content },
  ref: { group: '', kind: 'ConfigMap', namespace, name },
});
const outline = (old: readonly Placed[], fresh: readonly Placed[]) =>
  pair(old, fresh).pairs.map(
    ({ operation, old: before, new: after }) => `${operation} ${before?.path ?? '-'} ${after?.path ?? '-'}`,
  );

describe('pair()', () => {
  it('tells created, updated and deleted objects', () => {
    const old = [placed('a.yaml', 'one'), placed('a.yaml', 'two'), placed('b.yaml', 'gone')];
    const fresh = [placed('a.yaml', 'one'), placed('a.yaml', 'two', { data: { x: '1' } }), placed('a.yaml', 'new')];
    assert.deepEqual(outline(old, fresh), ['UPDATE a.yaml a.yaml', 'CREATE - a.yaml', 'DELETE b.yaml -']);
  });

  it('sees a moved file as no change and says that it moved', () => {
    const old = [placed('a.yaml', 'one', { data: { x: '1', y: '2' } })];
    const fresh = [placed('b/a.yaml', 'one', { data: { y: '2', x: '1' } })];
    assert.deepEqual(outline(old, fresh), []);
    assert.deepEqual(
      pair(old, fresh).moved.map(({ old: before, new: after }) => [before.path, after.path]),
      [['a.yaml', 'b/a.yaml']],
    );
  });

  it('sees a moved and edited object as an update', () => {
    assert.deepEqual(outline([placed('a.yaml', 'one')], [placed('b.yaml', 'one', { data: { x: '1' } })]), [
      'UPDATE a.yaml b.yaml',
    ]);
  });

  it('keeps overlays apart: the same file first, then equal content, then the rest', () => {
    const old = [
      placed('dev.yaml', 'one', { data: { env: 'dev' } }),
      placed('prod.yaml', 'one', { data: { env: 'prod' } }),
    ];
    const changed = [
      placed('prod.yaml', 'one', { data: { env: 'live' } }),
      placed('dev.yaml', 'one', { data: { env: 'dev' } }),
    ];
    assert.deepEqual(outline(old, changed), ['UPDATE prod.yaml prod.yaml']);
    const swapped = [
      placed('x.yaml', 'one', { data: { env: 'prod' } }),
      placed('y.yaml', 'one', { data: { env: 'dev' } }),
    ];
    assert.deepEqual(outline(old, swapped), []);
    assert.deepEqual(outline(old, [old[1]!]), ['DELETE dev.yaml -']);
  });

  it('sees a second object of an identity in one file as a change of the first, which it overwrites', () => {
    const ada = placed('a.yaml', 'one', { data: { owner: 'ada' } });
    const bob = placed('a.yaml', 'one', { data: { owner: 'bob' } });
    assert.deepEqual(outline([ada], [ada, bob]), ['UPDATE a.yaml a.yaml']);
    assert.deepEqual(outline([ada, bob], [ada]), ['UPDATE a.yaml a.yaml']);
    assert.deepEqual(outline([ada], [ada, { ...ada }]), []);
    assert.deepEqual(outline([ada, { ...ada }], [ada]), []);
    assert.deepEqual(outline([ada], [ada, { ...bob, path: 'b.yaml' }]), ['CREATE - b.yaml']);
  });

  it('never updates or deletes an object that only has generateName', () => {
    assert.deepEqual(outline([placed('a.yaml', '')], [placed('a.yaml', '', { data: { x: '1' } })]), [
      'CREATE - a.yaml',
    ]);
    assert.deepEqual(outline([placed('a.yaml', '')], []), []);
    assert.deepEqual(outline([placed('a.yaml', '')], [placed('a.yaml', '')]), []);
  });

  it('tells an unknown namespace from none, and one namespace from another', () => {
    assert.deepEqual(outline([placed('a.yaml', 'one', {}, 'shop')], [placed('a.yaml', 'one', {}, 'pay')]), [
      'CREATE - a.yaml',
      'DELETE a.yaml -',
    ]);
    assert.deepEqual(
      outline(
        [{ ...placed('a.yaml', 'one'), ref: { group: '', kind: 'ConfigMap', namespace: undefined, name: 'one' } }],
        [placed('a.yaml', 'one', {}, '')],
      ).length,
      2,
    );
  });

  const state = fc.array(
    fc
      .record({
        path: fc.constantFrom('a.yaml', 'b.yaml', 'c.yaml'),
        name: fc.constantFrom('', 'one', 'two'),
        x: fc.constantFrom('1', '2', '3'),
      })
      .map(({ path, name, x }) => placed(path, name, { data: { x } })),
    { maxLength: 8 },
  );

  /** One object of an identity in a file. */
  const single = (objects: readonly Placed[]) => [
    ...new Map(objects.map((one) => [`${one.path} ${one.ref.name}`, one])).values(),
  ];

  it('finds nothing between a state and itself, in any order', () => {
    fc.assert(
      fc.property(state, (objects) => {
        assert.deepEqual(pair(objects, objects), { pairs: [], moved: [] });
        assert.deepEqual(pair(objects, [...objects].reverse()), { pairs: [], moved: [] });
      }),
    );
  });

  it('accounts for every object exactly once', () => {
    fc.assert(
      fc.property(state.map(single), state.map(single), (old, fresh) => {
        const { pairs } = pair(old, fresh);
        const used = pairs.flatMap(({ old: before, new: after }) => [before, after]).filter((one) => one !== undefined);
        assert.equal(new Set(used).size, used.length);
        const named = (objects: readonly Placed[]) => objects.filter(({ ref }) => ref.name !== '').length;
        const count = (operation: string) =>
          pairs.filter((one) => one.operation === operation && (one.new ?? one.old)?.ref.name !== '').length;
        assert.equal(named(fresh) - named(old), count('CREATE') - count('DELETE'));
      }),
    );
  });
});

describe('equal()', () => {
  it('compares JSON by value', () => {
    assert.equal(equal({ a: [1, { b: null }] }, { a: [1, { b: null }] }), true);
    assert.equal(equal({ a: 1, b: 2 }, { b: 2, a: 1 }), true);
    for (const [a, b] of [
      [{ a: null }, {}],
      [[1], [1, 2]],
      [[], {}],
      [{ a: 1 }, { b: 1 }],
      [1, '1'],
      [null, {}],
    ] as const) {
      assert.equal(equal(a, b), false);
      assert.equal(equal(b, a), false);
    }
  });
});
