import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { completionData } from '../../src/bundle/api-data.ts';
import { withoutAllotted } from '../../src/completion/allotted.ts';
import { complete, completer } from '../../src/completion/complete.ts';
import { isKubeObject, type JsonObject } from '../../src/kube/object.ts';
import { readCases } from '../e2e/policy-cases.ts';

const data = completionData();
const completed = (object: JsonObject): JsonObject => {
  const result = complete(object, data);
  assert.ok(result.ok, JSON.stringify(result));
  return result.object;
};
const deployment = (spec: JsonObject) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'a' },
  spec: { template: { spec } },
});

describe('complete', () => {
  it('fills in, rewrites and drops as the server does, and leaves the given object alone', () => {
    const given = deployment({
      hostNetwork: false,
      hostPid: true,
      containers: [
        { name: 'a', image: 'nginx', resources: { limits: { cpu: 0.5 } }, securityContext: { privileged: false } },
      ],
    });
    const before = structuredClone(given);
    assert.deepEqual(completed(given)['spec'], {
      progressDeadlineSeconds: 600,
      replicas: 1,
      revisionHistoryLimit: 10,
      selector: null,
      strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' }, type: 'RollingUpdate' },
      template: {
        metadata: {},
        spec: {
          containers: [
            {
              image: 'nginx',
              imagePullPolicy: 'Always',
              name: 'a',
              resources: { limits: { cpu: '500m' } },
              securityContext: { privileged: false },
              terminationMessagePath: '/dev/termination-log',
              terminationMessagePolicy: 'File',
            },
          ],
          dnsPolicy: 'ClusterFirst',
          restartPolicy: 'Always',
          schedulerName: 'default-scheduler',
          securityContext: {},
          terminationGracePeriodSeconds: 30,
        },
      },
    });
    assert.deepEqual(given, before);
  });

  it('passes kinds without known types as they are', () => {
    const unknown: JsonObject[] = [
      { apiVersion: 'a.example/v1', kind: 'Shop', spec: null },
      { kind: 'constructor' },
      {},
    ];
    for (const object of unknown) assert.deepEqual(complete(object, data), { ok: true, object });
  });

  it('points at what the server could not read', () => {
    const refused = complete(deployment({ containers: [{ ports: [{ containerPort: '80' }] }] }), data);
    assert.ok(!refused.ok);
    assert.equal(refused.problem.pointer, '/spec/template/spec/containers/0/ports/0/containerPort');
    for (const spec of [null, [], 'x', 1]) complete({ apiVersion: 'v1', kind: 'Pod', spec, metadata: spec }, data);
    assert.ok(complete({ apiVersion: 'v1', kind: 'Pod', spec: { containers: [null] } }, data).ok);
  });

  it('judges what the server could not read as it was read', () => {
    const object = deployment({ hostNetwork: 'yes', containers: [] });
    assert.equal(completer(data)(object), object);
    assert.deepEqual(completer(data)({ apiVersion: 'v1', kind: 'ConfigMap', status: {} }), {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {},
    });
  });

  it('changes nothing in what the server has shown a webhook', () => {
    const folder = 'test/fixtures/reviews';
    let seen = 0;
    for (const file of readdirSync(folder)) {
      const { request } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8')) as { request: JsonObject };
      for (const object of [request['object'], request['oldObject']]) {
        if (!isKubeObject(object)) continue;
        seen += 1;
        assert.deepEqual(withoutAllotted(completed(object)), withoutAllotted(object), file);
      }
    }
    assert.ok(seen >= 10, `only ${seen} objects`);
  });

  it('changes nothing twice', () => {
    const objects = [...readCases('policies'), ...readCases('examples/policies')].flatMap(({ input }) =>
      [input.object, input.old].filter((object) => object !== undefined),
    );
    assert.ok(objects.length > 150, `only ${objects.length} objects`);
    for (const object of objects) {
      const once = complete(object, data);
      if (once.ok) assert.deepEqual(completed(once.object), once.object);
    }
  });
});
