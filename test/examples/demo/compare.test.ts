// The comparison that the demo makes: it finds what both gates say, and any difference between them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  compareLines,
  type GitFinding,
  gitLines,
  nameOf,
  reviewOf,
  verdictOf,
  webhookLines,
} from '../../../examples/demo/compare.ts';

const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' } };
const finding = (enforcement: GitFinding['enforcement'], message: string): GitFinding => ({
  policy: 'pinned-images',
  rule: 'container',
  category: 'images',
  enforcement,
  message,
  remediation: 'name a version tag',
  pointer: '/spec/containers/0',
  object: { apiVersion: 'v1', kind: 'Pod', namespace: 'shop', name: 'web' },
  location: { file: 'web.yaml', line: 7, column: 3 },
  exemption: null,
});

describe('the comparison of the demo', () => {
  const findings = [finding('deny', 'one'), finding('warn', 'two'), finding('audit', 'three')];
  const response = {
    allowed: false,
    status: {
      message:
        'Pod `shop/web` is denied by pinned-images: one\n- pinned-images/container: one (at /spec/containers/0); name a version tag',
    },
    warnings: ['pinned-images/container: two'],
    auditAnnotations: { audit: '[{"policy":"pinned-images","rule":"container","message":"three"}]' },
  };

  it('takes findings out of denial, warnings and annotation', () => {
    const compared = compareLines(gitLines(pod, findings), webhookLines(response, findings));
    assert.deepEqual(
      compared.map(({ enforcement, gates, place }) => [enforcement, gates, place]),
      [
        ['deny', 'both', 'web.yaml:7'],
        ['warn', 'both', 'web.yaml:7'],
        ['audit', 'both', 'web.yaml:7'],
      ],
    );
  });

  it('tells what only one gate has', () => {
    const other = [finding('deny', 'other')];
    const compared = compareLines(gitLines(pod, other), webhookLines({ allowed: true, warnings: ['a/b: c'] }, other));
    assert.deepEqual(
      compared.map(({ text, gates }) => [text, gates]),
      [
        ['pinned-images/container: other (at /spec/containers/0)', 'git'],
        ['a/b: c', 'webhook'],
      ],
    );
    assert.equal(verdictOf(compared), 'deny');
    assert.equal(verdictOf([]), 'allow');
  });

  it('takes a finding for the same only once', () => {
    const twice = [finding('warn', 'two'), finding('warn', 'two')];
    const compared = compareLines(gitLines(pod, twice), webhookLines({ ...response, allowed: true }, twice));
    assert.deepEqual(
      compared.filter(({ enforcement }) => enforcement === 'warn').map(({ gates }) => gates),
      ['both', 'git'],
    );
  });

  it('compares a long warning as the webhook cuts it', () => {
    const [line] = gitLines(pod, [finding('warn', 'x'.repeat(300))]);
    assert.equal(line?.text.length, 256);
    assert.ok(line?.text.endsWith('…'));
  });

  it('leaves out other objects and what an exemption excuses', () => {
    const exempted = { ...finding('deny', 'one'), exemption: 'node-exporter' };
    assert.deepEqual(gitLines(pod, [exempted]), []);
    assert.deepEqual(gitLines({ ...pod, metadata: { name: 'web', namespace: 'other' } }, findings), []);
  });

  it('reviews a Namespace in itself', () => {
    const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
    const { request } = reviewOf(namespace, '1') as { request: Record<string, unknown> };
    assert.equal(request['namespace'], 'shop');
    assert.deepEqual(request['kind'], { group: '', version: 'v1', kind: 'Namespace' });
    assert.equal(nameOf(namespace), 'Namespace shop');
    assert.equal(nameOf(pod), 'Pod shop/web');
  });
});
