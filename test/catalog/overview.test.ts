import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pageFile, policyIndex } from '../../src/catalog/overview.ts';
import { catalogEntry } from '../builders/catalog.ts';

describe('policyIndex()', () => {
  it('lists policies by pack and name, each linked to its page', () => {
    const index = policyIndex([
      catalogEntry({ name: 'z', pack: 'two' }),
      catalogEntry({ name: 'b', pack: 'one' }),
      catalogEntry({ name: 'a', pack: 'one' }),
    ]);
    assert.deepEqual(
      [...index.matchAll(/^(?:## (.*)|\| \[`(.)`\]\((.*?)\).*)$/gm)].map(([, pack, , file]) => pack ?? file),
      ['one', pageFile('a'), pageFile('b'), 'two', pageFile('z')],
    );
  });
});
