import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type LabelSelector, selects } from '../../src/kube/label-selector.ts';

describe('selects()', () => {
  const labels = { app: 'web', tier: 'front' };

  it('ANDs everything, and the empty selector selects all', () => {
    const yes: LabelSelector[] = [
      {},
      { matchLabels: { app: 'web' } },
      {
        matchExpressions: [
          { key: 'tier', operator: 'In', values: ['front', 'back'] },
          { key: 'none', operator: 'DoesNotExist' },
        ],
      },
      { matchExpressions: [{ key: 'none', operator: 'NotIn', values: ['x'] }] },
      { matchExpressions: [{ key: 'app', operator: 'Exists' }] },
    ];
    const no: LabelSelector[] = [
      { matchLabels: { app: 'web', tier: 'back' } },
      { matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['front'] }] },
      { matchExpressions: [{ key: 'none', operator: 'In', values: [] }] },
      { matchLabels: { constructor: 'x' } },
    ];
    for (const one of yes) assert.equal(selects(one, labels), true, JSON.stringify(one));
    for (const one of no) assert.equal(selects(one, labels), false, JSON.stringify(one));
  });
});
