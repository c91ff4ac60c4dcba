import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { loadBundle } from '../../src/bundle/load.ts';
import type { Change } from '../../src/change/change.ts';
import { decideAll } from '../../src/engine/decide-all.ts';

const bytes = readFileSync('test/fixtures/histories/rules/rules.yaml');
const loaded = await loadBundle([{ name: 'rules', files: [{ path: 'rules.yaml', bytes }] }]);
assert.ok(loaded.ok, JSON.stringify(loaded.ok || loaded.problems));
const { bundle } = loaded;
const context = { now: 0, kubernetesVersion: '1.35', namespaceLabels: () => undefined };

const change = (kind: string, namespace: string, path: string, content = {}): Change => ({
  operation: 'CREATE',
  gvk: { group: '', version: 'v1', kind },
  subresource: undefined,
  namespace,
  name: 'one',
  object: { apiVersion: 'v1', kind, metadata: { name: 'one', namespace }, ...content },
  oldObject: undefined,
  actor: undefined,
  dryRun: false,
  origin: { gate: 'commit', comparable: true, path },
});

describe('decideAll()', () => {
  it('judges in the order of the changes and keeps what stands beside them', () => {
    const loud = change('ConfigMap', 'shop', 'a.yaml', { data: { level: 'loud' } });
    const quiet = change('ConfigMap', 'shop', 'b.yaml');
    const carriers = [
      { change: loud, tag: 1 },
      { change: quiet, tag: 2 },
    ];
    const { judgements, unknown } = decideAll(carriers, [], bundle, context);
    assert.deepEqual(
      judgements.map(({ tag, decision }) => [tag, decision.verdict]),
      [
        [1, 'deny'],
        [2, 'allow'],
      ],
    );
    assert.equal(unknown.size, 0);
  });

  it('names the namespaces whose labels were needed in vain', () => {
    const secret = (namespace: string) => ({ change: change('Secret', namespace, 'a.yaml') });
    const known = (name: string) => (name === 'shop' ? {} : undefined);
    const { unknown } = decideAll([secret('shop'), secret('pay')], [], bundle, { ...context, namespaceLabels: known });
    assert.deepEqual([...unknown], ['pay']);
  });

  it('judges what only moved by the bindings that begin to hold there, and by no other', () => {
    const moved = (from: string, to: string) => ({
      change: change('ConfigMap', 'shop', to, { data: { level: 'loud' } }),
      from,
    });
    const rules = (from: string, to: string) =>
      decideAll<{ readonly change: Change }>([], [moved(from, to)], bundle, context).judgements.flatMap(
        ({ decision }) => decision.findings.map(({ rule }) => rule),
      );
    assert.deepEqual(rules('apps/a.yaml', 'production/a.yaml'), ['immutable']);
    assert.deepEqual(rules('production/a.yaml', 'production/b.yaml'), []);
    assert.deepEqual(rules('production/a.yaml', 'apps/a.yaml'), []);
  });
});
