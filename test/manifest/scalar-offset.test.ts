import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EVENT_ID, parseEvents } from 'js-yaml';
import { scalarOffset } from '../../src/manifest/scalar-offset.ts';

const offsets = (text: string, last = 0, keyAt: number | undefined = undefined) =>
  parseEvents(text, {}).flatMap((event) =>
    event.type === EVENT_ID.SCALAR ? [scalarOffset(text, event, last, { isList: keyAt === undefined, keyAt })] : [],
  );

describe('scalarOffset()', () => {
  it('is at the text, the quote or the first line of a block', () => {
    assert.deepEqual(offsets('[ab, "c", \'d\']'), [1, 5, 10]);
    assert.deepEqual(offsets('- |\n  text\n'), [6]);
    assert.deepEqual(offsets('- >4\n      text\n'), [9]);
  });

  it('is at the tag, the anchor, the key or the dash of one that is left out', () => {
    assert.deepEqual(offsets('- !!str\n- &a\n'), [2, 10]);
    assert.deepEqual(offsets('k:\n', 1, 0), [0, 0]);
    assert.deepEqual(offsets('-\n'), [0]);
    assert.deepEqual(offsets('x # -\n-\n'.slice(2)), [4]);
  });
});
