import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { base64Of, readScalar, zeroScalar } from '../../src/completion/scalars.ts';

describe('scalars', () => {
  const refused: readonly (readonly [string, string | number | boolean])[] = [
    ['bool', 'true'],
    ['bool', 1],
    ['string', 1],
    ['string', true],
    ['int32', '80'],
    ['int32', 3.5],
    ['int32', 2 ** 31],
    ['int64', 2 ** 63],
    ['int-or-string', true],
    ['quantity', '1gi'],
    ['bytes', 'abc'],
    ['bytes', 'a=bc'],
  ];
  for (const [type, value] of refused)
    it(`refuses ${JSON.stringify(value)} as ${type}`, () => assert.equal(readScalar(type, value).ok, false));

  it('reads what the server reads', () => {
    assert.deepEqual(readScalar('bytes', 'aGVs\nbG8='), { ok: true, value: 'aGVsbG8=' });
    assert.deepEqual(readScalar('quantity', '0.5'), { ok: true, value: '500m' });
    assert.deepEqual(readScalar('int-or-string', '25%'), { ok: true, value: '25%' });
    assert.deepEqual(readScalar('raw', { a: [] }), { ok: true, value: { a: [] } });
  });

  it('shortens values in messages', () => {
    const scalar = readScalar('bool', 'x'.repeat(1000));
    assert.ok(!scalar.ok && scalar.message.length < 150);
  });

  it('knows the zero values', () => {
    assert.deepEqual(['string', 'bool', 'int32', 'int-or-string', 'quantity', 'bytes', 'time'].map(zeroScalar), [
      '',
      false,
      0,
      0,
      '0',
      null,
      null,
    ]);
  });

  it('encodes texts of any length in UTF-8', () => {
    const text = 'ä€😀'.repeat(5000);
    assert.equal(base64Of(text), Buffer.from(text).toString('base64'));
  });
});
