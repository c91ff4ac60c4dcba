// What a real cluster knows, asked for by `sallyport snapshot` and `check --cluster`: labels of namespaces, definitions of custom
// resources, and the verdict that follows from them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parseSnapshot } from '../../src/snapshot/snapshot.ts';
import { type Binaries, ensureBinaries, SKIP_REASON } from './binaries.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';

const MAIN = join(process.cwd(), 'dist/cli/main.js');
const DEFINITION = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Widget', plural: 'widgets' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                properties: { least: { type: 'integer' }, most: { type: 'integer' } },
                'x-kubernetes-validations': [{ rule: 'self.least <= self.most', message: 'least is above most' }],
              },
            },
          },
        },
      },
    ],
  },
};
const POLICIES = `apiVersion: sallyport.dev/v1alpha1
kind: Policy
metadata: {name: owned-namespaces}
spec:
  title: Namespaces have an owner
  category: standards
  severity: low
  since: 1.0.0
  why: somebody must answer for what runs
  remediation: label the namespace
  match: {kinds: ["*"]}
  rules:
    - {id: owner, assert: "$exists($namespace.labels.owner)", message: "the namespace has no owner"}
---
apiVersion: sallyport.dev/v1alpha1
kind: PolicyBinding
metadata: {name: all}
spec: {policies: [owned-namespaces], enforcement: deny}
`;
const WIDGETS = ['{least: 1, most: 2}', '{least: 3, most: 2}', '{least: 1, most: 2, lest: 1}']
  .map(
    (spec, index) =>
      `apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w${index}, namespace: shop}\nspec: ${spec}\n`,
  )
  .join('---\n');

const binaries = await ensureBinaries();

describe('facts of a real cluster', { skip: binaries ? false : SKIP_REASON }, () => {
  let plane: ControlPlane;
  const run = (...words: string[]) =>
    spawnSync(process.execPath, [MAIN, ...words], { cwd: plane.folder, encoding: 'utf8' });
  const said = (...words: string[]): readonly string[] => {
    const { stdout, stderr } = run(
      'check',
      '--policies',
      'policies.yaml',
      '--format',
      'json',
      ...words,
      'widgets.yaml',
    );
    assert.notEqual(stdout, '', stderr);
    const { findings, errors } = JSON.parse(stdout) as {
      findings: { policy: string; rule: string; object: { name: string } }[];
      errors: { code: string; object?: { name: string } }[];
    };
    return [
      ...findings.map(({ policy, rule, object }) => `${object.name} ${policy}/${rule}`),
      ...errors.map(({ code, object }) => `${object?.name} ${code}`),
    ];
  };
  before(async () => {
    plane = await startControlPlane(binaries as Binaries);
    await plane.createNamespace('shop', { owner: 'shop-team' });
    const path = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
    assert.equal((await plane.send('POST', path, DEFINITION)).status, 201);
    writeFileSync(join(plane.folder, 'policies.yaml'), POLICIES);
    writeFileSync(join(plane.folder, 'widgets.yaml'), WIDGETS);
  });
  after(async () => plane?.stop());

  const KNOWN = ['w1 kubernetes-schema/custom-rule', 'w2 kubernetes-schema/unknown-field'];

  it('are asked for by `check --cluster`', () => {
    assert.deepEqual(said('--cluster', '--kubeconfig', plane.kubeconfigFile), KNOWN);
  });

  it('are kept by `snapshot`, the same on every run, and judged by alike', () => {
    for (const name of ['one.yaml', 'two.yaml']) {
      const { status, stderr } = run('snapshot', '--kubeconfig', plane.kubeconfigFile, '--output', name);
      assert.equal(status, 0, stderr);
    }
    const [one, two] = ['one.yaml', 'two.yaml'].map((name) => readFileSync(join(plane.folder, name)));
    assert.deepEqual(one, two);
    const read = parseSnapshot('one.yaml', one as Buffer);
    assert.ok(read.ok, JSON.stringify(read));
    assert.equal(read.snapshot.kubernetes, '1.35');
    assert.ok(read.snapshot.namespaces.some(({ name, labels }) => name === 'shop' && labels['owner'] === 'shop-team'));
    assert.deepEqual(said('--snapshot', 'one.yaml'), KNOWN);
  });

  it('are missed without either: what a rule needs is an error, and a kind without a schema is not judged', () => {
    assert.deepEqual(
      said(),
      ['w0', 'w1', 'w2'].map((name) => `${name} namespace-labels-unknown`),
    );
  });
});
