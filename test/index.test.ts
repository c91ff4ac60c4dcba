import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

// By its name, as a dependent would: through `exports` of package.json.
const NAME = 'sallyport';

describe('package', () => {
  it('judges a manifest through its public face alone', async () => {
    const { decide, deriveChanges, loadBundle, locate, parseManifests } = (await import(
      NAME
    )) as typeof import('../src/index.ts');
    const text =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n  containers:\n    - name: app\n      securityContext: {privileged: true}\n';
    const loaded = await loadBundle([{ pack: 'pod-security-baseline' }]);
    assert.ok(loaded.ok);
    const files = parseManifests(text).documents.map((document) => ({
      document,
      object: document.value as never,
      file: 'pod.yaml',
    }));
    const states = {
      gate: 'commit',
      old: undefined,
      new: files,
      namespaceForPath: () => 'shop',
      actor: undefined,
    } as const;
    const [derived] = deriveChanges(states).changes;
    assert.ok(derived);
    const context = { now: 0, kubernetesVersion: '1.35', namespaceLabels: () => undefined };
    const { verdict, findings } = decide(derived.change, loaded.bundle, context);
    assert.deepEqual([verdict, findings.map(({ policy }) => policy)], ['deny', ['unprivileged-containers']]);
    assert.deepEqual(locate(derived.source.document, findings[0]?.pointer ?? ''), { line: 7, column: 25 });
  });
});
