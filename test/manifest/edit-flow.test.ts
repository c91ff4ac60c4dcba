import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { insertInFlow, removeFromFlow, replaceInFlow } from '../../src/manifest/edit-flow.ts';
import { layoutAround } from '../../src/manifest/edit-layout.ts';
import { spliced } from '../../src/manifest/edit-scan.ts';
import { treeOfEvents } from '../../src/manifest/edit-tree.ts';
import { readEvents, repairBudget } from '../../src/manifest/events.ts';

function opened(text: string) {
  const { source, events, place } = readEvents(text, 100, repairBudget(text.length));
  const root = treeOfEvents(text, source!, events, place)!;
  return { root, layout: layoutAround(text, [root], false) };
}

describe('entries in brackets', () => {
  it('are put in with a comma, and taken out with theirs', () => {
    const text = '[a, b ]';
    const { root, layout } = opened(text);
    assert.deepEqual(
      [0, 1, 2].map((index) => spliced(text, insertInFlow(text, root, index, undefined, 'x', layout))),
      ['[x, a, b ]', '[a, x, b ]', '[a, b, x ]'],
    );
    assert.deepEqual(
      [0, 1].map((index) => spliced(text, removeFromFlow(text, root, index))),
      ['[b ]', '[a ]'],
    );
  });

  it('keep their lines', () => {
    const text = '{\n  a: 1, # one\n  b: 2 # two\n}';
    const { root, layout } = opened(text);
    assert.equal(
      spliced(text, insertInFlow(text, root, 2, 'c', [3], layout)),
      '{\n  a: 1, # one\n  b: 2, # two\n  c: [3]\n}',
    );
    assert.equal(spliced(text, removeFromFlow(text, root, 1)), '{\n  a: 1 # one\n}');
    assert.equal(spliced(text, removeFromFlow(text, root, 0)), '{\n  b: 2 # two\n}');
  });

  it('get other values', () => {
    const text = '{a, b: , c: x}';
    const { root, layout } = opened(text);
    const changed = [0, 1, 2].map((index) =>
      spliced(text, replaceInFlow(text, root.entries[index]!.value, root.entries[index], 5, layout)),
    );
    assert.deepEqual(changed, ['{a: 5, b: , c: x}', '{a, b: 5 , c: x}', '{a, b: , c: 5}']);
  });
});
