import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { DEFAULT_CONFIG } from '../../../src/config/config.ts';
import { factsOf } from '../../../src/gates/commit/facts.ts';
import { printSnapshot } from '../../../src/snapshot/snapshot.ts';

const definition = (group: string) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.${group}}
spec:
  group: ${group}
  scope: Namespaced
  names: {kind: Widget, listKind: WidgetList, plural: widgets, singular: widget}
  versions:
    - name: v1
      served: true
      storage: true
      schema: {openAPIV3Schema: {type: object}}
`;
const NONE = { schemas: [], snapshot: undefined };

describe('factsOf()', () => {
  it('reads the configuration from its folder, flags from the working directory, the cluster before a snapshot', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'sallyport-facts-'));
    try {
      mkdirSync(join(cwd, 'conf'));
      writeFileSync(join(cwd, 'conf/crd.yaml'), definition('a.io'));
      writeFileSync(join(cwd, 'crd.yaml'), definition('b.io'));
      const snapshot = { kubernetes: '1.34', namespaces: [], definitions: [] };
      writeFileSync(join(cwd, 'conf/cluster.yaml'), printSnapshot(snapshot));
      const config = { ...DEFAULT_CONFIG, schemas: ['crd.yaml'], snapshot: 'cluster.yaml' };
      const loaded = { ok: true as const, config, file: undefined, folder: join(cwd, 'conf') };
      const both = await factsOf({ ...NONE, schemas: ['crd.yaml'] }, loaded, { cwd });
      assert.ok(both.ok, JSON.stringify(both));
      assert.deepEqual(
        both.definitions.map(({ spec }) => (spec as { group: string }).group),
        ['a.io', 'b.io'],
      );
      assert.equal(both.kubernetes, '1.34');
      const facts = { kubernetes: '1.36', namespaces: [], definitions: [] };
      const live = await factsOf(NONE, loaded, { cwd, cluster: async () => ({ ok: true, facts }) });
      assert.ok(live.ok && live.kubernetes === '1.36');
      const dead = await factsOf(NONE, loaded, { cwd, cluster: async () => ({ ok: false, message: 'no' }) });
      assert.deepEqual(dead.ok ? [] : dead.problems.map(({ code, message }) => [code, message]), [
        ['cluster-unreadable', 'no'],
      ]);
    } finally {
      rmSync(cwd, { recursive: true, force: true });
    }
  });
});
