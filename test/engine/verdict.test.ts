import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verdictOf } from '../../src/engine/verdict.ts';

const finding = (enforcement: string, exemption?: string) => ({ enforcement, exemption }) as never;

describe('verdictOf()', () => {
  it('takes the strongest of what is neither audited nor exempted', () => {
    assert.equal(verdictOf([], []), 'allow');
    assert.equal(verdictOf([finding('audit'), finding('deny', 'agreed')], []), 'allow');
    assert.equal(verdictOf([finding('warn')], []), 'warn');
    assert.equal(verdictOf([finding('warn'), finding('deny')], []), 'deny');
    assert.equal(verdictOf([], [finding('warn')]), 'warn');
    assert.equal(verdictOf([finding('audit')], [finding('deny')]), 'deny');
  });
});
