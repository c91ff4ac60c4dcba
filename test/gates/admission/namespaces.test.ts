import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Change } from '../../../src/change/change.ts';
import type { NamespaceWatch } from '../../../src/cluster/watch.ts';
import { intakeReview } from '../../../src/gates/admission/intake.ts';
import { namespacesFromCluster, namespacesFromConfig } from '../../../src/gates/admission/namespaces.ts';
import { buildReview } from '../../builders/review.ts';

function changeIn(namespace: string | undefined, kind = 'ConfigMap', name = 'a'): Change {
  const intake = intakeReview(
    buildReview({ apiVersion: 'v1', kind, metadata: { name, ...(namespace !== undefined && { namespace }) } }),
  );
  assert.ok(intake.ok);
  return intake.change;
}

describe('namespacesFromConfig()', () => {
  it('knows the namespaces that the configuration labels, and no others', () => {
    let config = { namespaces: [{ name: 'shop', labels: { team: 'one' } }, { name: 'bare' }] };
    const source = namespacesFromConfig(() => config);
    assert.deepEqual(source.labels('shop'), { team: 'one' });
    assert.equal(source.labels('bare'), undefined);
    assert.equal(source.labels('constructor'), undefined);
    assert.deepEqual(source.unready(), []);
    assert.equal(source.prepare(changeIn('other'), 100), undefined);
    config = { namespaces: [{ name: 'shop', labels: { team: 'two' } }] };
    assert.deepEqual(source.labels('shop'), { team: 'two' });
  });
});

describe('namespacesFromCluster()', () => {
  it('is ready once all are listed, and asks only for a namespace that is unknown', async () => {
    const asked: string[] = [];
    let synced = false;
    const watch: NamespaceWatch = {
      labels: (name) => (name === 'shop' ? { team: 'one' } : undefined),
      fetch: async (name) => void asked.push(name),
      state: () => ({ synced, age: 0, known: 1 }),
      stop: () => undefined,
    };
    const source = namespacesFromCluster(watch);
    assert.deepEqual(source.unready(), ['the namespaces are not listed yet']);
    synced = true;
    assert.deepEqual(source.unready(), []);
    assert.equal(source.prepare(changeIn('shop'), 100), undefined);
    assert.equal(source.prepare(changeIn(undefined, 'Node'), 100), undefined);
    assert.equal(source.prepare(changeIn(undefined, 'Namespace', 'new'), 100), undefined);
    await source.prepare(changeIn('new'), 100);
    assert.deepEqual(asked, ['new']);
  });
});
