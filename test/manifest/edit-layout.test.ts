import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { columnOf, layoutAround, lineIndent } from '../../src/manifest/edit-layout.ts';
import { treeOfEvents } from '../../src/manifest/edit-tree.ts';
import { readEvents, repairBudget } from '../../src/manifest/events.ts';

function layout(text: string, ...names: readonly string[]) {
  const { source, events, place } = readEvents(text, 100, repairBudget(text.length));
  const path = [treeOfEvents(text, source!, events, place)!];
  for (const name of names) path.push(path.at(-1)!.entries.find((one) => one.name === name)!.value);
  return layoutAround(text, path, false);
}

describe('layoutAround()', () => {
  it('takes the nearest example', () => {
    const text = 'a:\n  b:\n  - 1\nc:\n    d:\n      - 1\n    e:\n        f: 1\n';
    assert.deepEqual([layout(text, 'a').indent, layout(text, 'a').dashIndent], [2, 0]);
    assert.deepEqual([layout(text, 'c').indent, layout(text, 'c').dashIndent], [4, 2]);
    assert.deepEqual([layout('a: 1\n').indent, layout('a: 1\n').dashIndent], [2, 2]);
    assert.equal(layout('a: 1\r\n').newline, '\r\n');
  });
});

describe('columns', () => {
  it('are counted from the begin of the line', () => {
    assert.equal(columnOf('\ufeffab\n cd', 2), 1);
    assert.equal(columnOf('ab\n cd', 5), 2);
    assert.equal(lineIndent('ab\n  cd: {', 9), 2);
  });
});
