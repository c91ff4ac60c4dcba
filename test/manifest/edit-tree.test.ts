import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isBracketed, type SyntaxNode, treeOfEvents } from '../../src/manifest/edit-tree.ts';
import { readEvents, repairBudget } from '../../src/manifest/events.ts';

function tree(text: string): SyntaxNode {
  const { source, events, place } = readEvents(text, 100, repairBudget(text.length));
  assert.ok(source !== undefined);
  return treeOfEvents(text, source, events, place)!;
}

/** Each value with the text it takes, in the order of the text. */
function values(text: string): readonly string[] {
  const list = (node: SyntaxNode): readonly string[] => [
    `${node.kind} ${text.slice(node.start, node.end)}`,
    ...node.entries.flatMap(({ name, start, markEnd, value }) => [
      `${name ?? '-'} ${text.slice(start, markEnd ?? start)}`,
      ...list(value),
    ]),
  ];
  return list(tree(text));
}

describe('treeOfEvents()', () => {
  it('knows where all values, keys and marks stand', () => {
    assert.deepEqual(values('# c\na: x y # d\nb:\n- "q"\n-\n- - 1\nc: {d: [1, ], e}\n'), [
      'map a: x y # d\nb:\n- "q"\n-\n- - 1\nc: {d: [1, ], e}',
      'a a:',
      'scalar x y',
      'b b:',
      'list - "q"\n-\n- - 1',
      '- -',
      'scalar "q"',
      '- -',
      'scalar ',
      '- -',
      'list - 1',
      '- -',
      'scalar 1',
      'c c:',
      'map {d: [1, ], e}',
      'd d:',
      'list [1, ]',
      '- ',
      'scalar 1',
      'e ',
      'scalar ',
    ]);
  });

  it('knows where block texts end', () => {
    assert.deepEqual(values('a: |- # h\n  x\n\n  y \n\nb: >+\n  z\n\nc: |\n'), [
      'map a: |- # h\n  x\n\n  y \n\nb: >+\n  z\n\nc: |',
      'a a:',
      'scalar |- # h\n  x\n\n  y ',
      'b b:',
      'scalar >+\n  z\n',
      'c c:',
      'scalar |',
    ]);
  });

  it('knows tags, anchors, aliases and merge keys', () => {
    const root = tree('a: !!str &x 5\nb: *x\n<<: {}\n? c\n: d\n');
    const [a, b, merge, explicit] = root.entries;
    assert.deepEqual([a?.value.outerStart, a?.value.start, a?.value.isAnchored], [3, 12, true]);
    assert.equal(b?.value.kind, 'alias');
    assert.ok(merge?.isMerge && !merge.isExplicit);
    assert.ok(explicit?.isExplicit);
    assert.ok(isBracketed('{}', tree('{}')));
    assert.ok(!isBracketed('[a: b]', tree('[a: b]').entries[0]!.value));
  });
});
