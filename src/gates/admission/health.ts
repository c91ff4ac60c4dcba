// The pages around the gate, on express: liveness, readiness, metrics. Not for the review route, where every microsecond counts.
import express, { type Express } from 'express';
import type { Metrics } from '../../telemetry/metrics.ts';

/** What the pages show. */
export interface HealthSources {
  /** Why the gate cannot serve now; empty when it can. */
  readonly unready: () => readonly string[];
  /** Left out where /metrics is not served. */
  readonly metrics?: Metrics;
}

/** An express application with /healthz, /readyz and, when given, /metrics; everything else is 404 in one line. */
export function createHealth({ unready, metrics }: HealthSources): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.get('/healthz', (_request, response) => {
    response.type('text/plain').send('ok\n');
  });
  app.get('/readyz', (_request, response) => {
    const reasons = unready();
    response
      .status(reasons.length === 0 ? 200 : 503)
      .type('text/plain')
      .send(reasons.length === 0 ? 'ok\n' : `${reasons.map((reason) => `not ready: ${reason}`).join('\n')}\n`);
  });
  if (metrics) {
    app.get('/metrics', async (_request, response) => {
      const { contentType, body } = await metrics.text();
      response.set('content-type', contentType).send(body);
    });
  }
  app.use((request, response) => {
    response
      .status(404)
      .type('text/plain')
      .send(`there is no \`${request.path.slice(0, 100)}\` here\n`);
  });
  return app;
}
