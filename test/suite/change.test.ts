import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { changeOf, namespaceLabelsOf } from '../../src/suite/change.ts';

const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' } };

describe('case as a change', () => {
  it('takes its operation from the objects it has', () => {
    assert.equal(changeOf({ object: pod })?.operation, 'CREATE');
    assert.equal(changeOf({ object: pod, old: pod })?.operation, 'UPDATE');
    assert.equal(changeOf({ old: pod })?.operation, 'DELETE');
    assert.equal(changeOf({ object: pod, operation: 'DELETE' })?.oldObject, pod);
    assert.equal(changeOf({}), undefined);
  });

  it('knows a namespace only where one is stated', () => {
    const named = { name: 'shop', labels: { a: 'b' } };
    assert.equal(changeOf({ object: pod })?.namespace, undefined);
    assert.equal(changeOf({ object: pod, namespace: named })?.namespace, 'shop');
    assert.equal(changeOf({ object: { apiVersion: 'v1', kind: 'Node', metadata: { name: 'n' } } })?.namespace, '');
    assert.equal(
      changeOf({ object: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'n' } } })?.namespace,
      'n',
    );
    assert.deepEqual(
      [namespaceLabelsOf({ namespace: named })('shop'), namespaceLabelsOf({})('shop')],
      [{ a: 'b' }, undefined],
    );
  });
});
