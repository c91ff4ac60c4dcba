import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { validatorOf } from '../../src/validation/dispatch.ts';
import { report } from '../../src/validation/subject.ts';

describe('validatorOf()', () => {
  it('judges metadata first, then asks the validator of the kind', () => {
    const validate = validatorOf([{ 'v1 Pod': (_subject, out) => report(out, 'invalid', '/spec', 'asked') }]);
    const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'A' } };
    assert.deepEqual(
      validate({ object, old: undefined, minor: 35 }).map(({ pointer }) => pointer),
      ['/metadata/name', '/spec'],
    );
    assert.deepEqual(validate({ object: { ...object, apiVersion: 'x.io/v1' }, old: undefined, minor: 35 }), []);
  });
});
