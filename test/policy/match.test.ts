import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Change } from '../../src/change/change.ts';
import {
  compileExclusion,
  compileMatch,
  DEFAULT_OPERATIONS,
  kindMatcher,
  labelsUnknown,
  type MatchFacts,
  namespaceUnknown,
} from '../../src/policy/match.ts';
import type { Match } from '../../src/policy/policy.ts';
import { change } from '../builders/bundle.ts';

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
};
const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { team: 'red' } } };
const role = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name: 'reader' } };

const facts = (labels?: Record<string, string>, isWorkload = false): MatchFacts => ({
  namespaceLabels: () => labels,
  isWorkload,
});
const answer = (
  match: Match,
  one: Change,
  given = facts(),
  defaults: typeof DEFAULT_OPERATIONS | undefined = DEFAULT_OPERATIONS,
) => compileMatch(match, defaults)(one, given).matched;

describe('match', () => {
  it('kindMatcher() reads Kind, group/Kind, group/version/Kind and the core group', () => {
    const gvk = { group: 'apps', version: 'v1', kind: 'Deployment' };
    for (const item of ['*', 'Deployment', 'apps/Deployment', 'apps/v1/Deployment', 'apps/*'])
      assert.ok(kindMatcher(item)(gvk), item);
    for (const item of ['deployment', 'Pod', 'batch/Deployment', 'apps/v2/Deployment', 'v1/Deployment'])
      assert.ok(!kindMatcher(item)(gvk), item);
    const pod = { group: '', version: 'v1', kind: 'Pod' };
    for (const item of ['Pod', 'v1/Pod', 'core/Pod', 'core/v1/Pod']) assert.ok(kindMatcher(item)(pod), item);
  });

  it('ANDs fields and ORs items', () => {
    const one = change({ object: deployment });
    assert.equal(answer({ kinds: ['Pod', 'Deployment'], namespaces: ['shop'] }, one), true);
    assert.equal(answer({ kinds: ['Deployment'], namespaces: ['other', 'shop-*'] }, one), false);
    assert.equal(answer({ kinds: ['workload'] }, one, facts(undefined, true)), true);
    assert.equal(answer({ kinds: ['workload'] }, one, facts(undefined, false)), false);
  });

  it('judges CREATE and UPDATE by default, and audits with them', () => {
    for (const [operation, expected] of [
      ['CREATE', true],
      ['UPDATE', true],
      ['AUDIT', true],
      ['DELETE', false],
      ['CONNECT', false],
    ] as const) {
      assert.equal(answer({}, change({ object: deployment, old: deployment, operation })), expected, operation);
    }
    assert.equal(answer({ operations: ['DELETE'] }, change({ old: deployment })), true);
    assert.equal(answer({ operations: ['DELETE'] }, change({ object: deployment, operation: 'AUDIT' })), false);
  });

  it('sees every subresource but status, and narrows to those it names', () => {
    const at = (subresource: string) => change({ object: deployment, old: deployment, subresource });
    assert.equal(answer({}, at('resize')), true);
    assert.equal(answer({}, at('status')), false);
    assert.equal(answer({ subresources: ['resize'] }, at('resize')), true);
    assert.equal(answer({ subresources: ['resize'] }, change({ object: deployment })), false);
  });

  it('counts labels of the new or the old object', () => {
    const selector = { objectSelector: { matchLabels: { app: 'web' } } };
    const plain = { ...deployment, metadata: { name: 'web', namespace: 'shop' } };
    assert.equal(answer(selector, change({ object: plain, old: deployment })), true);
    assert.equal(answer(selector, change({ object: plain })), false);
  });

  it('matches a Namespace by its own name and labels, other cluster-scoped objects as Kubernetes does', () => {
    const red = { namespaceSelector: { matchLabels: { team: 'red' } } };
    assert.equal(answer(red, change({ object: namespace }), facts({ team: 'red' })), true);
    assert.equal(answer(red, change({ object: role })), true);
    assert.equal(answer({ namespaces: ['*'] }, change({ object: role })), false);
    assert.equal(answer({ namespaces: ['shop'] }, change({ object: namespace })), true);
  });

  it('says which fact is missing, only where everything else matches', () => {
    const unknown = change({ object: { ...deployment, metadata: { name: 'web' } } });
    assert.equal(answer({ namespaces: ['shop'] }, unknown), 'unknown');
    assert.equal(answer({ namespaces: ['shop'], kinds: ['Pod'] }, unknown), false);
    assert.equal(answer({ namespaceSelector: {} }, change({ object: deployment })), 'unknown');
    assert.equal(answer({ exclude: { namespaces: ['kube-*'] } }, unknown), 'unknown');
    assert.equal(namespaceUnknown(unknown).code, 'namespace-unknown');
    assert.equal(labelsUnknown('shop').code, 'namespace-labels-unknown');
  });

  it('leaves out what `exclude` matches with all its fields', () => {
    const one = change({ object: deployment });
    assert.equal(answer({ exclude: { namespaces: ['shop'], names: ['api'] } }, one), true);
    assert.equal(answer({ exclude: { namespaces: ['shop'], names: ['w*'] } }, one), false);
  });

  it('takes a name that is still to be generated for any name', () => {
    const generated = change({ object: { ...deployment, metadata: { generateName: 'web-', namespace: 'shop' } } });
    assert.equal(answer({ names: ['other'] }, generated), true);
    assert.equal(answer({ names: ['other'] }, change({ object: deployment })), false);
    assert.equal(answer({ exclude: { names: ['other'] } }, generated), true);
    assert.equal(answer({ exclude: { names: ['*'] } }, generated), true);
  });

  it('excludes neither by labels that only the old object has, nor what has no namespace by a selector of namespaces', () => {
    const labelled = { objectSelector: { matchLabels: { app: 'web' } } };
    const plain = { ...deployment, metadata: { name: 'web', namespace: 'shop' } };
    assert.equal(answer({ exclude: labelled }, change({ object: plain, old: deployment })), true);
    assert.equal(answer({ exclude: labelled }, change({ object: deployment, old: plain })), false);
    const deleted = compileExclusion(labelled)(change({ old: deployment }), facts());
    assert.equal(deleted.matched, true);
    const red = { namespaceSelector: { matchLabels: { team: 'red' } } };
    assert.equal(answer({ exclude: red }, change({ object: role }), facts({ team: 'red' })), true);
    assert.equal(answer({ exclude: red }, change({ object: namespace }), facts({ team: 'red' })), false);
  });
});
