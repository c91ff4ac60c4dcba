import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { apiTypes, completionData } from '../../src/bundle/api-data.ts';

describe('api data', () => {
  it('reads the types and defaults that the package carries, once', () => {
    assert.ok(Object.keys(apiTypes().kinds).length > 50);
    const { types, defaults } = completionData();
    assert.equal(types, apiTypes());
    assert.ok(Object.values(defaults).flat().length > 1000);
    assert.equal(completionData(), completionData());
  });

  it('has defaults of no kind without types', () => {
    const { types, defaults } = completionData();
    const known = new Set(Object.keys(types.kinds).map((kind) => kind.replace(' ', '/')));
    assert.deepEqual(
      Object.keys(defaults).filter((kind) => !known.has(kind)),
      [],
    );
  });
});
