import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { descendingPath, filePath, steplessPath } from '../../../src/validation/pods/paths.ts';

describe('paths', () => {
  const fine = [
    ['a/b', true, true, true],
    ['', true, true, true],
    ['/a', true, false, false],
    ['a/../b', false, false, false],
    ['..', false, false, false],
    ['..a', true, true, false],
    ['a/..b', true, true, true],
  ] as const;
  for (const [path, stepless, descending, file] of fine) {
    it(`judges ${JSON.stringify(path)}`, () => {
      assert.deepEqual(
        [steplessPath(path), descendingPath(path), filePath(path)].map((fault) => fault === undefined),
        [stepless, descending, file],
      );
    });
  }
});
