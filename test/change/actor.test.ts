import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isProven, PROOFS } from '../../src/change/actor.ts';

describe('actor', () => {
  it('isProven() orders proofs from a claim to the API server', () => {
    assert.equal(isProven('claimed', 'push'), false);
    assert.equal(isProven('apiserver', 'signature'), true);
    for (const proof of PROOFS) assert.equal(isProven(proof, proof), true);
  });
});
