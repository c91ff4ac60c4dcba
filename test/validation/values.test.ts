import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  booleanOf,
  has,
  isSame,
  isTrue,
  isZero,
  listOf,
  memberOf,
  numberOf,
  objectOf,
  objectsOf,
  optionalTextOf,
  structOf,
  textEntriesOf,
  textOf,
  textsOf,
} from '../../src/validation/values.ts';

describe('members as Go holds them', () => {
  const object = {
    text: 'a',
    number: 1,
    yes: true,
    no: false,
    list: [{ a: 1 }, 2],
    texts: ['a', 3],
    map: { k: 'v', n: 4 },
    none: null,
  };

  it('are read by their type, and are zero otherwise', () => {
    assert.deepEqual(
      [textOf(object, 'text'), textOf(object, 'number'), optionalTextOf(object, 'gone')],
      ['a', '', undefined],
    );
    assert.deepEqual([numberOf(object, 'number'), numberOf(object, 'text')], [1, undefined]);
    assert.deepEqual([isTrue(object, 'yes'), isTrue(object, 'no'), booleanOf(object, 'no')], [true, false, false]);
    assert.deepEqual(objectsOf(object, 'list'), [{ a: 1 }, {}]);
    assert.deepEqual(textsOf(object, 'texts'), ['a', '']);
    assert.deepEqual(textEntriesOf(object, 'map'), [
      ['k', 'v'],
      ['n', ''],
    ]);
    assert.deepEqual([listOf(object, 'map'), objectOf(object, 'list'), structOf(object, 'list')], [[], undefined, {}]);
  });

  it('are the own ones, and null is none', () => {
    assert.deepEqual(
      [memberOf(object, 'constructor'), memberOf(object, 'none'), has(object, 'none')],
      [undefined, undefined, false],
    );
  });

  it('are zero when Go would not tell them from absent ones', () => {
    assert.deepEqual([null, '', 0, false, [], {}, undefined].map(isZero), Array(7).fill(true));
    assert.deepEqual(['a', 1, true, [0], { a: null }].map(isZero), Array(5).fill(false));
  });
});

describe('sameness', () => {
  const pairs = [
    [{ a: 1, b: [1, { c: 'x' }] }, { b: [1, { c: 'x' }], a: 1 }, true],
    [{ a: null, b: [] }, {}, true],
    [{}, { a: [] }, true],
    [{ a: {} }, {}, false],
    [[1, 2], [2, 1], false],
    [[1], [1, 2], false],
    [{ a: 1 }, { a: '1' }, false],
    [{ a: 1 }, { b: 1 }, false],
    [{}, { __proto__: null, toString: 1 }, false],
  ] as const;
  for (const [left, right, same] of pairs) {
    it(`of ${JSON.stringify(left)} and ${JSON.stringify(right)} is ${same}`, () => {
      assert.equal(isSame(left as never, right as never), same);
      assert.equal(isSame(right as never, left as never), same);
    });
  }
});
