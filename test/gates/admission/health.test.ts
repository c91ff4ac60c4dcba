import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import supertest from 'supertest';
import { createHealth } from '../../../src/gates/admission/health.ts';
import { createMetrics } from '../../../src/telemetry/metrics.ts';

describe('createHealth()', () => {
  it('is alive while it is not ready, and says why it is not', async () => {
    const app = createHealth({ unready: () => ['no bundle is loaded', 'the namespaces are not listed yet'] });
    assert.equal((await supertest(app).get('/healthz')).status, 200);
    const ready = await supertest(app).get('/readyz');
    assert.equal(ready.status, 503);
    assert.equal(ready.text, 'not ready: no bundle is loaded\nnot ready: the namespaces are not listed yet\n');
  });

  it('serves metrics where it is given them, and one line for anything else', async () => {
    const app = createHealth({ unready: () => [], metrics: createMetrics({ process: false }) });
    const metrics = await supertest(app).get('/metrics');
    assert.match(metrics.headers['content-type'] ?? '', /^text\/plain; version=0\.0\.4/);
    const bare = createHealth({ unready: () => [] });
    for (const path of ['/metrics', '/', '/validate/', '/%zz', `/${'x'.repeat(4000)}`]) {
      const answer = await supertest(bare).get(path);
      assert.ok(answer.status === 404 || answer.status === 400, `${path}: ${answer.status}`);
      assert.equal(answer.headers['x-powered-by'], undefined);
    }
  });
});
