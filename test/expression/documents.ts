// Odd documents for the differential test: nested and empty lists, nulls, missing members, single items, and a small workload.

/** Names that occur in the documents; the generator draws from them. */
export const DOCUMENT_NAMES: readonly string[] = [
  'items',
  'containers',
  'name',
  'image',
  'n',
  'tree',
  'tags',
  'value',
  'replicas',
  'labels',
  'empty',
  'nothing',
  'nil',
  'flag',
  'nested',
  'one',
  'missing',
  'length',
  'constructor',
];

/** The documents. */
export const DOCUMENTS: readonly unknown[] = [
  {
    items: [
      { n: 1, name: 'a', tags: ['x', 'y'] },
      { n: 2, name: 'b', tags: [] },
      { n: 3, value: null },
    ],
    replicas: 3,
    name: 'web-1',
    n: 2,
    empty: [],
    nothing: {},
    nil: null,
  },
  {
    containers: [
      { name: 'web', image: 'nginx:1.25', flag: true, one: [5] },
      { name: 'sidecar', image: 'ghcr.io/a/b', flag: false },
    ],
    labels: { app: 'web', '2': 'two', '1': 'one' },
    image: 'a,b',
  },
  {
    nested: [[1, 2], [], [3, [4]]],
    one: [{ n: 7 }],
    flag: true,
    tree: { value: 1, tree: { value: 2, tree: [{ value: 3 }, { value: 4 }] } },
  },
  {
    name: 'x',
    n: -1.5,
    items: { n: 5, name: 'single', tags: 'solo' },
    tags: ['a', 'a', 'b'],
    image: '',
    flag: 'false',
  },
  { length: 3, value: [0, '', null, false], tree: [{ tree: [] }, { tree: null }], constructor: { n: 1 } },
  [{ n: 1, items: [{ n: 1 }] }, { n: 2, items: [] }, [{ n: 3 }], null, 'text', 5],
  { items: [[{ n: 1 }], [{ n: 2, tags: [['p'], ['q', 'r']] }]], one: [[1]], nested: [[[1]]] },
  { containers: [{}], nil: [null], value: { value: { value: 0 } }, n: '10', name: ['a', 'b'], empty: '' },
  { n: 1, name: 'only' },
  'just text',
];
