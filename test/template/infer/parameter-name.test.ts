import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { camelCase, nameCandidates, namingRank, takeName } from '../../../src/template/infer/parameter-name.ts';

const POD = ['spec', 'template', 'spec', 'containers', '[app]'];

describe('names of parameters', () => {
  it('say what the field means', () => {
    const first = (...path: string[]) => nameCandidates(path)[0];
    assert.equal(first('metadata', 'name'), 'name');
    assert.equal(first('metadata', 'labels', 'app.kubernetes.io/part-of'), 'partOf');
    assert.equal(first(...POD, 'image'), 'image');
    assert.equal(first(...POD, 'ports', '[http]', 'containerPort'), 'port');
    assert.equal(first(...POD, 'env', '[LOG_LEVEL]', 'value'), 'logLevel');
    assert.equal(first(...POD, 'env'), 'vars');
    assert.equal(first(...POD, 'livenessProbe', 'httpGet', 'path'), 'livenessPath');
    assert.equal(first('valueFrom', 'secretKeyRef', 'key'), 'secretKey');
  });

  it('grow until they are free', () => {
    const taken = new Set<string>();
    assert.equal(takeName(nameCandidates([...POD, 'resources', 'requests', 'memory']), taken), 'memory');
    assert.equal(takeName(nameCandidates([...POD, 'resources', 'limits', 'memory']), taken), 'appMemory');
    assert.equal(takeName(['memory'], taken), 'memory2');
  });

  it('are words that expressions can write', () => {
    assert.equal(camelCase(['prometheus.io', 'scrape-port']), 'prometheusIoScrapePort');
    assert.equal(camelCase(['8080']), 'p8080');
    assert.deepEqual(nameCandidates([]), ['value']);
    assert.deepEqual(nameCandidates(['args', '[0]']), ['args']);
  });

  it('go to the fields first that everyone knows by them', () => {
    assert.ok(namingRank(['metadata', 'name']) < namingRank([...POD, 'image']));
    assert.ok(namingRank([...POD, 'image']) < namingRank(['service', 'metadata', 'name']));
  });
});
