import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { type ApiTypes, unreachable } from '../../src/rules/fields.ts';
import { parsePath } from '../../src/rules/path.ts';

const api = JSON.parse(readFileSync('kubernetes/types-1.35.json', 'utf8')) as ApiTypes;
const wrong = (text: string, ...kinds: string[]) => {
  const parsed = parsePath(text);
  assert.ok('path' in parsed);
  return unreachable(parsed.path, kinds, api);
};

describe('unreachable()', () => {
  it('accepts what a matched kind has', () => {
    for (const [text, kind] of [
      ['containers[*].securityContext.capabilities.add[*]', 'workload'],
      ['pod.volumes[*].hostPath', 'workload'],
      ['spec.replicas', 'Deployment'],
      ['metadata.labels.*', 'Ingress'],
      ['metadata.annotations."a/b"', 'Pod'],
      ['spec.rules[*].http.paths[*].backend', 'networking.k8s.io/Ingress'],
    ] as const) {
      assert.equal(wrong(text, kind), undefined, text);
    }
  });

  it('names the field that no matched kind has, and the one that was meant', () => {
    assert.match(wrong('containers[*].securityContex.privileged', 'workload') ?? '', /did you mean `securityContext`/);
    assert.match(
      wrong('spec.replica', 'Deployment') ?? '',
      /no kind that the policy matches has a field `replica` in `object.spec`, did you mean `replicas`/,
    );
    assert.match(wrong('spec.replicas[*]', 'Deployment') ?? '', /is no list/);
    assert.match(wrong('spec.ports.*', 'Service') ?? '', /is no map/);
  });

  it('leaves custom kinds and `*` alone', () => {
    assert.equal(wrong('spec.anything', 'argoproj.io/Rollout'), undefined);
    assert.equal(wrong('spec.anything', '*'), undefined);
    assert.equal(wrong('spec.anything', 'Deployment', 'example.com/Thing'), undefined);
  });
});
