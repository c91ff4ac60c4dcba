import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import type { CheckOptions } from '../../../src/gates/commit/check.ts';
import { type Checked, runCheck } from '../../../src/gates/commit/run.ts';
import { batchAt, takeBatch } from '../../../src/gates/commit/scan.ts';
import { CHECK_OPTIONS } from '../../builders/check.ts';
import { withFolder } from '../../builders/repository.ts';

/** Enough for several batches. */
const FILES = 130;

const pod = (index: number) => `apiVersion: v1
kind: Pod
metadata: {name: pod-${index}, namespace: ${index % 2 === 0 ? 'shop' : 'other'}}
spec:
  containers:
    - {name: app, image: "shop/app:1", securityContext: {privileged: ${index % 3 === 0}}}
`;
/** A binding that needs the labels of namespaces, a rule for custom resources. */
const POLICIES = `apiVersion: sallyport.dev/v1alpha1
kind: PolicyBinding
metadata: {name: shop}
spec:
  policies: [unprivileged-containers, kubernetes-schema]
  enforcement: deny
  scope: {namespaceSelector: {matchLabels: {tier: shop}}}
`;
const NAMESPACES = ['shop', 'other']
  .map((name) => `apiVersion: v1\nkind: Namespace\nmetadata: {name: ${name}, labels: {tier: ${name}}}\n`)
  .join('---\n');
/** No search for the word finds this one. */
const HIDDEN_DEFINITION = `apiVersion: apiextensions.k8s.io/v1
kind: "Custom\\x52esourceDefinition"
metadata: {name: ships.sea.example.com}
spec:
  group: sea.example.com
  names: {kind: Ship, listKind: ShipList, plural: ships, singular: ship}
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties: {spec: {type: object, properties: {masts: {type: integer}}}}
`;
const SHIP = `apiVersion: sea.example.com/v1
kind: Ship
metadata: {name: argo, namespace: shop}
spec: {masts: three}
`;

function filesOf(): Record<string, string> {
  const pods = Array.from({ length: FILES }, (_, index) => [`pods/${String(index).padStart(4, '0')}.yaml`, pod(index)]);
  return {
    ...Object.fromEntries(pods),
    'policies/shop.yaml': POLICIES,
    'broken.yaml': 'a: [1\n',
    'a-ship.yaml': SHIP,
    'z-definition.yaml': HIDDEN_DEFINITION,
    'zz-namespaces.yaml': NAMESPACES,
  };
}

function writeFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

function checked(cwd: string, more: Partial<CheckOptions> = {}, progress?: (done: number, total: number) => void) {
  const options: CheckOptions = { ...CHECK_OPTIONS, words: ['.'], policies: ['policies'], ...more };
  const stdin = async () => Buffer.from(pod(0).replace('pod-0', 'piped'));
  return runCheck(options, { cwd, env: {}, version: '0', stdin, ...(progress && { progress }) });
}
const told = ({ report }: Checked) =>
  report.findings.map(({ policy, location }) => `${policy} ${location?.file}:${location?.line}`);

describe('a scan', () => {
  it('has one answer, whatever the number of threads', async () => {
    await withFolder(async (folder) => {
      writeFiles(folder, filesOf());
      const alone = await checked(folder, { threads: 1 });
      assert.equal(alone.report.summary.objects, FILES + 5);
      assert.equal(alone.report.summary.denied, told(alone).length);
      const shop = Array.from({ length: FILES }, (_, index) => index).filter((index) => index % 6 === 0);
      assert.deepEqual(
        told(alone).filter((one) => one.startsWith('unprivileged')),
        shop.map((index) => `unprivileged-containers pods/${String(index).padStart(4, '0')}.yaml:6`),
      );
      assert.deepEqual(
        alone.report.errors.map(({ code }) => code),
        ['yaml-syntax'],
      );
      for (const threads of [2, 5]) assert.deepEqual(await checked(folder, { threads }), alone);
    });
  });

  it('judges by definitions and namespaces wherever they stand and however they are written', async () => {
    await withFolder(async (folder) => {
      writeFiles(folder, filesOf());
      const findings = told(
        await checked(folder, { words: ['a-ship.yaml', 'z-definition.yaml', 'zz-namespaces.yaml'] }),
      );
      assert.deepEqual(findings, ['kubernetes-schema a-ship.yaml:4']);
    });
  });

  it('judges standard input by the namespaces of the files', async () => {
    await withFolder(async (folder) => {
      writeFiles(folder, filesOf());
      assert.deepEqual(told(await checked(folder, { words: ['zz-namespaces.yaml', '-'] })), [
        'unprivileged-containers <stdin>:6',
      ]);
    });
  });

  it('tells how far it is, and ends at the number of files', async () => {
    await withFolder(async (folder) => {
      writeFiles(folder, filesOf());
      const steps: string[] = [];
      await checked(folder, { threads: Math.max(2, availableParallelism()) }, (done, total) =>
        steps.push(`${done}/${total}`),
      );
      assert.ok(steps.length >= 5, `${steps.length} steps`);
      assert.equal(steps.at(-1), `${FILES + 5}/${FILES + 5}`);
    });
  });

  it('says of policies that do not load what is wrong with them, on every thread', async () => {
    await withFolder(async (folder) => {
      writeFiles(folder, { ...filesOf(), 'policies/shop.yaml': POLICIES.replace('enforcement', 'enforce') });
      const { report, exitCode } = await checked(folder, { threads: 3 });
      assert.equal(exitCode, 2);
      assert.deepEqual(
        [...new Set(report.errors.map(({ location }) => location?.file.slice(folder.length + 1)))],
        ['policies/shop.yaml'],
      );
    });
  });
});

describe('takeBatch()', () => {
  it('counts batches, and all batches together are all files', () => {
    const entries = Array.from({ length: 100 }, (_, index) => ({ path: `${index}`, full: `${index}` }));
    const next = new SharedArrayBuffer(4);
    const taken = Array.from({ length: 6 }, () => batchAt(entries, takeBatch(next)));
    assert.deepEqual(taken.flat(), entries);
    assert.equal(taken.at(-1)?.length, 0);
  });
});
