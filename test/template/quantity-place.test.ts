import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isQuantityPlace } from '../../src/template/quantity-place.ts';

describe('isQuantityPlace', () => {
  it('knows where quantities stand, and where text is only text', () => {
    for (const path of [
      'spec/containers/[]/resources/limits/cpu',
      'spec/hard/pods',
      'spec/limits/[]/max/cpu',
      'spec/emptyDir/sizeLimit',
    ])
      assert.equal(isQuantityPlace(path.split('/')), true, path);
    for (const path of ['data/limits/cpu', 'metadata/annotations/sizeLimit', 'spec/max/cpu', 'spec/replicas'])
      assert.equal(isQuantityPlace(path.split('/')), false, path);
  });
});
