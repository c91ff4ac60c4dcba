import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { completionData } from '../../src/bundle/api-data.ts';
import { metadataRulesOf } from '../../src/validation/kinds.ts';

/** Kinds that are requests: nothing of them is stored. */
const REQUESTS = /Review$|^v1 Binding$/;

describe('rules for metadata', () => {
  const { kinds, clusterScoped } = completionData().types;

  it('are there for every kind that is stored, in its scope', () => {
    const stored = Object.keys(kinds).filter((kind) => !REQUESTS.test(kind));
    assert.ok(stored.length > 50, `saw ${stored.length}`);
    for (const one of stored) {
      const [apiVersion = '', kind = ''] = one.split(' ');
      assert.equal(metadataRulesOf({ apiVersion, kind })?.namespaced, !clusterScoped.includes(one), one);
    }
  });

  it('are those of the kind', () => {
    const nameOf = (apiVersion: string, kind: string) => metadataRulesOf({ apiVersion, kind })?.name;
    assert.equal(nameOf('v1', 'Service')?.('1a') === undefined, false);
    assert.equal(nameOf('v1', 'Namespace')?.('a.b') === undefined, false);
    assert.equal(nameOf('rbac.authorization.k8s.io/v1', 'Role')?.('a:B'), undefined);
    assert.equal(metadataRulesOf({ apiVersion: 'example.com/v1', kind: 'Pod' }), undefined);
  });
});
