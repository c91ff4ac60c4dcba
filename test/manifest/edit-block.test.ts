import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { insertInBlock, removeFromBlock, replaceInBlock } from '../../src/manifest/edit-block.ts';
import { layoutAround } from '../../src/manifest/edit-layout.ts';
import { spliced } from '../../src/manifest/edit-scan.ts';
import { treeOfEvents } from '../../src/manifest/edit-tree.ts';
import { readEvents, repairBudget } from '../../src/manifest/events.ts';

const TEXT = '# above\n- a: 1\n  b: 2\n- x # y\n';
const { source, events, place } = readEvents(TEXT, 100, repairBudget(TEXT.length));
const root = treeOfEvents(TEXT, source!, events, place)!;
const layout = layoutAround(TEXT, [root], false);

describe('entries without brackets', () => {
  it('are put in as lines', () => {
    assert.equal(spliced(TEXT, insertInBlock(TEXT, root, 0, undefined, 0, layout)), `- 0\n${TEXT}`);
    assert.equal(spliced(TEXT, insertInBlock(TEXT, root, 2, undefined, 0, layout)), `${TEXT}- 0\n`);
    const map = root.entries[0]!.value;
    const added = spliced(TEXT, insertInBlock(TEXT, map, 1, 'n', [1], layout));
    assert.equal(added, '# above\n- a: 1\n  "n":\n    - 1\n  b: 2\n- x # y\n');
  });

  it('are taken out as lines', () => {
    assert.equal(spliced(TEXT, removeFromBlock(TEXT, root, 1, undefined, layout)), '# above\n- a: 1\n  b: 2\n');
    const [owner] = root.entries;
    assert.equal(spliced(TEXT, removeFromBlock(TEXT, owner!.value, 0, owner, layout)), '# above\n- b: 2\n- x # y\n');
  });

  it('get other values', () => {
    const [, owner] = root.entries;
    const changed = spliced(TEXT, replaceInBlock(TEXT, owner!.value, owner, { c: 1, d: 2 }, layout));
    assert.equal(changed, '# above\n- a: 1\n  b: 2\n- c: 1 # y\n  d: 2\n');
    assert.equal(spliced(TEXT, replaceInBlock(TEXT, root, undefined, {}, layout)), '# above\n{} # y\n');
  });
});
