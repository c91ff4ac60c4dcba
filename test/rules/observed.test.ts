import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadBundle } from '../../src/bundle/load.ts';
import { decide } from '../../src/engine/decide.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import { bundleOf, CONTEXT, change, load, policy } from '../builders/bundle.ts';

const object: JsonObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p', namespace: 'shop' },
  spec: { containers: [{ name: 'a' }, { name: 'b', image: '' }] },
};
const observations = {
  seen: [
    { observer: 'fields' as const, rule: 'required', pointer: '/spec/containers/1/image', message: 'say\nit' },
    { observer: 'text' as const, rule: 'required', pointer: '', message: 'not ours' },
  ],
  unseen: [{ observer: 'fields' as const, rule: 'unknown-kind', reason: 'nobody knows' }],
  failures: [{ observer: 'fields' as const, rule: 'custom-rule', code: 'budget', message: 'too dear' }],
};

describe('observedRule', () => {
  it('makes findings, errors and what is not judged of observations', async () => {
    const loaded = await loadBundle([], { reserved: true });
    assert.ok(loaded.ok);
    const { findings, errors, unjudged, verdict } = decide(
      change({ object }, { observations }),
      loaded.bundle,
      CONTEXT,
    );
    assert.deepEqual(
      findings.map(({ policy, rule, pointer, message }) => [policy, rule, pointer, message]),
      [['kubernetes-schema', 'required', '/spec/containers/1/image', 'say\\nit']],
    );
    assert.deepEqual(
      errors.map(({ policy, code }) => [policy, code]),
      [['kubernetes-schema', 'budget']],
    );
    assert.deepEqual(
      unjudged.map(({ rule, reason }) => [rule, reason]),
      [['unknown-kind', 'nobody knows']],
    );
    assert.equal(verdict, 'deny');
  });

  it('tells an exemption the container that a finding is in', async () => {
    const exempting = (name: string) => `apiVersion: sallyport.dev/v1alpha1
kind: Exemption
metadata: {name: x}
spec:
  policies: [kubernetes-schema]
  subjects: {containers: [${name}]}
  reason: r
  owner: o
  expires: 2027-01-01
---
apiVersion: sallyport.dev/v1alpha1
kind: PolicyBinding
metadata: {name: b}
spec: {policies: [kubernetes-schema], enforcement: deny}
`;
    for (const [name, exemption] of [
      ['a', undefined],
      ['b', 'x'],
    ] as const) {
      const { findings } = decide(change({ object }, { observations }), await bundleOf(exempting(name)), CONTEXT);
      assert.equal(findings[0]?.exemption, exemption);
    }
  });

  it('is refused in policies of others, as is a reserved name', async () => {
    const rule = '    - {id: r, observed: fields, message: m}';
    const refused = async (name: string) => {
      const loaded = await load(policy(name, rule));
      return loaded.ok ? [] : loaded.problems.map(({ code }) => code);
    };
    assert.deepEqual(await refused('mine'), ['rule-type']);
    assert.deepEqual(await refused('kubernetes-schema'), ['duplicate-name']);
    assert.ok((await refused('exemption-hygiene')).includes('name-reserved'));
  });
});
