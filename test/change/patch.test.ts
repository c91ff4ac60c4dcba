import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyPatch, type PatchOperation, patchBetween, sameJson } from '../../src/change/patch.ts';
import type { Json } from '../../src/kube/object.ts';

const apply = (value: Json, ...operations: PatchOperation[]) => applyPatch(value, operations);

describe('applyPatch()', () => {
  const value = { a: [1, { b: 2 }], 'c/d': null };

  it('adds, replaces and removes members and list items', () => {
    const cases: readonly [PatchOperation, Json][] = [
      [
        { op: 'add', path: '/e', value: 3 },
        { ...value, e: 3 },
      ],
      [
        { op: 'add', path: '/a/0', value: 0 },
        { ...value, a: [0, 1, { b: 2 }] },
      ],
      [
        { op: 'add', path: '/a/-', value: 0 },
        { ...value, a: [1, { b: 2 }, 0] },
      ],
      [
        { op: 'add', path: '/a/1/b', value: 3 },
        { ...value, a: [1, { b: 3 }] },
      ],
      [
        { op: 'replace', path: '/a/1/b', value: [] },
        { ...value, a: [1, { b: [] }] },
      ],
      [{ op: 'replace', path: '', value: 1 }, 1],
      [
        { op: 'remove', path: '/a/0' },
        { ...value, a: [{ b: 2 }] },
      ],
      [{ op: 'remove', path: '/c~1d' }, { a: value.a }],
    ];
    for (const [operation, expected] of cases)
      assert.deepEqual(apply(value, operation), { ok: true, value: expected }, JSON.stringify(operation));
    assert.deepEqual(value, { a: [1, { b: 2 }], 'c/d': null });
  });

  it('says which operation has no place', () => {
    const wrong: readonly PatchOperation[] = [
      { op: 'replace', path: '/x', value: 1 },
      { op: 'remove', path: '/a/2' },
      { op: 'add', path: '/a/3', value: 1 },
      { op: 'replace', path: '/a/-', value: 1 },
      { op: 'add', path: '/a/0/b', value: 1 },
      { op: 'add', path: '/x/y', value: 1 },
    ];
    for (const operation of wrong) {
      const done = apply(value, { op: 'add', path: '/ok', value: 1 }, operation);
      const message = `there is no \`${operation.path}\``;
      assert.deepEqual(done, { ok: false, operation: 1, message }, JSON.stringify(operation));
    }
    assert.equal(apply(value, { op: 'remove', path: '' }).ok, false);
    assert.equal(apply(value, { op: 'remove', path: 'a' }).ok, false);
  });

  it('takes a member called `__proto__` for a member', () => {
    const done = apply(JSON.parse('{"__proto__": 1}'), { op: 'replace', path: '/__proto__', value: 2 });
    assert.ok(done.ok);
    assert.equal(JSON.stringify(done.value), '{"__proto__":2}');
  });
});

describe('patchBetween()', () => {
  it('touches only what differs', () => {
    const container = (name: string, image: string) => ({ name, image });
    const before = {
      containers: [container('a', '1'), container('b', '2'), container('c', '3')],
      args: ['x', 'y', 'z'],
    };
    const after = { containers: [container('c', '3'), container('n', '9'), container('b', '4')], args: ['x', 'z'] };
    assert.deepEqual(patchBetween(before, after), [
      { op: 'remove', path: '/containers/2' },
      { op: 'remove', path: '/containers/0' },
      { op: 'add', path: '/containers/0', value: container('c', '3') },
      { op: 'add', path: '/containers/1', value: container('n', '9') },
      { op: 'replace', path: '/containers/2/image', value: '4' },
      { op: 'remove', path: '/args/1' },
    ]);
    assert.deepEqual(patchBetween(before, before), []);
    const [a, b] = [{ env: [{ name: 'a' }, { name: 'b' }] }, { env: [{ name: 'c' }] }];
    assert.deepEqual(patchBetween(a, b), [{ op: 'replace', path: '/env', value: b.env }]);
    assert.deepEqual(patchBetween({ a: { b: 1 } }, { a: { c: 1 } }), [{ op: 'replace', path: '/a', value: { c: 1 } }]);
  });

  it('leads from any value to any other', () => {
    const item = fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), value: fc.integer({ max: 3, min: 0 }) });
    const keyed = fc.uniqueArray(item, { selector: ({ name }) => name });
    const value = fc.dictionary(
      fc.constantFrom('env', 'args', 'x/y', '__proto__'),
      fc.oneof(keyed, fc.array(fc.integer({ max: 2, min: 0 })), fc.jsonValue({ maxDepth: 2 })),
      { noNullPrototype: true },
    ) as fc.Arbitrary<Json>;
    fc.assert(
      fc.property(value, value, (before, after) => {
        const done = applyPatch(before, patchBetween(before, after));
        assert.ok(done.ok && sameJson(done.value, after), JSON.stringify(done));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('sameJson()', () => {
  it('takes no notice of the order of members', () => {
    assert.ok(sameJson({ a: 1, b: [1] }, { b: [1], a: 1 }));
    for (const [a, b] of [
      [{ a: 1 }, { b: 1 }],
      [[1], [1, 2]],
      [{ a: null }, {}],
      [null, {}],
      [[], {}],
    ] as const)
      assert.ok(!sameJson(a, b), JSON.stringify([a, b]));
  });
});
