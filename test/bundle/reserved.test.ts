import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadBundle } from '../../src/bundle/load.ts';
import { namesReserved } from '../../src/bundle/reserved.ts';
import { binding } from '../builders/bundle.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

async function bound(text: string, reserved: boolean) {
  const sources = text === '' ? [] : [{ name: 'text', files: [{ path: 'policies.yaml', bytes: bytes(text) }] }];
  const loaded = await loadBundle(sources, { reserved });
  assert.ok(loaded.ok, JSON.stringify(loaded.ok || loaded.problems));
  const said = loaded.bundle.bound.map((one) => `${one.policy.name} ${one.enforcementAt(0)}`).sort();
  return { said, digest: loaded.bundle.digest };
}

const IMPLIED = ['api-versions deny', 'current-api-versions warn', 'kubernetes-schema deny', 'yaml-reading audit'];

describe('reserved policies', () => {
  it('are on by themselves where a gate reads text, and nowhere else', async () => {
    assert.deepEqual((await bound('', true)).said, IMPLIED);
    assert.deepEqual((await bound('', false)).said, []);
  });

  it('are no part of the digest, so that both gates print the same', async () => {
    const text = binding('pinned-images');
    assert.equal((await bound(text, true)).digest, (await bound(text, false)).digest);
  });

  it('give way to a binding that names them', async () => {
    const { said } = await bound(binding('kubernetes-schema', 'warn'), true);
    assert.deepEqual(said, [IMPLIED[0], IMPLIED[1], 'kubernetes-schema warn', IMPLIED[3]]);
    assert.deepEqual((await bound(binding('"pack:kubernetes"', 'audit'), true)).said.length, 4);
  });

  it('are named by no glob', async () => {
    assert.ok(!namesReserved('*', 'kubernetes-schema'));
    const all = await bound(binding('"pinned-*"', 'warn'), true);
    assert.deepEqual(all.said, [...IMPLIED, 'pinned-images warn'].sort());
  });
});
