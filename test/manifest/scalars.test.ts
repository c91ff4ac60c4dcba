import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  exactWhole,
  isScalarFault,
  keyKind,
  resolveKey,
  resolvePlain,
  resolveScalar,
} from '../../src/manifest/scalars.ts';

// The whole table of readings runs in parse.test.ts.
describe('resolvePlain()', () => {
  it('reads YAML 1.1 as go-yaml 2 does', () => {
    const expected = {
      yes: true,
      off: false,
      '~': null,
      '0777': 511,
      '0o17': 15,
      '08': 8,
      '1_000': 1000,
      '1e3': 1000,
      '1:30': '1:30',
      '2020-01-01': '2020-01-01',
    };
    for (const [text, value] of Object.entries(expected)) assert.equal(resolvePlain(text), value, text);
  });

  it('is quick on endless digits', () => {
    assert.equal(resolvePlain('1'.repeat(1_000_000)), '1'.repeat(1_000_000));
    assert.equal(resolvePlain(`0x${'f'.repeat(1_000_000)}`), `0x${'f'.repeat(1_000_000)}`);
    assert.equal(resolvePlain(`${'0'.repeat(1_000_000)}7`), 7);
  });
});

describe('resolveScalar()', () => {
  it('leaves quoted text alone and follows tags', () => {
    assert.equal(resolveScalar('yes', false, undefined), 'yes');
    assert.equal(resolveScalar('yes', false, '!!bool'), true);
    assert.equal(resolveScalar('3', true, '!mine'), '3');
    assert.equal(resolveScalar('aGVsbG8=', true, '!!binary'), 'hello');
    assert.ok(isScalarFault(resolveScalar('3.0', true, '!!int')));
    assert.ok(isScalarFault(resolveScalar('.inf', true, undefined)));
  });
});

describe('resolveKey()', () => {
  it('makes names of booleans and numbers', () => {
    const expected = {
      y: 'true',
      '0x1F': '31',
      '1.0': '1',
      '1e7': '1e+07',
      '9007199254740993': '9007199254740993',
      '.inf': '.inf',
    };
    for (const [text, name] of Object.entries(expected)) assert.equal(resolveKey(text, true, undefined), name, text);
    assert.equal(typeof resolveKey('~', true, undefined), 'object');
  });
});

describe('keyKind()', () => {
  it('parts texts, booleans, whole numbers and floats', () => {
    const expected = {
      a: undefined,
      on: 'boolean',
      '010': 'whole',
      '1.0': 'float 1',
      '1e-400': 'float 0',
      '~': undefined,
    };
    for (const [text, kind] of Object.entries(expected)) assert.equal(keyKind(text, true, undefined), kind, text);
    assert.equal(keyKind('8', false, undefined), undefined);
    assert.equal(keyKind('8', true, '!!str'), undefined);
    assert.equal(keyKind('8', true, '!!float'), 'float 8');
  });
});

describe('exactWhole()', () => {
  it('gives whole numbers of 64 bits that no double prints', () => {
    assert.equal(exactWhole('9007199254740993'), 9007199254740993n);
    assert.equal(exactWhole('9223372036854775808'), 9223372036854775808n);
    for (const text of [
      '9007199254740992',
      '1',
      '18446744073709551616',
      '-9223372036854775809',
      '1e30',
      '12345678901234567.5',
    ])
      assert.equal(exactWhole(text), undefined, text);
  });
});
