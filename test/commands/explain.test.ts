import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { UsageError } from '../../src/commands/command.ts';
import { type Explained, explain, printed, run } from '../../src/commands/explain.ts';
import { recordingIo } from '../builders/io.ts';
import { MODEL } from '../builders/model.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-explain-'));
after(() => rmSync(folder, { recursive: true }));

const MANIFESTS = `apiVersion: v1
kind: Service
metadata: {name: a, labels: {tier: null}}
spec: {ports: [{port: 80}], selector: null}
---
apiVersion: shop.example/v1
kind: Shop
spec: {open: null, size: ""}
---
apiVersion: v1
kind: List
items:
  - {apiVersion: v1, kind: ConfigMap, data: {a: 1}}
  - {apiVersion: v1, kind: Namespace, metadata: {name: b}}
---
a: [
`;
const lines = (raw: boolean, text = MANIFESTS) =>
  explain('all.yaml', new TextEncoder().encode(text), raw ? undefined : MODEL.tryComplete);

async function call(words: readonly string[], flags: readonly string[], text = '') {
  const io = recordingIo({ cwd: folder, stdin: async () => new TextEncoder().encode(text) });
  const code = await run({ words, has: (flag) => flags.includes(flag), one: () => undefined, all: () => [], io });
  return { code, ...io.written };
}

describe('explain', () => {
  it('shows objects as rules see them', () => {
    const [service, shop, config, space, broken, ...more] = lines(false);
    assert.deepEqual(more, []);
    assert.deepEqual(service, {
      file: 'all.yaml',
      document: 0,
      object: {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'a', labels: { tier: '' } },
        spec: {
          internalTrafficPolicy: 'Cluster',
          ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
          sessionAffinity: 'None',
          type: 'ClusterIP',
        },
      },
    });
    assert.deepEqual(shop?.object, { apiVersion: 'shop.example/v1', kind: 'Shop', spec: { size: '' } });
    assert.deepEqual([config?.document, config?.error], [2, '/data/a: the API server expects a text here, not `1`']);
    assert.deepEqual([space?.document, space?.object !== undefined], [2, true]);
    assert.equal(broken?.document, 3);
    assert.match(broken?.error ?? '', /^\d+:\d+: ./);
  });

  it('shows objects as they were read', () => {
    const [service, , config] = lines(true);
    assert.deepEqual(service?.object, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'a', labels: { tier: null } },
      spec: { ports: [{ port: 80 }], selector: null },
    });
    assert.deepEqual(config?.object, { apiVersion: 'v1', kind: 'ConfigMap', data: { a: 1 } });
  });

  it('prints JSON lines, and says by its exit code that something could not be read', async () => {
    writeFileSync(join(folder, 'all.yaml'), MANIFESTS);
    writeFileSync(join(folder, 'good.yaml'), MANIFESTS.split('---')[0] ?? '');
    writeFileSync(join(folder, 'none.yaml'), 'a: 1\n');
    const all = await call(['all.yaml', 'good.yaml'], ['as-judged']);
    assert.equal(all.code, 2);
    const parsed = all.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Explained);
    assert.deepEqual(
      parsed.map(({ file }) => file),
      [...Array(5).fill('all.yaml'), 'good.yaml'],
    );
    assert.equal((await call(['good.yaml'], ['as-judged'])).code, 0);
    assert.equal((await call(['-'], ['as-judged', 'raw'], MANIFESTS)).code, 2);
    const none = await call(['none.yaml'], ['as-judged']);
    assert.deepEqual([none.code, none.out], [2, '']);
    assert.match(none.err, /none\.yaml: there is no manifest/);
  });

  it('prints whole numbers that no double holds digit by digit, before and after completion', async () => {
    const text = `apiVersion: v1
kind: Pod
metadata: {name: a}
spec: {securityContext: {fsGroup: 9007199254740993}, containers: [{name: a, image: a}]}
`;
    for (const flags of [['as-judged', 'raw'], ['as-judged']]) {
      const { code, out } = await call(['-'], flags, text);
      assert.equal(code, 0);
      assert.match(out, /"fsGroup":9007199254740993[,}]/);
      assert.equal(JSON.parse(out).object.spec.securityContext.fsGroup, 9007199254740992);
    }
    const [line] = explain('a.yaml', new TextEncoder().encode(text), undefined);
    assert.equal(
      printed({ ...line!, exact: undefined }),
      JSON.stringify({ file: 'a.yaml', document: 0, object: line!.object }),
    );
  });

  it('says how it is used', async () => {
    await assert.rejects(call(['good.yaml'], []), UsageError);
    await assert.rejects(call(['good.yaml'], []), /--as-judged FILE/);
    await assert.rejects(call([], ['as-judged']), UsageError);
    await assert.rejects(call(['missing.yaml'], ['as-judged']), /cannot read `missing.yaml`: ENOENT/);
  });

  it('answers text that is none', () => {
    const [line, ...more] = explain('a.json', new Uint8Array([0xff, 0xfe, 0xff]), MODEL.tryComplete);
    assert.deepEqual([more, typeof line?.error, line?.document], [[], 'string', 0]);
  });
});
