import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decode, zeroOf } from '../../src/completion/decode.ts';
import { fieldsReader, typeReader } from '../../src/completion/field-type.ts';
import type { Json } from '../../src/kube/object.ts';

const types = {
  Top: {
    name: 'string',
    flag: '*bool',
    labels: 'map[string]string',
    inner: 'Inner!',
    items: '[]Inner',
    args: '[]string',
  },
  Inner: { port: 'int32', amount: '*quantity' },
};
const read = typeReader({ kinds: {}, clusterScoped: [], types });
const decoding = { read, fields: fieldsReader({ types }, read) };
const of = (value: Json) => decode(value, decoding.read('Top'), decoding);
const value = (given: Json) => {
  const decoded = of(given);
  return decoded.ok ? decoded.value : decoded.problem;
};

describe('decode', () => {
  it('keeps known fields only, by their exact names', () => {
    assert.deepEqual(value({ name: 'a', Name: 'b', other: 1, toString: 'x' }), { name: 'a', inner: {} });
  });

  it('reads null as absence, and as the zero value of an item', () => {
    assert.deepEqual(value({ name: null, labels: { a: null }, args: [null], items: [null, { port: null }] }), {
      inner: {},
      labels: { a: '' },
      args: [''],
      items: [{}, {}],
    });
  });

  it('points at what it cannot read', () => {
    assert.deepEqual(value({ items: [{}, { port: '80' }] }), {
      pointer: '/items/1/port',
      message: 'the API server expects a whole number of 32 bits here, not the text `80`',
    });
    assert.deepEqual((value({ labels: { 'a/b': 1 } }) as { pointer: string }).pointer, '/labels/a~1b');
    assert.equal(of([]).ok, false);
    assert.equal(of({ args: {} }).ok, false);
    assert.equal(of({ inner: 'x' }).ok, false);
  });

  it('knows the zero value of every shape', () => {
    assert.deepEqual(
      ['*bool', '[]string', 'map[string]string', 'string', 'Top'].map((text) => zeroOf(decoding.read(text), decoding)),
      [null, null, null, '', { inner: {} }],
    );
  });
});
