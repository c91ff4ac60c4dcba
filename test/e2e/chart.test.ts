// charts/sallyport, rendered by the real helm and installed into a real API server: what it renders, what it refuses, that its
// certificate fits and stays, and that the cluster can heal while no gate answers.
import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { parseFlags } from '../../src/commands/flags.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import { parseManifests, parseText } from '../../src/manifest/parse.ts';
import { commandNamed } from '../builders/command.ts';
import { type Binaries, ensureBinaries, SKIP_REASON } from './binaries.ts';
import { type ControlPlane, startControlPlane } from './control-plane.ts';
import { ensureHelm, renderChart } from './helm.ts';
import { startInstalledGate } from './installed-gate.ts';

const CHART = 'charts/sallyport';
const VALUES = readdirSync(join(CHART, 'ci')).sort();
const MINIMUM_VALUE_SETS = 4;
/** Where the one container of the Deployment stands. */
const CONTAINER = ['spec', 'template', 'spec', 'containers', 0] as const;
const binaries = await ensureBinaries();
const helm = await ensureHelm();
const run = promisify(execFile);

const valuesFile = (name: string): readonly string[] => ['--values', join(CHART, 'ci', name)];
const kebab = (kind: string): string => kind.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();

/** Deep read that fails loudly on a missing step. */
function at(value: unknown, ...steps: readonly (string | number)[]): unknown {
  return steps.reduce<unknown>((node, step) => {
    const next = (node as Record<string | number, unknown> | undefined)?.[step];
    assert.notEqual(next, undefined, `nothing at ${steps.join('.')}`);
    return next;
  }, value);
}

async function render(name: string): Promise<readonly JsonObject[]> {
  const { text, complaint } = await renderChart(helm as string, CHART, valuesFile(name));
  assert.equal(complaint, undefined);
  const { documents, problems } = parseManifests(text);
  assert.deepEqual(problems, []);
  return documents.map(({ value }) => value as JsonObject);
}

const only = (objects: readonly JsonObject[], kind: string): JsonObject => {
  const found = objects.filter((object) => object['kind'] === kind);
  assert.equal(found.length, 1, `one ${kind}`);
  return found[0] as JsonObject;
};

/** What this repository's own configuration (restricted, standards, our own bindings) says of rendered manifests. */
function judge(manifests: string): { readonly exitCode: number | null; readonly findings: readonly string[] } {
  const words = [
    'dist/cli/main.js',
    'check',
    '--config',
    'sallyport.yaml',
    '--min-objects',
    '7',
    '--format',
    'json',
    '-',
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { input: manifests, encoding: 'utf8' });
  assert.ok(stdout.startsWith('{'), stderr);
  const { findings } = JSON.parse(stdout) as { findings: readonly { policy: string; rule: string }[] };
  return { exitCode: status, findings: findings.map(({ policy, rule }) => `${policy}/${rule}`) };
}

describe('the chart', { skip: helm ? false : 'needs helm, or Go to build it' }, () => {
  it('has value sets to render', () => {
    assert.ok(VALUES.length >= MINIMUM_VALUE_SETS, `saw ${VALUES.length}`);
  });

  for (const name of VALUES) {
    it(`renders one object a file, named by its kind, from ${name}`, async () => {
      const { text, complaint } = await renderChart(helm as string, CHART, valuesFile(name));
      assert.equal(complaint, undefined);
      const sources = [...text.matchAll(/^# Source: sallyport\/templates\/(.*)\.yaml$/gm)].map((match) => match[1]);
      const { documents } = parseManifests(text);
      assert.ok(documents.length >= 7, `saw ${documents.length} objects`);
      assert.deepEqual(
        sources,
        documents.map(({ value }) => kebab((value as JsonObject)['kind'] as string)),
      );
    });

    it(`sends the API server to a port that the pod listens on, and leaves two namespaces out, with ${name}`, async () => {
      const objects = await render(name);
      const service = only(objects, 'Service');
      const webhook = only(objects, 'ValidatingWebhookConfiguration');
      const pod = at(only(objects, 'Deployment'), 'spec', 'template');
      assert.equal(at(webhook, 'webhooks', 0, 'clientConfig', 'service', 'name'), at(service, 'metadata', 'name'));
      assert.equal(
        at(webhook, 'webhooks', 0, 'clientConfig', 'service', 'port'),
        at(service, 'spec', 'ports', 0, 'port'),
      );
      const target = at(service, 'spec', 'ports', 0, 'targetPort');
      const ports = at(pod, 'spec', 'containers', 0, 'ports') as readonly JsonObject[];
      const listening = ports.find((port) => port['name'] === target);
      assert.ok(
        (at(pod, 'spec', 'containers', 0, 'args') as string[]).includes(`--port=${listening?.['containerPort']}`),
      );
      for (const [label, value] of Object.entries(at(service, 'spec', 'selector') as object))
        assert.equal(at(pod, 'metadata', 'labels', label), value);
      const selector = at(webhook, 'webhooks', 0, 'namespaceSelector', 'matchExpressions', 0);
      assert.equal(at(selector, 'key'), 'kubernetes.io/metadata.name');
      assert.equal(at(selector, 'operator'), 'NotIn');
      for (const namespace of ['kube-system', 'sallyport-system'])
        assert.ok((at(selector, 'values') as string[]).includes(namespace), namespace);
    });
  }

  for (const name of VALUES) {
    it(`starts the gate with flags that it has, with ${name}`, async () => {
      const [word, ...flags] = at(only(await render(name), 'Deployment'), ...CONTAINER, 'args') as string[];
      const command = commandNamed(word ?? '');
      assert.ok(flags.length >= 5, `${word} ${flags.join(' ')}`);
      assert.deepEqual(parseFlags(command, flags).words, []);
    });

    it(`passes the policies that we ship and bind, with ${name}`, async () => {
      const { text } = await renderChart(helm as string, CHART, valuesFile(name));
      assert.deepEqual(judge(text), { exitCode: 0, findings: [] });
    });
  }

  it('would not pass them with a careless value', async () => {
    const { text } = await renderChart(helm as string, CHART, [
      '--set-json',
      'resources={"limits":null,"requests":null}',
    ]);
    const { exitCode, findings } = judge(text);
    assert.equal(exitCode, 1);
    assert.deepEqual(findings, ['memory-limits/memory', 'resource-requests/cpu', 'resource-requests/memory']);
  });

  it('makes a certificate for the service, of the authority that the webhook trusts', async () => {
    const objects = await render('defaults.yaml');
    const decoded = (value: unknown): Buffer => Buffer.from(value as string, 'base64');
    const secret = only(objects, 'Secret');
    const bundle = at(only(objects, 'ValidatingWebhookConfiguration'), 'webhooks', 0, 'clientConfig', 'caBundle');
    assert.equal(bundle, at(secret, 'data', 'ca.crt'));
    const authority = new X509Certificate(decoded(bundle));
    const certificate = new X509Certificate(decoded(at(secret, 'data', 'tls.crt')));
    assert.ok(certificate.verify(authority.publicKey));
    assert.equal(certificate.checkHost('sallyport.sallyport-system.svc'), 'sallyport.sallyport-system.svc');
  });

  it('takes an existing certificate and makes none of its own', async () => {
    const objects = await render('own-authority.yaml');
    assert.deepEqual(
      objects.filter(({ kind }) => kind === 'Secret'),
      [],
    );
    const bundle = at(only(objects, 'ValidatingWebhookConfiguration'), 'webhooks', 0, 'clientConfig', 'caBundle');
    assert.match(Buffer.from(bundle as string, 'base64').toString(), /^-----BEGIN CERTIFICATE-----/);
    const volumes = at(only(objects, 'Deployment'), 'spec', 'template', 'spec', 'volumes');
    assert.equal(at(volumes, 0, 'secret', 'secretName'), 'sallyport-certificate');
  });

  it('gives documents to the pod as they were written', async () => {
    const objects = await render('restricted.yaml');
    const data = at(only(objects, 'ConfigMap'), 'data') as Record<string, string>;
    for (const [key, text] of Object.entries(data)) assert.deepEqual(parseManifests(text).problems, [], key);
    const [values] = parseText(readFileSync(join(CHART, 'ci', 'restricted.yaml'), 'utf8')).documents;
    const documents = at(values?.value, 'documents') as Record<string, string>;
    assert.ok(Object.keys(documents).length > 0);
    for (const [name, text] of Object.entries(documents)) assert.equal(data[`documents.${name}`], text);
  });

  const REFUSED: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['a value that it does not know', ['--set', 'webhook.failurepolicy=Ignore'], /failurepolicy/],
    ['a failure policy that does not exist', ['--set', 'webhook.failurePolicy=Warn'], /failurePolicy/],
    ['a time-out that the API server refuses', ['--set', 'webhook.timeoutSeconds=31'], /timeoutSeconds/],
    ['a floating tag', ['--set', 'image.tag=latest'], /tag/],
    ['no policies at all', ['--set', 'packs=null'], /packs/],
    ['an empty list of packs and no documents', ['--set-json', 'packs=[]'], /no policies: name a pack/],
    ['documents of another kind of file', ['--set', 'documents.notes\\.txt=x'], /notes\.txt/],
  ];
  for (const [what, words, complaint] of REFUSED)
    it(`refuses ${what}`, async () => {
      assert.match((await renderChart(helm as string, CHART, words)).complaint ?? '', complaint);
    });
});

describe('the chart in a cluster', { skip: binaries && helm ? false : SKIP_REASON }, () => {
  let plane: ControlPlane;
  const helmRun = (...words: string[]): Promise<unknown> =>
    run(helm as string, [...words, '--kubeconfig', plane.kubeconfigFile, '--namespace', 'sallyport-system']);
  const get = async (path: string): Promise<unknown> => {
    const { status, body } = await plane.send('GET', path);
    assert.equal(status, 200, path);
    return body;
  };
  const secret = '/api/v1/namespaces/sallyport-system/secrets/sallyport-tls';
  const webhook = '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/sallyport-sallyport-system';
  const create = (namespace: string): Promise<{ status: number; body: unknown }> =>
    plane.send('POST', `/api/v1/namespaces/${namespace}/services`, {
      metadata: { name: 'probe' },
      spec: { ports: [{ port: 80 }] },
    });
  before(async () => {
    plane = await startControlPlane(binaries as Binaries);
    await plane.createNamespace('sallyport-system');
    await plane.createNamespace('shop');
    await helmRun('install', 'sallyport', CHART);
  });
  after(() => plane?.stop());

  it('is accepted whole by the API server', async () => {
    const deployment = await get('/apis/apps/v1/namespaces/sallyport-system/deployments/sallyport');
    assert.equal(at(deployment, 'spec', 'replicas'), 2);
    assert.equal(at(await get(webhook), 'webhooks', 0, 'failurePolicy'), 'Fail');
  });

  it('keeps its certificate on upgrades', async () => {
    const earlier = at(await get(secret), 'data');
    await helmRun('upgrade', 'sallyport', CHART, '--set', 'replicas=3');
    assert.deepEqual(at(await get(secret), 'data'), earlier);
    assert.equal(at(await get(webhook), 'webhooks', 0, 'clientConfig', 'caBundle'), at(earlier, 'ca.crt'));
  });

  it('refuses changes while no gate answers, but neither in kube-system nor in its own namespace', async () => {
    const refused = await create('shop');
    assert.equal(refused.status, 500);
    assert.match(JSON.stringify(refused.body), /failed calling webhook/);
    assert.equal((await create('sallyport-system')).status, 201);
    assert.equal((await create('kube-system')).status, 201);
  });

  it('gives the gate all that it needs to serve: arguments, documents, certificate and rights', async () => {
    await helmRun('upgrade', 'sallyport', CHART, ...valuesFile('restricted.yaml'));
    const gate = await startInstalledGate(plane);
    try {
      const { response } = await gate.review({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'debug', namespace: 'shop' },
        spec: { hostNetwork: true, containers: [{ name: 'app', image: 'evil.example.com/app:1.0.0' }] },
      });
      const message = String(at(response, 'status', 'message'));
      // One policy of a pack, and one that only the documents of the values bind.
      assert.match(message, /private-host-namespaces\//);
      assert.match(message, /approved-registries\//);
    } finally {
      assert.equal(await gate.stop(), 0);
    }
  });

  it('takes its webhook away when it is uninstalled', async () => {
    await helmRun('uninstall', 'sallyport');
    assert.equal((await plane.send('GET', webhook)).status, 404);
    assert.equal((await create('shop')).status, 201);
  });
});
