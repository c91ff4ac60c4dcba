import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { DefaultEntry } from '../../src/completion/data.ts';
import { derive } from '../../src/completion/derived.ts';
import type { DraftObject } from '../../src/completion/draft.ts';

const derived = (holder: DraftObject, entry: Partial<DefaultEntry>, root: DraftObject = holder) => {
  derive(root, holder, 'field', { path: '.field', ...entry });
  return holder;
};

describe('derived defaults', () => {
  const policies: readonly (readonly [string, string])[] = [
    ['nginx', 'Always'],
    ['nginx:latest', 'Always'],
    [`nginx:latest@sha256:${'a'.repeat(64)}`, 'Always'],
    ['nginx:1.2', 'IfNotPresent'],
    [`nginx@sha256:${'a'.repeat(64)}`, 'IfNotPresent'],
    ['localhost:5000/a/b', 'Always'],
    ['Bad Image', 'IfNotPresent'],
    ['', 'IfNotPresent'],
  ];
  for (const [image, policy] of policies)
    it(`pulls \`${image}\` ${policy}`, () =>
      assert.equal(derived({ image }, { rule: 'pull-policy', from: 'image' })['field'], policy));

  it('sets a constant where the field is absent', () => {
    assert.deepEqual(derived({ field: 0 }, { value: 5 }), { field: 0 });
    assert.deepEqual(derived({ field: 0 }, { value: 5, zero: true }), { field: 5 });
    assert.deepEqual(derived({ field: false }, { value: true, zero: true }), { field: false });
    assert.deepEqual(derived({ field: null }, { value: 5 }), { field: 5 });
  });

  it('copies from beside and from the root, never the same value', () => {
    const root: DraftObject = { a: { b: ['x'] } };
    const holder = derived({}, { rule: 'copy', from: '.a.b' }, root);
    assert.deepEqual(holder, { field: ['x'] });
    assert.notEqual(holder['field'], (root['a'] as DraftObject)['b']);
    assert.deepEqual(derived({ port: 80, field: 0 }, { rule: 'copy', from: 'port', zero: true })['field'], 80);
  });

  it('merges keys, names and texts', () => {
    assert.deepEqual(
      derived({ limits: { cpu: 1, memory: 2 }, field: { cpu: 3 } }, { rule: 'missing-keys', from: 'limits' })['field'],
      {
        cpu: 3,
        memory: 2,
      },
    );
    assert.deepEqual(derived({ field: '', other: 'b' }, { rule: 'both', from: 'other' }), { field: 'b', other: 'b' });
    assert.deepEqual(derived({ field: 'a', other: 'b' }, { rule: 'both', from: 'other' }), { field: 'a', other: 'a' });
    assert.deepEqual(
      derived({ field: { a: 'x', b: 'y' }, text: { a: 'hello' } }, { rule: 'string-data', from: 'text' }),
      {
        field: { a: 'aGVsbG8=', b: 'y' },
      },
    );
    assert.deepEqual(derived({ kind: 'Shop' }, { rule: 'derived-name', from: 'kind' })['field'], 'shop');
    assert.deepEqual(
      derived({ kind: 'Shop' }, { rule: 'derived-name', from: 'kind', suffix: 'List' })['field'],
      'ShopList',
    );
    assert.deepEqual(derived({ field: { a: '1' } }, { rule: 'set-key', key: 'a', value: '0', keep: true })['field'], {
      a: '1',
    });
    assert.deepEqual(derived({ field: { a: '1' } }, { rule: 'set-key', key: 'a', value: '0' })['field'], { a: '0' });
    assert.deepEqual(derived({ field: 1 }, { rule: 'drop' }), {});
  });
});
