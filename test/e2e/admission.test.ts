// The admission gate at a real API server: what a client sees of denials, warnings and audit annotations, for every
// operation, and what happens while the gate is down.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import {
  ApiException,
  AppsV1Api,
  CoreV1Api,
  Exec,
  KubernetesObjectApi,
  PatchStrategy,
  type V1ConfigMap,
  type V1Deployment,
  type V1Pod,
} from '@kubernetes/client-node';
import { type Binaries, ensureBinaries, SKIP_REASON } from './binaries.ts';
import { type AuditEvent, type ControlPlane, grantEverything, startControlPlane, warningsOf } from './control-plane.ts';
import { type Gate, startGate } from './gate.ts';
import { registerWebhook, untilCalled } from './webhook.ts';

const WEBHOOK = 'validate.sallyport.dev';
const IMAGE = `registry.example.org/app@sha256:${'a'.repeat(64)}`;
const LABELS = { app: 'a', team: 'shop' };

function pod(name: string, spec: Partial<V1Pod['spec']> = {}, labels: Record<string, string> = LABELS): V1Pod {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'shop', labels },
    spec: { containers: [{ name: 'app', image: IMAGE }], ...spec },
  };
}

const privileged = (name: string): V1Pod =>
  pod(name, { containers: [{ name: 'app', image: IMAGE, securityContext: { privileged: true } }] });

function deployment(name: string, labels: Record<string, string> = {}): V1Deployment {
  const template = { metadata: { labels: LABELS }, spec: { containers: [{ name: 'app', image: IMAGE }] } };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop', labels: { ...LABELS, ...labels } },
    spec: { selector: { matchLabels: { app: 'a' } }, template },
  };
}

function configMap(name: string, labels: Record<string, string>, data: Record<string, string> = {}): V1ConfigMap {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'shop', labels }, data };
}

/** The message of the API server's refusal, as a client gets it; fails when the request was not refused with `code`. */
async function refused(request: Promise<unknown>, code = 403): Promise<string> {
  try {
    await request;
  } catch (error) {
    if (!(error instanceof ApiException)) throw error;
    const text = typeof error.body === 'string' ? error.body : JSON.stringify(error.body);
    const status = JSON.parse(text) as { message: string; reason: string };
    assert.equal(error.code, code, status.message);
    return status.message;
  }
  assert.fail('the request was admitted');
}

const DENIED = `admission webhook "${WEBHOOK}" denied the request: `;
const binaries = await ensureBinaries();

describe('the admission gate at a real API server', { skip: binaries ? false : SKIP_REASON }, () => {
  let plane: ControlPlane;
  /** A copy of the policies that a test may change. */
  let policies: string;
  let gate: Gate;
  let core: CoreV1Api;
  let apps: AppsV1Api;
  let objects: KubernetesObjectApi;

  const probe = () => plane.send('POST', '/api/v1/namespaces/shop/pods?dryRun=All', privileged('probe'));
  /** The audit event of the last request to this path. */
  const audited = (path: string): AuditEvent => {
    const event = plane.auditEvents().findLast(({ requestURI }) => requestURI.split('?')[0] === path);
    assert.ok(event, `no audit event for ${path}`);
    return event;
  };

  before(async () => {
    plane = await startControlPlane(binaries as Binaries);
    policies = join(plane.folder, 'policies');
    await plane.createNamespace('shop');
    await grantEverything(plane);
    core = plane.kubeConfig.makeApiClient(CoreV1Api);
    apps = plane.kubeConfig.makeApiClient(AppsV1Api);
    objects = KubernetesObjectApi.makeApiClient(plane.kubeConfig);
    cpSync('test/e2e/policies', policies, { recursive: true });
    gate = await startGate(plane, [policies]);
    await registerWebhook(plane, WEBHOOK, gate);
    await untilCalled(probe, ({ status }) => status === 403);
  });
  after(async () => {
    try {
      await gate?.stop();
    } finally {
      await plane?.stop();
    }
  });

  describe('on CREATE', () => {
    it('denies with one message that names object, policy, place and remedy', async () => {
      const message = await refused(core.createNamespacedPod({ namespace: 'shop', body: privileged('bad') }));
      assert.ok(message.startsWith(DENIED), message);
      for (const part of ['`shop/bad`', 'e2e-unprivileged', 'container `app` is privileged'])
        assert.ok(message.includes(part), `${part} is missing in: ${message}`);
      assert.ok(message.includes('/spec/containers/0/securityContext/privileged'), message);
      assert.ok(message.includes('remove `securityContext.privileged`'), message);
      await refused(core.readNamespacedPod({ namespace: 'shop', name: 'bad' }), 404);
    });

    it('admits what is fine without a warning, and annotates the audit log with the digest of the bundle', async () => {
      const { headers } = await core.createNamespacedPodWithHttpInfo({ namespace: 'shop', body: pod('fine') });
      assert.deepEqual(warningsOf(headers['warning']), []);
      const { annotations, responseStatus } = audited('/api/v1/namespaces/shop/pods');
      assert.equal(responseStatus?.code, 201);
      assert.match(annotations?.[`${WEBHOOK}/bundle`] ?? '', /^sha256:[0-9a-f]{64}$/);
      assert.equal(annotations?.[`${WEBHOOK}/audit`], undefined);
      assert.equal(annotations?.[`${WEBHOOK}/errors`], undefined);
    });

    it('warns the client and admits', async () => {
      const body = pod('tagged', { containers: [{ name: 'app', image: 'registry.example.org/app:1' }] });
      const { headers } = await core.createNamespacedPodWithHttpInfo({ namespace: 'shop', body });
      assert.deepEqual(warningsOf(headers['warning']), [
        'e2e-pinned-image/digest: container `app` takes image `registry.example.org/app:1` by its tag',
      ]);
    });

    it('writes audit findings to the audit log only', async () => {
      const body = pod('nobody', {}, { app: 'a' });
      const { headers } = await core.createNamespacedPodWithHttpInfo({ namespace: 'shop', body });
      assert.deepEqual(warningsOf(headers['warning']), []);
      const found = JSON.parse(audited('/api/v1/namespaces/shop/pods').annotations?.[`${WEBHOOK}/audit`] ?? 'null');
      assert.deepEqual(
        (found as { policy: string; rule: string }[]).map(({ policy, rule }) => `${policy}/${rule}`),
        ['e2e-team-label/team'],
      );
    });

    it('judges a dry run as the real thing', async () => {
      const dryRun = 'All';
      const denied = core.createNamespacedPod({ namespace: 'shop', body: privileged('dry'), dryRun });
      assert.ok((await refused(denied)).includes('container `app` is privileged'));
      await core.createNamespacedPod({ namespace: 'shop', body: pod('dry'), dryRun });
      await refused(core.readNamespacedPod({ namespace: 'shop', name: 'dry' }), 404);
    });

    it('judges the pod template of a workload', async () => {
      const body = deployment('bad');
      body.spec!.template.spec!.initContainers = [
        { name: 'init', image: IMAGE, securityContext: { privileged: true } },
      ];
      const message = await refused(apps.createNamespacedDeployment({ namespace: 'shop', body }));
      assert.ok(message.includes('/spec/template/spec/initContainers/0/securityContext/privileged'), message);
    });

    it('names an object that has only a prefix of a name', async () => {
      const body = privileged('');
      body.metadata = { generateName: 'job-', namespace: 'shop', labels: LABELS };
      assert.ok((await refused(core.createNamespacedPod({ namespace: 'shop', body }))).includes('job-'));
    });

    it('honours an exemption', async () => {
      await core.createNamespacedPod({ namespace: 'shop', body: privileged('node-agent') });
    });

    it('knows who asks', async () => {
      const body = { metadata: { name: 'urgent' }, value: 1000 };
      const path = '/apis/scheduling.k8s.io/v1/priorityclasses?dryRun=All';
      assert.equal((await plane.send('POST', path, body)).status, 201);
      const { status, body: answer } = await plane.send('POST', path, body, { as: { name: 'kim', groups: ['shop'] } });
      assert.equal(status, 403);
      assert.ok(String(answer['message']).includes('`kim` is no administrator'), String(answer['message']));
    });

    it('denies what a policy could not judge, and says so', async () => {
      const body = configMap('words', LABELS, { number: 'many' });
      const message = await refused(core.createNamespacedConfigMap({ namespace: 'shop', body }));
      assert.ok(message.includes('e2e-unjudgeable'), message);
      const { annotations } = audited('/api/v1/namespaces/shop/configmaps');
      const errors = JSON.parse(annotations?.[`${WEBHOOK}/errors`] ?? '[]') as { policy: string }[];
      assert.deepEqual(
        errors.map(({ policy }) => policy),
        ['e2e-unjudgeable'],
      );
    });
  });

  describe('on UPDATE', () => {
    before(async () => {
      const body = deployment('web', { owner: 'kim' });
      await apps.createNamespacedDeployment({ namespace: 'shop', body });
    });

    it('denies a replacement that changes what may not change, and admits another', async () => {
      const target = { namespace: 'shop', name: 'web' };
      const stored = await apps.readNamespacedDeployment(target);
      const changed = { ...stored, metadata: { ...stored.metadata, labels: { ...LABELS, owner: 'sam' } } };
      const message = await refused(apps.replaceNamespacedDeployment({ ...target, body: changed }));
      assert.ok(message.includes('the label `owner` may not change'), message);
      assert.ok(message.includes('/metadata/labels/owner'), message);
      await apps.replaceNamespacedDeployment({
        ...target,
        body: { ...stored, spec: { ...stored.spec!, replicas: 2 } },
      });
    });

    const privilegedTemplate = {
      spec: {
        template: { spec: { containers: [{ name: 'app', image: IMAGE, securityContext: { privileged: true } }] } },
      },
    };
    const patches: readonly (readonly [string, PatchStrategy, unknown])[] = [
      ['a strategic merge patch', PatchStrategy.StrategicMergePatch, privilegedTemplate],
      ['a merge patch', PatchStrategy.MergePatch, privilegedTemplate],
      [
        'a JSON patch',
        PatchStrategy.JsonPatch,
        [
          {
            op: 'add',
            path: '/spec/template/spec/containers/0/securityContext',
            value: { privileged: true },
          },
        ],
      ],
    ];
    for (const [name, strategy, patch] of patches) {
      it(`denies ${name} by the object that it makes`, async () => {
        const type = strategy;
        const { status, body } = await plane.send('PATCH', '/apis/apps/v1/namespaces/shop/deployments/web', patch, {
          contentType: type,
        });
        assert.equal(status, 403, JSON.stringify(body));
        assert.ok(String(body['message']).includes('container `app` is privileged'), String(body['message']));
      });
    }

    it('denies a server-side apply by client-node, and admits one that is fine', async () => {
      const apply = (replicas: number, owner: string) =>
        objects.patch(
          { ...deployment('web', { owner }), spec: { ...deployment('web').spec!, replicas } },
          undefined,
          undefined,
          'e2e',
          true,
          PatchStrategy.ServerSideApply,
        );
      assert.ok((await refused(apply(3, 'sam'))).includes('the label `owner` may not change'));
      await apply(3, 'kim');
    });

    it('denies a scale by its own kind, and admits a smaller one', async () => {
      const scale = async (replicas: number) => {
        const target = { namespace: 'shop', name: 'web' };
        const body = await apps.readNamespacedDeploymentScale(target);
        return apps.replaceNamespacedDeploymentScale({ ...target, body: { ...body, spec: { replicas } } });
      };
      assert.ok((await refused(scale(6))).includes('6 replicas are more than 5'));
      await scale(5);
    });

    it('denies an ephemeral container that breaks a rule on containers', async () => {
      await core.createNamespacedPod({ namespace: 'shop', body: pod('debugged') });
      const { status, body } = await plane.send(
        'PATCH',
        '/api/v1/namespaces/shop/pods/debugged/ephemeralcontainers',
        { spec: { ephemeralContainers: [{ name: 'debug', image: IMAGE, securityContext: { privileged: true } }] } },
        { contentType: PatchStrategy.StrategicMergePatch },
      );
      assert.equal(status, 403, JSON.stringify(body));
      assert.ok(String(body['message']).includes('container `debug` is privileged'), String(body['message']));
    });
  });

  describe('on DELETE', () => {
    before(async () => {
      for (const [name, keep] of [
        ['kept', 'true'],
        ['loose', 'false'],
      ] as const)
        await core.createNamespacedConfigMap({ namespace: 'shop', body: configMap(name, { ...LABELS, keep }) });
    });

    it('judges the object that goes', async () => {
      const message = await refused(core.deleteNamespacedConfigMap({ namespace: 'shop', name: 'kept' }));
      assert.ok(message.includes('`kept` is marked as kept'), message);
      await core.deleteNamespacedConfigMap({ namespace: 'shop', name: 'loose' });
    });

    it('judges each object of a collection', async () => {
      const collection = core.deleteCollectionNamespacedConfigMap({ namespace: 'shop', labelSelector: 'keep' });
      assert.ok((await refused(collection)).includes('`kept` is marked as kept'));
      await core.readNamespacedConfigMap({ namespace: 'shop', name: 'kept' });
    });
  });

  describe('on CONNECT', () => {
    before(() => core.createNamespacedPod({ namespace: 'shop', body: pod('entered') }));
    const enter = (command: string) =>
      core.connectPostNamespacedPodExec({
        namespace: 'shop',
        name: 'entered',
        container: 'app',
        command,
        stdout: true,
      });

    it('denies a command before the pod is entered', async () => {
      assert.ok((await refused(enter('sh'))).includes('`sh` is a shell'));
    });

    it('lets another command through to the server, which finds no kubelet', async () => {
      assert.match(await refused(enter('ls'), 400), /does not have a host assigned/);
    });

    it('denies the WebSocket of a real exec', async () => {
      const exec = new Exec(plane.kubeConfig);
      const output = new PassThrough();
      await assert.rejects(exec.exec('shop', 'entered', 'app', ['sh'], output, output, null, false), (error) => {
        assert.match(String((error as { message?: string }).message), /403/);
        return true;
      });
    });
  });

  describe('namespaces', () => {
    const hostNetwork = () =>
      plane.send('POST', '/api/v1/namespaces/guarded/pods?dryRun=All', {
        ...pod('net', { hostNetwork: true }),
        metadata: { name: 'net', labels: LABELS },
      });
    const relabel = (guarded: string) =>
      plane.send(
        'PATCH',
        '/api/v1/namespaces/guarded',
        { metadata: { labels: { guarded } } },
        { contentType: PatchStrategy.MergePatch },
      );

    it('are known by their labels of this moment', async () => {
      await plane.createNamespace('guarded', { guarded: 'no' });
      // A namespace may be a moment old: until the watch has shown it, the answer is a refusal, never a pass.
      await untilCalled(hostNetwork, ({ status }) => status === 201);
      assert.equal((await relabel('yes')).status, 200);
      await untilCalled(hostNetwork, ({ status, body }) => {
        assert.ok(status === 201 || status === 403, JSON.stringify(body));
        return status === 403 && String(body['message']).includes('uses the network of its node');
      });
      assert.equal((await relabel('no')).status, 200);
      await untilCalled(hostNetwork, ({ status }) => status === 201);
    });
  });

  describe('under load', () => {
    it('answers many requests at once, each by its own object', async () => {
      const answers = await Promise.all(
        Array.from({ length: 300 }, (_, place) => {
          const body = place % 3 === 0 ? privileged(`many-${place}`) : pod(`many-${place}`);
          return plane.send('POST', '/api/v1/namespaces/shop/pods?dryRun=All', body);
        }),
      );
      for (const [place, { status, body }] of answers.entries()) {
        assert.equal(status, place % 3 === 0 ? 403 : 201, JSON.stringify(body));
        if (status === 403)
          assert.ok(String(body['message']).includes(`\`shop/many-${place}\``), String(body['message']));
      }
    });

    it('judges the largest objects that the API server takes, old and new in one review', async () => {
      const large = (letter: string) => ({ ...configMap('large', LABELS), data: { text: letter.repeat(2 ** 20 - 8) } });
      await core.createNamespacedConfigMap({ namespace: 'shop', body: large('a') });
      const target = { namespace: 'shop', name: 'large' };
      await core.replaceNamespacedConfigMap({ ...target, body: large('"') });
      const changed = {
        ...large('"'),
        metadata: { name: 'large', namespace: 'shop', labels: { ...LABELS, owner: 'sam' } },
      };
      assert.ok((await refused(core.replaceNamespacedConfigMap({ ...target, body: changed }))).includes('`owner`'));
    });
  });

  describe('policies that change', () => {
    const digest = async (): Promise<string | undefined> => {
      await plane.send('POST', '/api/v1/namespaces/shop/pods?dryRun=All', pod('digest'));
      return audited('/api/v1/namespaces/shop/pods').annotations?.[`${WEBHOOK}/bundle`];
    };

    it('are taken over while it serves, and the last good ones stay where a file is broken', async () => {
      const file = join(policies, 'bindings.yaml');
      const before = readFileSync(file, 'utf8');
      const first = await digest();
      writeFileSync(file, before.replace('    - e2e-unprivileged\n', ''));
      await untilCalled(probe, ({ status }) => status === 201);
      const second = await digest();
      assert.notEqual(second, first);
      writeFileSync(file, `${before}\nnot: [a policy`);
      const failures = /^sallyport_reloads_total\{[^}]*bundle[^}]*failure[^}]*\} [1-9]/m;
      await untilCalled(probe, () => true);
      for (let text = ''; !failures.test(text); text = await (await fetch(`${gate.metrics}/metrics`)).text())
        await sleep(50);
      assert.equal(await digest(), second);
      writeFileSync(file, before);
      await untilCalled(probe, ({ status }) => status === 403);
      assert.equal(await digest(), first);
    });
  });

  describe('with kubectl', () => {
    const kubectl = async (...words: string[]) => {
      const run = promisify(execFile);
      const args = ['--kubeconfig', plane.kubeconfigFile, ...words];
      return run((binaries as Binaries).kubectl, args).then(
        ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
        (error: { code: number; stdout: string; stderr: string }) => error,
      );
    };

    it('shows the denial and the warning', async () => {
      const file = join(plane.folder, 'manifests.json');
      const tagged = pod('by-tag', { containers: [{ name: 'app', image: 'registry.example.org/app:1' }] });
      writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [tagged, privileged('bad')] }));
      const { code, stdout, stderr } = await kubectl('apply', '-f', file);
      console.log(`$ kubectl apply -f manifests.json\n${stdout}${stderr}`);
      assert.equal(code, 1);
      assert.match(stdout, /pod\/by-tag created/);
      assert.match(stderr, /Warning: e2e-pinned-image\/digest: container `app` takes image/);
      assert.ok(stderr.includes(DENIED) && stderr.includes('container `app` is privileged'), stderr);
    });
  });

  describe('metrics', () => {
    it('count what was decided', async () => {
      const text = await (await fetch(`${gate.metrics}/metrics`)).text();
      assert.match(text, /^sallyport_\w+\{[^}]*deny[^}]*\} [1-9]/m);
    });
  });

  describe('stopped and started', () => {
    it('refuses everything while it is down, and works again after', async () => {
      assert.equal(await gate.stop(), 0);
      const body = pod('meanwhile');
      const message = await refused(core.createNamespacedPod({ namespace: 'shop', body }), 500);
      assert.match(message, /failed calling webhook "validate\.sallyport\.dev".*connection refused/);
      await refused(core.readNamespacedPod({ namespace: 'shop', name: 'meanwhile' }), 404);
      await gate.start();
      await core.createNamespacedPod({ namespace: 'shop', body });
      assert.ok(
        (await refused(core.createNamespacedPod({ namespace: 'shop', body: privileged('again') }))).includes(
          'e2e-unprivileged',
        ),
      );
    });
  });
});
