// docs/reference/metrics.md lists the metrics that the gate serves: none missing, none invented, with their types and labels.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { createMetrics } from '../../src/telemetry/metrics.ts';

describe('docs/reference/metrics.md', () => {
  it('lists each metric with its type, and no other', async () => {
    const { body } = await createMetrics({ process: false }).text();
    const served = [...body.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name, type]) => `${name} ${type}`);
    assert.ok(served.length >= 15, `saw ${served.length} metrics`);
    const page = readFileSync('docs/reference/metrics.md', 'utf8');
    const listed = [...page.matchAll(/^\| `(sallyport_\w+)` \| (\w+) \|/gm)].map(([, name, type]) => `${name} ${type}`);
    assert.deepEqual(listed.sort(), served.sort());
  });

  it('gives the labels of what was counted', async () => {
    const metrics = createMetrics({ process: false });
    const finding = { policy: 'p', enforcement: 'deny' };
    metrics.review({
      operation: 'CREATE',
      verdict: 'deny',
      dryRun: false,
      seconds: 1,
      findings: [finding, { ...finding, exemption: 'e' }],
      errors: [{ code: 'c' }],
    });
    metrics.refused('method');
    metrics.reload('bundle', 'success');
    metrics.bundle({ digest: 'd', policies: 1, loadedAt: 0 });
    const { body } = await metrics.text();
    const page = readFileSync('docs/reference/metrics.md', 'utf8');
    const samples = [...body.matchAll(/^(sallyport_\w+?)\{([^}]*)\}/gm)];
    assert.ok(samples.length >= 7, `saw ${samples.length} samples with labels`);
    for (const [, name, text] of samples) {
      const labels = [...(text ?? '').matchAll(/(\w+)="/g)].map((match) => match[1]).filter((label) => label !== 'le');
      const row = page
        .split('\n')
        .find((line) => line.startsWith(`| \`${name?.replace(/_(bucket|sum|count)$/, '')}\``));
      for (const label of labels) assert.ok(row?.includes(`\`${label}\``), `${name} has the label ${label}`);
    }
  });
});
