import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type BoundPolicy, errorEnforcement } from '../../src/policy/bundle.ts';

const bound = (onError: BoundPolicy['onError']) => ({ onError }) as BoundPolicy;

describe('bundle', () => {
  it('errorEnforcement() denies where the policy denies, else warns, unless the binding says otherwise', () => {
    assert.equal(errorEnforcement(bound(undefined), 'deny'), 'deny');
    assert.equal(errorEnforcement(bound(undefined), 'warn'), 'warn');
    assert.equal(errorEnforcement(bound(undefined), 'audit'), 'warn');
    assert.equal(errorEnforcement(bound('warn'), 'deny'), 'warn');
    assert.equal(errorEnforcement(bound('deny'), 'audit'), 'deny');
  });
});
