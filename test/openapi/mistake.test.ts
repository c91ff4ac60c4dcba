import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mistakenKind } from '../../src/openapi/mistake.ts';

const KIND = { schema: 'x', namespaced: true, resource: 'x' };
const SCHEMAS = {
  version: '1.35',
  kinds: { 'apps/v1 Deployment': KIND, 'v1 Pod': KIND, 'networking.k8s.io/v1 Ingress': KIND },
  definitions: {},
};
const CASES = [
  ['apps/v1', 'Deployment', undefined],
  ['v1', 'Deployment', 'Kubernetes 1.35 has no kind `Deployment` in `v1`, did you mean `apiVersion: apps/v1`'],
  ['apps/v1', 'Deploymnt', 'Kubernetes 1.35 has no kind `Deploymnt` in `apps/v1`, did you mean `Deployment`'],
  ['apps/v2', 'Thing', 'Kubernetes 1.35 has no kind `Thing` in `apps/v2`'],
  ['gateway.networking.k8s.io/v1', 'Gateway', undefined],
  ['example.com/v1', 'Deployment', undefined],
] as const;

describe('mistakenKind()', () => {
  for (const [apiVersion, kind, message] of CASES)
    it(`says ${message ? 'what was meant' : 'nothing'} of ${apiVersion} ${kind}`, () => {
      assert.equal(mistakenKind(apiVersion, kind, SCHEMAS), message);
    });
});
