import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadBundle } from '../../src/bundle/load.ts';
import { relevantTo } from '../../src/engine/relevant.ts';
import { kindsMatcher } from '../../src/policy/match.ts';

const loaded = await loadBundle([{ pack: 'pod-security-restricted' }, { pack: 'standards' }]);
assert.ok(loaded.ok);
const { bundle } = loaded;
const gvk = (kind: string, group = '') => ({ group, version: 'v1', kind });

describe('relevantTo()', () => {
  it('names the policies that can meet a kind, in their order', () => {
    const ofPod = relevantTo(bundle, gvk('Pod'), true);
    const ofSecret = relevantTo(bundle, gvk('Service'), false);
    assert.ok(ofPod.length > ofSecret.length && ofSecret.length > 0, `${ofPod.length} and ${ofSecret.length}`);
    assert.deepEqual(
      ofPod,
      bundle.bound.filter((one) => ofPod.includes(one)),
    );
    for (const one of bundle.bound)
      assert.equal(ofSecret.includes(one), kindsMatcher(one.policy.spec.match.kinds ?? ['*'])(gvk('Service'), false));
  });

  it('tells groups apart, and finds each kind once', () => {
    const own = relevantTo(bundle, gvk('Pod', 'example.com'), false);
    assert.ok(own.length < relevantTo(bundle, gvk('Pod'), true).length);
    assert.equal(relevantTo(bundle, gvk('Pod', 'example.com'), false), own);
  });

  it('forgets kinds before it holds too many', () => {
    const first = relevantTo(bundle, gvk('Zero'), false);
    for (let index = 0; index < 2_500; index++) relevantTo(bundle, gvk(`Invented${index}`), false);
    assert.deepEqual(relevantTo(bundle, gvk('Zero'), false), first);
  });
});
