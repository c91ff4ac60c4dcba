import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { definitionsAmong, parseSnapshot, printSnapshot, type Snapshot } from '../../src/snapshot/snapshot.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const DEFINITION = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com', uid: 'x', resourceVersion: '7', labels: { a: 'b' } },
  spec: {
    group: 'example.com',
    versions: [
      {
        name: 'v1',
        schema: {
          openAPIV3Schema: {
            type: 'object',
            description: 'a widget',
            properties: { description: { type: 'string', description: 'what it is', default: 'none' } },
          },
        },
      },
    ],
  },
  status: { conditions: [] },
};

describe('printSnapshot()', () => {
  it('writes what parseSnapshot() reads, sorted, without what only the cluster says and without prose', () => {
    const snapshot: Snapshot = {
      kubernetes: '1.35',
      namespaces: [
        { name: 'b', labels: { y: '1', x: '2' } },
        { name: 'a', labels: {} },
      ],
      definitions: [DEFINITION],
    };
    const text = printSnapshot(snapshot);
    assert.doesNotMatch(text, /resourceVersion|uid|status|a widget|what it is/);
    const read = parseSnapshot('cluster.yaml', bytes(text));
    assert.ok(read.ok, JSON.stringify(read));
    assert.deepEqual(
      read.snapshot.namespaces.map(({ name }) => name),
      ['a', 'b'],
    );
    const [definition] = read.snapshot.definitions;
    assert.ok(definition);
    const [version] = (definition['spec'] as typeof DEFINITION.spec).versions;
    assert.deepEqual(version?.schema.openAPIV3Schema.properties, { description: { type: 'string', default: 'none' } });
    assert.equal(printSnapshot(read.snapshot), text);
  });

  it('is the same whatever the order of what it is given', () => {
    const namespaces = fc.uniqueArray(
      fc.record({
        name: fc.stringMatching(/^[a-z]{1,8}$/),
        labels: fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), fc.stringMatching(/^[a-z0-9]{0,5}$/)),
      }),
      { selector: ({ name }) => name },
    );
    fc.assert(
      fc.property(namespaces, (spaces) => {
        const print = (all: Snapshot['namespaces']) =>
          printSnapshot({ kubernetes: '1.35', namespaces: all, definitions: [] });
        const text = print(spaces);
        assert.equal(print([...spaces].reverse()), text);
        assert.ok(parseSnapshot('s.yaml', bytes(text)).ok);
      }),
    );
  });
});

describe('parseSnapshot()', () => {
  const frame = (spec: string) => `apiVersion: sallyport.dev/v1alpha1\nkind: Snapshot\nspec: ${spec}\n`;
  const CASES = [
    ['', ['1:1 snapshot-shape']],
    ['a: [', ['1:5 yaml-syntax']],
    [frame('{kubernetes: "1.35", namespaces: []}'), ['3:1 missing-field']],
    [frame('{kubernetes: "1.35", namespaces: [{name: A, labels: {}}], definitions: []}'), ['3:42 value-not-allowed']],
    [
      frame('{kubernetes: "1.35", namespaces: [], definitions: [{apiVersion: v1, kind: Pod, metadata: {}, spec: {}}]}'),
      ['3:59 value-not-allowed', '3:75 value-not-allowed'],
    ],
  ] as const;
  for (const [text, told] of CASES)
    it(`says ${told.join(', ')} of ${JSON.stringify(text).slice(0, 60)}`, () => {
      const read = parseSnapshot('cluster.yaml', bytes(text));
      assert.ok(!read.ok);
      assert.deepEqual(
        read.problems.map(({ code, location }) => `${location?.line}:${location?.column} ${code}`),
        told,
      );
    });
});

describe('definitionsAmong()', () => {
  it('takes definitions of any version of their group', () => {
    const others = [
      { apiVersion: 'v1', kind: 'Pod' },
      { apiVersion: 'example.com/v1', kind: 'CustomResourceDefinition' },
    ];
    assert.deepEqual(definitionsAmong([...others, DEFINITION]), [DEFINITION]);
  });
});
