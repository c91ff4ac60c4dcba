import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EXPRESSION_NAMES, factsOf, missingFact, readsActor } from '../../src/engine/facts.ts';
import { bundleOf, CONTEXT, change, policy } from '../builders/bundle.ts';

const bundle = await bundleOf(policy('p', '    - {id: a, assert: "true", message: m}'));
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { containers: [], hostPID: null },
};

describe('facts', () => {
  it('binds absent names to nothing, and drops null members', () => {
    const facts = factsOf(change({ object: pod }), bundle, CONTEXT);
    assert.deepEqual(facts?.evaluation.bindings['pod'], { containers: [] });
    assert.deepEqual([facts?.evaluation.bindings['old'], facts?.evaluation.bindings['actor']], [undefined, undefined]);
    assert.deepEqual(facts?.evaluation.bindings['namespace'], { name: 'shop' });
    assert.equal(facts?.isWorkload, true);
  });

  it('asks for the labels of a namespace once, and a Namespace for its own', () => {
    let asked = 0;
    const namespaceLabels = () => {
      asked++;
      return { team: 'red' };
    };
    const facts = factsOf(change({ object: pod }), bundle, { ...CONTEXT, namespaceLabels });
    assert.equal(asked, 0);
    assert.deepEqual(
      [facts?.namespaceLabels(), facts?.namespaceLabels(), asked],
      [{ team: 'red' }, { team: 'red' }, 1],
    );
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { own: 'x' } } };
    assert.deepEqual(factsOf(change({ object: namespace }), bundle, CONTEXT)?.evaluation.bindings['namespace'], {
      name: 'shop',
      labels: { own: 'x', 'kubernetes.io/metadata.name': 'shop' },
    });
  });

  it('has none for a change without an object', () => {
    assert.equal(factsOf(change({ object: pod }, { object: undefined }), bundle, CONTEXT), undefined);
  });

  it('missingFact() and readsActor() go by what is read', () => {
    const facts = factsOf(change({ object: pod }), bundle, CONTEXT);
    assert.ok(facts);
    assert.equal(missingFact(facts, [{ variable: 'namespace', field: 'name' }]), undefined);
    assert.equal(missingFact(facts, [{ variable: 'namespace' }])?.code, 'namespace-labels-unknown');
    assert.equal(readsActor([{ variable: 'object' }]), false);
    assert.equal(readsActor([{ variable: 'actor', field: 'name' }]), true);
    assert.ok(EXPRESSION_NAMES.includes('container'));
  });
});
