import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { accessCluster } from '../../../src/cluster/client.ts';
import { watchNamespaces } from '../../../src/cluster/watch.ts';
import { type SelfSigned, selfSign } from '../../../src/gates/admission/certificate.ts';
import {
  type NamespaceSource,
  namespacesFromCluster,
  namespacesFromConfig,
} from '../../../src/gates/admission/namespaces.ts';
import { type RunningGate, runGate } from '../../../src/gates/admission/run.ts';
import { readCertificate } from '../../../src/gates/admission/tls.ts';
import { createLog } from '../../../src/telemetry/log.ts';
import { createMetrics, type Metrics } from '../../../src/telemetry/metrics.ts';
import { namespaceObject, startScriptedServer } from '../../builders/api-server.ts';
import { send } from '../../builders/gate.ts';
import { bindingText, FORBIDDEN, writePolicies } from '../../builders/policies.ts';
import { buildReview, recordedReview, recordedReviews } from '../../builders/review.ts';

const root = mkdtempSync(join(tmpdir(), 'sallyport-'));
after(() => rmSync(root, { recursive: true }));

const SELECTED = '  scope:\n    namespaceSelector: {matchLabels: {team: one}}\n';
const EXEMPTION = (expires: string) => `apiVersion: sallyport.dev/v1alpha1
kind: Exemption
metadata: {name: settings}
spec:
  policies: [unlabelled]
  subjects: {names: [settings]}
  reason: a test needs it
  owner: team-one@example.test
  expires: ${expires}
`;

interface Running {
  readonly gate: RunningGate;
  readonly metrics: Metrics;
  readonly folder: string;
  readonly lines: readonly Readonly<Record<string, unknown>>[];
  /** Writes a pair to the files that are watched. */
  certify(pair: { readonly certificate: string; readonly key: string }): void;
  review(object?: object, request?: object, certificate?: SelfSigned, timeout?: string): Promise<Response>;
}

interface Response {
  readonly allowed: boolean;
  readonly status?: { readonly code: number; readonly message: string };
  readonly warnings?: readonly string[];
  readonly auditAnnotations: Readonly<Record<string, string>>;
}

let count = 0;
const nothingKnown = () => namespacesFromConfig(() => ({ namespaces: [] }));

async function running<T>(
  use: (running: Running) => Promise<T>,
  { scope = '', namespaces = nothingKnown() }: { scope?: string; namespaces?: NamespaceSource } = {},
): Promise<T> {
  const home = join(root, String(count++));
  const folder = join(home, 'policies');
  writePolicies(folder, 'deny', scope);
  const first = selfSign([], Date.now());
  const files = { certificateFile: join(home, 'tls.crt'), keyFile: join(home, 'tls.key') };
  const certify: Running['certify'] = ({ certificate, key }) => {
    writeFileSync(files.certificateFile, certificate);
    writeFileSync(files.keyFile, key);
  };
  certify(first);
  const read = await readCertificate(files);
  assert.ok(read.ok);
  const lines: Record<string, unknown>[] = [];
  const metrics = createMetrics({ process: false });
  const started = await runGate({
    sources: [{ path: folder }],
    namespaces,
    kubernetesVersion: '1.35',
    certificate: read.pair,
    certificateFiles: files,
    port: 0,
    metricsPort: 0,
    address: '127.0.0.1',
    log: createLog('info', { write: (line: string) => void lines.push(JSON.parse(line)) }),
    metrics,
    every: 3_600_000,
  });
  assert.ok(started.ok, JSON.stringify(started));
  const { gate } = started;
  const url = `https://127.0.0.1:${gate.server.port}`;
  try {
    return await use({
      gate,
      metrics,
      folder,
      lines,
      certify,
      review: async (object = FORBIDDEN, request = {}, certificate = first, timeout = '10s') => {
        const body = JSON.stringify(buildReview(object as typeof FORBIDDEN, request as Record<string, unknown>));
        const { status, text } = await send({ url, certificate }, body, { path: `/validate?timeout=${timeout}` });
        assert.equal(status, 200, text);
        return (JSON.parse(text) as { response: Response }).response;
      },
    });
  } finally {
    await gate.stop(0, 1_000);
  }
}

describe('runGate()', () => {
  it('judges by the policies on disk, and by changed ones at once', async () => {
    await running(async ({ gate, review, folder, metrics, lines }) => {
      const denied = await review();
      assert.equal(denied.status?.code, 403);
      assert.match(denied.status?.message ?? '', /^ConfigMap `shop\/settings` is denied by unlabelled: it is marked/);
      assert.match(denied.status?.message ?? '', /at \/metadata\/labels\/forbidden\); remove the label/);
      assert.equal(denied.auditAnnotations['bundle'], gate.loaded.bundle.digest);
      assert.equal((await review({ ...FORBIDDEN, metadata: { name: 'settings' } })).allowed, true);

      writeFileSync(join(folder, 'binding.yaml'), bindingText('warn'));
      await gate.look();
      const warned = await review();
      assert.deepEqual([warned.allowed, warned.warnings], [true, ['unlabelled/label: it is marked as forbidden']]);
      assert.notEqual(warned.auditAnnotations['bundle'], denied.auditAnnotations['bundle']);

      writeFileSync(join(folder, 'binding.yaml'), 'kind: [');
      await gate.look();
      assert.deepEqual((await review()).warnings, warned.warnings, 'the last good bundle stays in force');
      const refusal = lines.find(({ level }) => level === 'error');
      assert.match(JSON.stringify(refusal), /binding\.yaml.*"line":\d/);

      writeFileSync(join(folder, 'binding.yaml'), bindingText('audit'));
      await gate.look();
      const audited = await review();
      assert.deepEqual([audited.allowed, audited.warnings], [true, undefined]);
      assert.match(audited.auditAnnotations['audit'] ?? '', /"policy":"unlabelled","rule":"label"/);

      const { body } = await metrics.text();
      assert.match(body, /sallyport_reloads_total\{what="bundle",result="success"\} 2/);
      assert.match(body, /sallyport_reloads_total\{what="bundle",result="failure"\} 1/);
      assert.match(body, /sallyport_findings_total\{policy="unlabelled",enforcement="warn"\} 2/);
      assert.match(body, /sallyport_bundle_policies 1/);
    });
  });

  it('judges every recorded review without an error', async () => {
    await running(async ({ gate, review, lines }) => {
      for (const name of recordedReviews()) {
        const { request } = recordedReview(name);
        const { allowed, auditAnnotations } = await review(FORBIDDEN, request);
        assert.equal(allowed, true, name);
        assert.deepEqual(auditAnnotations, { bundle: gate.loaded.bundle.digest });
      }
      assert.deepEqual(
        lines.filter(({ level }) => level !== 'info'),
        [],
      );
    });
  });

  it('makes an unknown namespace an error, never a pass', async () => {
    await running(
      async ({ review }) => {
        const { allowed, status, auditAnnotations } = await review();
        assert.equal(allowed, false);
        assert.match(status?.message ?? '', /could not be judged: .*`shop`.*\(namespace-labels-unknown\)/);
        assert.match(auditAnnotations['errors'] ?? '', /namespace-labels-unknown/);
      },
      { scope: SELECTED },
    );
  });

  it('selects by labels that the configuration gives', async () => {
    const labelled = (team: string) =>
      namespacesFromConfig(() => ({ namespaces: [{ name: 'shop', labels: { team } }] }));
    const allowed = (team: string) =>
      running(async ({ review }) => (await review()).allowed, { scope: SELECTED, namespaces: labelled(team) });
    assert.deepEqual([await allowed('one'), await allowed('two')], [false, true]);
  });

  it('selects by labels from the cluster, and asks for a namespace that was made a moment ago', async () => {
    const server = await startScriptedServer((url, response) => {
      if (url.pathname.endsWith('/shop')) response.end(JSON.stringify(namespaceObject('shop', { team: 'two' })));
      else if (url.searchParams.has('watch')) response.writeHead(200).flushHeaders();
      else response.end(JSON.stringify({ metadata: { resourceVersion: '1' }, items: [] }));
    });
    try {
      const access = await accessCluster([server.kubeconfig]);
      assert.ok(access.ok);
      const watch = watchNamespaces(access.client, () => undefined);
      await running(async ({ review }) => assert.equal((await review()).allowed, true), {
        scope: SELECTED,
        namespaces: namespacesFromCluster(watch),
      });
      assert.ok(server.requests.includes('/api/v1/namespaces/shop'));
    } finally {
      await server.stop();
    }
  });

  it('turns a deadline that passes into errors, by onError', async () => {
    const late: NamespaceSource = {
      ...nothingKnown(),
      prepare: (_change, milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds + 50)),
    };
    const answers: Response[] = [];
    await running(
      async ({ gate, review, folder }) => {
        answers.push(
          await review({ ...FORBIDDEN, metadata: { name: 'fine', namespace: 'shop' } }, {}, undefined, '1s'),
        );
        writeFileSync(join(folder, 'binding.yaml'), bindingText('warn'));
        await gate.look();
        answers.push(
          await review({ ...FORBIDDEN, metadata: { name: 'fine', namespace: 'shop' } }, {}, undefined, '1s'),
        );
      },
      { namespaces: late },
    );
    const [denied, warned] = answers;
    assert.equal(denied?.allowed, false);
    assert.match(denied?.status?.message ?? '', /unlabelled.*could not be judged/);
    assert.equal(warned?.allowed, true);
    assert.match(warned?.warnings?.[0] ?? '', /unlabelled.*could not be judged/);
  });

  it('counts exemptions that are unused or expired', async () => {
    await running(async ({ gate, review, folder, metrics, lines }) => {
      writeFileSync(join(folder, 'exemption.yaml'), EXEMPTION('2999-12-31'));
      await gate.look();
      assert.match((await metrics.text()).body, /sallyport_exemption_unused\{exemption="settings"\} 1/);
      assert.equal((await review()).allowed, true);
      assert.deepEqual(lines.at(-1)?.['exemptions'], ['settings']);
      const used = (await metrics.text()).body;
      assert.doesNotMatch(used, /sallyport_exemption_unused\{/);
      assert.match(used, /sallyport_exempted_findings_total\{exemption="settings"\} 1/);
      writeFileSync(join(folder, 'exemption.yaml'), EXEMPTION('2020-01-01'));
      await gate.look();
      assert.match((await metrics.text()).body, /sallyport_exemption_expired\{exemption="settings"\} 1/);
      assert.equal((await review()).allowed, false);
    });
  });

  it('serves a changed certificate, and keeps the last good one', async () => {
    await running(async ({ gate, review, certify, metrics, lines }) => {
      const second = selfSign([], Date.now());
      certify(second);
      await gate.look();
      assert.equal((await review(FORBIDDEN, {}, second)).allowed, false);
      await assert.rejects(review());
      certify({ certificate: 'text', key: 'text' });
      await gate.look();
      assert.equal((await review(FORBIDDEN, {}, second)).allowed, false);
      assert.match(JSON.stringify(lines.at(-2)), /the changed certificate cannot be served/);
      const { body } = await metrics.text();
      assert.match(body, /sallyport_reloads_total\{what="certificate",result="failure"\} 1/);
      assert.match(body, /sallyport_certificate_expiry_timestamp_seconds \d{10}/);
    });
  });
});
