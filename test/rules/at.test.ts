import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { atOf, pathOf } from '../../src/rules/at.ts';
import { WHOLE_OBJECT } from '../../src/rules/path.ts';

describe('at', () => {
  it('is the whole object when left out', () => {
    assert.deepEqual(atOf({ id: 'a', message: '' }, ''), { ok: true, value: WHOLE_OBJECT });
  });

  it('has its problem at its own place', () => {
    const result = pathOf('a[0]', '/spec/rules/0/at');
    assert.ok(!result.ok);
    assert.deepEqual(
      result.problems.map(({ pointer }) => pointer),
      ['/spec/rules/0/at'],
    );
  });
});
