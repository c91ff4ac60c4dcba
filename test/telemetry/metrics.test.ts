import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createMetrics } from '../../src/telemetry/metrics.ts';

const review = { operation: 'CREATE', verdict: 'deny', dryRun: false, seconds: 0.002, findings: [], errors: [] };

describe('createMetrics()', () => {
  it('counts reviews, findings, exempted ones and errors', async () => {
    const metrics = createMetrics({ process: false });
    metrics.review({
      ...review,
      findings: [
        { policy: 'p', enforcement: 'deny' },
        { policy: 'p', enforcement: 'deny' },
        { policy: 'q', enforcement: 'deny', exemption: 'e' },
      ],
      errors: [{ code: 'budget' }],
    });
    const { body } = await metrics.text();
    assert.match(body, /^sallyport_admission_requests_total\{operation="CREATE",verdict="deny",dry_run="false"\} 1$/m);
    assert.match(body, /^sallyport_admission_duration_seconds_bucket\{le="0.001",operation="CREATE"\} 0$/m);
    assert.match(body, /^sallyport_admission_duration_seconds_bucket\{le="0.0025",operation="CREATE"\} 1$/m);
    assert.match(body, /^sallyport_findings_total\{policy="p",enforcement="deny"\} 2$/m);
    assert.match(body, /^sallyport_exempted_findings_total\{exemption="e"\} 1$/m);
    assert.doesNotMatch(body, /policy="q"/);
    assert.match(body, /^sallyport_errors_total\{code="budget"\} 1$/m);
  });

  it('names one bundle only, the one in force', async () => {
    const metrics = createMetrics({ process: false });
    metrics.bundle({ digest: 'sha256:1', policies: 3, loadedAt: 1_000 });
    metrics.bundle({ digest: 'sha256:2', policies: 4, loadedAt: 2_000 });
    const { body } = await metrics.text();
    assert.deepEqual(body.match(/^sallyport_bundle_info.*$/gm), ['sallyport_bundle_info{digest="sha256:2"} 1']);
    assert.match(body, /^sallyport_bundle_policies 4$/m);
    assert.match(body, /^sallyport_bundle_loaded_timestamp_seconds 2$/m);
  });

  it('reads exemptions and namespaces at each scrape', async () => {
    const metrics = createMetrics({ process: false });
    let expired = ['old'];
    metrics.sources({
      exemptions: () => ({ expired, unused: ['idle'] }),
      namespaces: () => ({ synced: true, age: 1.5, known: 7 }),
    });
    const first = (await metrics.text()).body;
    assert.match(first, /^sallyport_exemption_expired\{exemption="old"\} 1$/m);
    assert.match(first, /^sallyport_exemption_unused\{exemption="idle"\} 1$/m);
    assert.match(first, /^sallyport_namespaces_synced 1$/m);
    assert.match(first, /^sallyport_namespaces_age_seconds 1.5$/m);
    assert.match(first, /^sallyport_namespaces_known 7$/m);
    expired = [];
    assert.doesNotMatch((await metrics.text()).body, /exemption="old"/);
  });

  it('counts what is under way, refusals, reloads and the end of the certificate', async () => {
    const metrics = createMetrics({ process: false });
    const done = metrics.begin();
    assert.match((await metrics.text()).body, /^sallyport_admission_in_flight 1$/m);
    done();
    metrics.refused('late');
    metrics.reload('bundle', 'failure');
    metrics.certificateExpires(5_000);
    const { body } = await metrics.text();
    assert.match(body, /^sallyport_admission_in_flight 0$/m);
    assert.match(body, /^sallyport_admission_refused_total\{reason="late"\} 1$/m);
    assert.match(body, /^sallyport_reloads_total\{what="bundle",result="failure"\} 1$/m);
    assert.match(body, /^sallyport_certificate_expiry_timestamp_seconds 5$/m);
  });

  it('bounds the error codes that it names', async () => {
    const metrics = createMetrics({ process: false });
    for (let count = 0; count < 500; count++) metrics.review({ ...review, errors: [{ code: `c${count}` }] });
    const lines = (await metrics.text()).body.match(/^sallyport_errors_total\{.*$/gm) ?? [];
    assert.equal(lines.length, 101);
    assert.ok(lines.includes('sallyport_errors_total{code="other"} 400'));
  });

  it('prefixes every name, those of the process too', async () => {
    const { body } = await createMetrics().text();
    const names = body.match(/^[a-z_]+/gm) ?? [];
    assert.ok(names.length > 30);
    assert.deepEqual(
      names.filter((name) => !name.startsWith('sallyport_')),
      [],
    );
  });
});
