import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Draft } from '../../src/completion/draft.ts';
import { encode } from '../../src/completion/encode.ts';
import { fieldsReader, typeReader } from '../../src/completion/field-type.ts';

const types = {
  Top: {
    plain: 'bool',
    pointer: '*bool',
    list: '[]string',
    shown: '[]string!',
    nothing: '*string!',
    inner: 'Inner!',
    optional: 'Inner?',
    limits: 'map[string]quantity',
    amount: 'quantity',
  },
  Inner: { name: 'string!' },
};
const read = typeReader({ kinds: {}, clusterScoped: [], types });
const decoding = { read, fields: fieldsReader({ types }, read) };
const ALWAYS = { shown: null, nothing: null, inner: { name: '' } };
const written = (draft: Draft) => encode(draft, decoding.read('Top'), decoding);

describe('encode', () => {
  it('writes marked fields even when nobody gave them', () => {
    assert.deepEqual(written({}), ALWAYS);
  });

  it('drops what is empty, but for pointers and marked fields', () => {
    assert.deepEqual(written({ plain: false, pointer: false, list: [], shown: [] }), {
      ...ALWAYS,
      pointer: false,
      shown: [],
    });
    assert.deepEqual(written({ plain: true, list: [''] }), { ...ALWAYS, plain: true, list: [''] });
  });

  it('rounds the amounts of resource lists only', () => {
    assert.deepEqual(written({ limits: { cpu: '100u' }, amount: '100u' }), {
      ...ALWAYS,
      limits: { cpu: '1m' },
      amount: '100u',
    });
  });
});
