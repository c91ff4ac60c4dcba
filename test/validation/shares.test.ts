import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../src/kube/object.ts';
import { checkShare, shareOf } from '../../src/validation/shares.ts';
import type { FieldErrors } from '../../src/validation/subject.ts';

function isRefused(value: Json, most?: 'all' | 'any'): boolean {
  const out: FieldErrors = [];
  checkShare(out, { share: value }, '/spec', 'share', most);
  assert.ok(out.every(({ type, pointer }) => type === 'invalid' && pointer === '/spec/share'));
  return out.length > 0;
}

describe('shares of Pods', () => {
  it('are numbers that are not negative, or whole percentages', () => {
    for (const value of [0, 5, 2 ** 31 - 1, '0%', '100%', '007%', null])
      assert.equal(isRefused(value), false, String(value));
    for (const value of [-1, '101%', '-1%', '1.5%', '5', '%', '', 'half'])
      assert.equal(isRefused(value), true, String(value));
  });

  it('may be more than all where the field says so', () => {
    assert.equal(isRefused('500%', 'any'), false);
  });

  it('have a number', () => {
    const numbers = [3, '40%', '+5', 'half', null, '0%'].map((share) => shareOf({ share }, 'share'));
    assert.deepEqual(numbers, [3, 40, 5, 0, 0, 0]);
  });
});
