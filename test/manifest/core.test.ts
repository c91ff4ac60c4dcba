import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { CORE_SCHEMA, load } from 'js-yaml';
import { isOtherName, readingRule, resolveCore, taggedRule } from '../../src/manifest/core.ts';
import { resolvePlain } from '../../src/manifest/scalars.ts';

function coreOf(text: string): unknown {
  try {
    return (load(`v: ${text}`, { schema: CORE_SCHEMA }) as { v: unknown }).v;
  } catch {
    return {};
  }
}

describe('resolveCore()', () => {
  it('reads as the core schema of js-yaml does', () => {
    const scalar = fc.oneof(
      fc.string({ unit: fc.constantFrom(...'0017779.eExXoObB+-_aAfF'), minLength: 1, maxLength: 8 }),
      fc.constantFrom(
        '',
        '~',
        'null',
        'NULL',
        'nULL',
        'true',
        'True',
        'tRue',
        'FALSE',
        'yes',
        'on',
        '1e400',
        '1:30',
        '08',
      ),
    );
    let seen = 0;
    fc.assert(
      fc.property(scalar, (text) => {
        // What is refused or no scalar (`- 1`) says nothing of scalars.
        const read = coreOf(text);
        if (typeof read === 'object' && read !== null) return;
        seen++;
        assert.equal(resolveCore(text) === 0 ? 0 : resolveCore(text), read === 0 ? 0 : read, text);
      }),
      { numRuns: 5000 },
    );
    assert.ok(seen > 4000);
  });
});

describe('readingRule()', () => {
  const expected = {
    'boolean-word': ['yes', 'y', 'Off', 'NO'],
    octal: ['0777', '-010', '0O17', '-0o17'],
    underscore: ['1_000', '0_7', '0x_1f', '1_0.5'],
    'number-form': ['0b1', '-0b1', '0X1f', '-0x1f', '0b-1'],
    'number-range': ['0x10000000000000000'],
  };

  it('names why kubectl reads a scalar otherwise', () => {
    for (const [rule, texts] of Object.entries(expected))
      for (const text of texts) assert.equal(readingRule(text, resolvePlain(text)), rule, text);
    const alike = [
      'true',
      'FALSE',
      'null',
      '~',
      '',
      '0',
      '07',
      '08',
      '-5',
      '1.10',
      '1e3',
      '0o17',
      '0x1f',
      '1:30',
      '2020-01-01',
    ];
    for (const text of [
      ...alike,
      'yess',
      '9007199254740993',
      '18446744073709551616',
      '_1',
      '0o8',
      '10.0.0.1',
      '+5',
      '1e400',
    ])
      assert.equal(readingRule(text, resolvePlain(text)), undefined, text);
  });
});

describe('taggedRule()', () => {
  it('tells of tags that the core schema does not know', () => {
    assert.equal(taggedRule('YQ==', 'a', '!!binary'), 'tag');
    assert.equal(taggedRule('2020-01-01', '2020-01-01', '!<tag:yaml.org,2002:timestamp>'), 'tag');
    assert.equal(taggedRule('x', 'x', '!mine'), 'tag');
    assert.equal(taggedRule('yes', true, '!!bool'), 'boolean-word');
    assert.equal(taggedRule('010', 8, '!!int'), 'octal');
    for (const tag of ['!!str', '!', '!!int', '!!null']) assert.equal(taggedRule('1', 1, tag), undefined, tag);
  });
});

describe('isOtherName()', () => {
  it('compares names, not values', () => {
    for (const [name, text] of [
      ['true', 'on'],
      ['8', '010'],
      ['1000', '1_000'],
      ['1.2345678e+06', '1234567.8'],
    ] as const)
      assert.ok(isOtherName(name, text, undefined), text);
    for (const [name, text] of [
      ['true', 'True'],
      ['a', 'a'],
      ['1', '1.0'],
      ['-', '-'],
      ['15', '0o17'],
    ] as const)
      assert.ok(!isOtherName(name, text, undefined), text);
    assert.ok(!isOtherName('on', 'on', '!!str'));
    assert.ok(isOtherName('8', '010', '!!int'));
  });
});
