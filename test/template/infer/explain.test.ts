import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { coreOf, explain } from '../../../src/template/infer/explain.ts';

describe('explain()', () => {
  it('makes texts of other texts and of what is the same everywhere', () => {
    assert.deepEqual(explain(['web-config', 'api-config'], [['web', 'api']]), [0, '-config']);
    assert.deepEqual(
      explain(
        ['http://web:80/x', 'http://api:81/x'],
        [
          ['80', '81'],
          ['web', 'api'],
        ],
      ),
      ['http://', 1, ':', 0, '/x'],
    );
  });

  it('takes a base at all its places, or where it alone explains the text', () => {
    assert.deepEqual(explain(['web.web', 'api.api'], [['web', 'api']]), [0, '.', 0]);
    assert.deepEqual(explain(['shop/shop', 'shop/web'], [['shop', 'web']]), ['shop/', 0]);
  });

  it('leaves no rest unexplained', () => {
    assert.equal(explain(['web:1', 'api:2'], [['web', 'api']]), undefined);
    assert.equal(explain(['website', 'apiary'], [['web', 'api']]), undefined);
    assert.equal(explain(['web-x', 'api-x'], [['web', undefined]]), undefined);
  });

  it('makes nothing that could not be read back', () => {
    assert.equal(explain(['$web', '$api'], [['web', 'api']]), undefined);
  });

  it('asks only of those that have a text', () => {
    assert.deepEqual(explain([undefined, 'api-x'], [['web', 'api']]), [0, '-x']);
  });
});

describe('coreOf()', () => {
  it('cuts what all begin and end with', () => {
    assert.deepEqual(coreOf(['a-web-x', undefined, 'a-api-x']), {
      prefix: 'a-',
      core: ['web', undefined, 'api'],
      suffix: '-x',
    });
    assert.equal(coreOf(['web', 'api']), undefined);
    assert.equal(coreOf(['a-b', 'a-']), undefined);
  });
});
