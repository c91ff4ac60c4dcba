import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { anchorBelow, targetOf } from '../../src/manifest/edit-target.ts';
import { treeOfEvents } from '../../src/manifest/edit-tree.ts';
import { readEvents, repairBudget } from '../../src/manifest/events.ts';

const TEXT = 'a:\n  b: [1, {c: &x 2}]\nd: *x\n';
const { source, events, place } = readEvents(TEXT, 100, repairBudget(TEXT.length));
const root = treeOfEvents(TEXT, source!, events, place)!;

describe('targetOf()', () => {
  it('finds entries, and places for new ones', () => {
    const found = targetOf(TEXT, root, ['a', 'b', '0'], false);
    assert.ok(found.ok);
    assert.equal(found.target.at, 0);
    assert.equal(found.target.owner?.name, 'b');
    assert.equal(TEXT.slice(found.target.entry!.value.start, found.target.entry!.value.end), '1');
    const added = targetOf(TEXT, root, ['a', 'n'], true);
    assert.ok(added.ok && added.target.entry === undefined && added.target.at === 1);
    const item = targetOf(TEXT, root, ['a', 'b', '-'], true);
    assert.ok(item.ok && item.target.at === 2);
    assert.ok(targetOf(TEXT, root, [], false).ok);
  });

  it('refuses anchors and aliases on the way', () => {
    for (const tokens of [['a', 'b', '1', 'c'], ['d'], ['d', 'e']])
      assert.equal(targetOf(TEXT, root, tokens, false).ok, false, tokens.join('/'));
  });
});

describe('anchorBelow()', () => {
  it('finds an anchor at any depth', () => {
    assert.deepEqual(anchorBelow(root), { offset: TEXT.indexOf('&') });
    assert.equal(anchorBelow(root.entries[1]!.value), undefined);
  });
});
