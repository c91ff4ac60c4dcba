// Builds AdmissionReviews: recorded ones from test/fixtures/reviews, and ones around an object of a test.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../src/kube/object.ts';

const FOLDER = 'test/fixtures/reviews';

/** A review as plain data that a test may change. */
export interface Review {
  kind?: unknown;
  apiVersion?: unknown;
  request?: Record<string, unknown>;
}

/** Names of the recorded reviews of kube-apiserver 1.35, without their ending. */
export function recordedReviews(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
}

/** A recorded review, read anew at each call. */
export function recordedReview(name: string): Review {
  return JSON.parse(readFileSync(join(FOLDER, `${name}.json`), 'utf8')) as Review;
}

/** A review as the API server would send it for the object; fields of `request` replace those made up here. */
export function buildReview(object: JsonObject, request: Readonly<Record<string, unknown>> = {}): Review {
  const metadata = (object['metadata'] ?? {}) as JsonObject;
  const [version = '', group = ''] = String(object['apiVersion']).split('/').reverse();
  const kind = { group, version, kind: object['kind'] };
  return {
    kind: 'AdmissionReview',
    apiVersion: 'admission.k8s.io/v1',
    request: {
      uid: '00000000-0000-4000-8000-000000000001',
      kind,
      requestKind: kind,
      ...(metadata['name'] !== undefined && { name: metadata['name'] }),
      ...(metadata['namespace'] !== undefined && { namespace: metadata['namespace'] }),
      operation: 'CREATE',
      userInfo: { username: 'alice', groups: ['system:authenticated'] },
      object,
      oldObject: null,
      dryRun: false,
      ...request,
    },
  };
}
