import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allContainers } from '../../../src/validation/pods/context.ts';

describe('containers of a pod spec', () => {
  it('are all of them, with their places', () => {
    const spec = { containers: [{ name: 'b' }], initContainers: [{ name: 'a' }], ephemeralContainers: [{ name: 'c' }] };
    assert.deepEqual(
      allContainers(spec, '/spec').map(({ container, pointer }) => [container['name'], pointer]),
      [
        ['a', '/spec/initContainers/0'],
        ['b', '/spec/containers/0'],
        ['c', '/spec/ephemeralContainers/0'],
      ],
    );
  });
});
