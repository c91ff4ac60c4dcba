import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { commonPrefix, commonSuffix, replaceWord, wordsAt } from '../../../src/template/infer/words.ts';

describe('words in texts', () => {
  it('stand where no letter or digit is beside them', () => {
    assert.deepEqual(wordsAt('web-web-website.web', 'web'), [0, 4, 16]);
    assert.deepEqual(wordsAt('web', ''), []);
  });

  it('are replaced all at once, or not found', () => {
    assert.equal(replaceWord('web-config.web', 'web', '*'), '*-config.*');
    assert.equal(replaceWord('website', 'web', '*'), undefined);
  });

  it('share a beginning and an end of whole words', () => {
    assert.equal(commonPrefix(['shop/web-1', 'shop/web-12']), 'shop/web-');
    assert.equal(commonPrefix(['web', 'web']), '');
    assert.equal(commonSuffix(['web.example.com', 'web1.example.com']), '.example.com');
    assert.equal(commonSuffix([]), '');
  });
});
