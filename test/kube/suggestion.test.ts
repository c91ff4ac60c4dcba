import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { closest } from '../../src/kube/suggestion.ts';

describe('closest()', () => {
  it('finds the word that was meant', () => {
    assert.equal(closest('polcies', ['policy', 'policies', 'packs']), 'policies');
    assert.equal(closest('chekc', ['check', 'test']), 'check');
    assert.equal(closest('Kinds', ['kinds']), 'kinds');
  });

  it('suggests nothing that is far away, and not the word itself', () => {
    assert.equal(closest('zebra', ['check', 'test']), undefined);
    assert.equal(closest('check', ['check']), undefined);
    assert.equal(closest('', []), undefined);
  });

  it('answers with a candidate or nothing', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (word, candidates) => {
        const found = closest(word, candidates);
        assert.ok(found === undefined || candidates.includes(found));
      }),
    );
  });
});
