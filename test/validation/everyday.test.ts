import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { apiSchemas, KUBERNETES_VERSIONS } from '../../src/bundle/api-data.ts';
import { isEveryday, validateEveryday } from '../../src/validation/everyday.ts';
import { validate } from '../../src/validation/validate.ts';

describe('validateEveryday()', () => {
  it('says of every kind of its groups what validate() says', () => {
    let everyday = 0;
    for (const version of KUBERNETES_VERSIONS) {
      for (const key of Object.keys(apiSchemas(version).kinds)) {
        const [apiVersion = '', kind = ''] = key.split(' ');
        const object = { apiVersion, kind, metadata: { name: 'Not A Name' }, spec: {} };
        if (!isEveryday(object)) continue;
        everyday++;
        const subject = { object, old: undefined, minor: 35 };
        assert.deepEqual(validateEveryday(subject), validate(subject), key);
      }
    }
    assert.ok(everyday > 100, `saw ${everyday} kinds`);
  });

  it('is not asked about other groups', () => {
    const rare = ['admissionregistration.k8s.io/v1', 'resource.k8s.io/v1', 'example.com/v1', 'apps.example.com/v1'];
    assert.deepEqual(
      rare.filter((apiVersion) => isEveryday({ apiVersion })),
      [],
    );
  });
});
