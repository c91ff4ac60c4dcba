import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileExemption } from '../../src/policy/exemption.ts';
import type { ExemptionSpec, ExemptionSubjects } from '../../src/policy/policy.ts';
import { change } from '../builders/bundle.ts';

const make = (subjects: ExemptionSubjects, more: Partial<ExemptionSpec> = {}) =>
  compileExemption('legacy', {
    policies: ['run-as-*'],
    subjects,
    reason: 'r',
    owner: 'o',
    expires: '2026-12-31',
    ...more,
  });
const facts = { namespaceLabels: () => ({ team: 'red' }), isWorkload: true };
const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: {
    name: 'web-5d4f8c7b9d-x2x4z',
    namespace: 'shop',
    labels: { 'pod-template-hash': '5d4f8c7b9d' },
    ownerReferences: [{ kind: 'ReplicaSet', name: 'web-5d4f8c7b9d' }],
  },
};

describe('exemption', () => {
  it('ends with the end of its day in UTC', () => {
    assert.equal(new Date(make({}).endsAt).toISOString(), '2027-01-01T00:00:00.000Z');
  });

  it('covers policies by glob and rules by id', () => {
    assert.equal(make({}).covers('run-as-non-root', 'x'), true);
    assert.equal(make({}).covers('other', 'x'), false);
    assert.equal(make({}, { rules: ['y'] }).covers('run-as-non-root', 'x'), false);
  });

  it('excuses by kind, namespace, name, selector and owner', () => {
    const one = change({ object: pod });
    const yes: ExemptionSubjects[] = [
      { kinds: ['Pod'] },
      { namespaces: ['sh*'], names: ['web-*'] },
      { namespaceSelector: { matchLabels: { team: 'red' } } },
      { owners: ['ReplicaSet/web-5d4f8c7b9d'] },
      { owners: ['Deployment/web'] },
    ];
    const no: ExemptionSubjects[] = [
      { kinds: ['Job'] },
      { namespaces: ['other'] },
      { names: ['web'] },
      { owners: ['Deployment/we'] },
      { objectSelector: { matchLabels: { a: 'b' } } },
    ];
    for (const subjects of yes) assert.equal(make(subjects).excuses(one, facts), true, JSON.stringify(subjects));
    for (const subjects of no) assert.equal(make(subjects).excuses(one, facts), false, JSON.stringify(subjects));
  });

  it('never excuses by a fact that is missing, nor a name that is still to be generated', () => {
    const generated = change({ object: { apiVersion: 'v1', kind: 'Pod', metadata: { generateName: 'web-' } } });
    assert.equal(make({ names: ['*'] }).excuses(generated, facts), false);
    assert.equal(make({ namespaces: ['*'] }).excuses(generated, facts), false);
  });

  it('excuses nothing without a namespace by a selector of namespaces', () => {
    const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'reader' } };
    const red = make({ namespaceSelector: { matchLabels: { team: 'red' } } });
    assert.equal(red.excuses(change({ object: role }), facts), false);
  });

  it('is about the containers it names, and then about nothing outside of one', () => {
    const one = make({ containers: ['proxy'] });
    assert.equal(one.excusesContainer({ name: 'proxy' }), true);
    assert.equal(one.excusesContainer({ name: 'app' }), false);
    assert.equal(one.excusesContainer(undefined), false);
    assert.equal(make({}).excusesContainer(undefined), true);
  });
});
