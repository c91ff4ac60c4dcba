import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exempt, staleExemptions } from '../../src/engine/exempt.ts';
import { factsOf } from '../../src/engine/facts.ts';
import { bundleOf, CONTEXT, change, policy } from '../builders/bundle.ts';

const exemption = (name: string, expires: string) => `apiVersion: sallyport.dev/v1alpha1
kind: Exemption
metadata: {name: ${name}}
spec: {policies: [p], subjects: {names: [web]}, reason: r, owner: team-red, expires: ${expires}}
---
`;
const bundle = await bundleOf(
  policy('p', '    - {id: a, assert: "true", message: m}') +
    exemption('old', '2026-06-14') +
    exemption('new', '2026-06-15'),
);

describe('exempt', () => {
  it('staleExemptions() finds expired ones always, unused ones only where a run saw everything', () => {
    const found = (used: string[], all: boolean) =>
      staleExemptions(bundle, new Set(used), CONTEXT.now, all).map(
        ({ rule, exemption: { name } }) => `${rule} ${name}`,
      );
    assert.deepEqual(found([], false), ['expired old']);
    assert.deepEqual(found([], true), ['unused new', 'expired old']);
    assert.deepEqual(found(['new'], true), ['expired old']);
  });

  it('exempt() marks by the first valid exemption and looks for none without findings', () => {
    const facts = factsOf(
      change({ object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' } } }),
      bundle,
      CONTEXT,
    );
    assert.ok(facts);
    const node = { value: null, pointer: '', key: undefined, container: undefined };
    const finding = { policy: 'p', rule: 'a' } as never;
    assert.deepEqual(
      exempt([{ finding, node }], bundle, facts, CONTEXT).map(({ exemption: by }) => by),
      ['new'],
    );
    assert.deepEqual(exempt([], bundle, facts, CONTEXT), []);
  });
});
