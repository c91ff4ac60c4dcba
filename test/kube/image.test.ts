import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseImage } from '../../src/kube/image.ts';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('parseImage()', () => {
  it('normalises as container runtimes do', () => {
    const cases: Readonly<Record<string, object>> = {
      nginx: { registry: 'docker.io', repository: 'library/nginx' },
      'nginx:1.25': { registry: 'docker.io', repository: 'library/nginx', tag: '1.25' },
      'team/app': { registry: 'docker.io', repository: 'team/app' },
      'index.docker.io/nginx': { registry: 'docker.io', repository: 'library/nginx' },
      'localhost/app:dev': { registry: 'localhost', repository: 'app', tag: 'dev' },
      'localhost:5000/app': { registry: 'localhost:5000', repository: 'app' },
      'ghcr.io/a/b/c:v1': { registry: 'ghcr.io', repository: 'a/b/c', tag: 'v1' },
      [`ghcr.io/a/b:v1@${DIGEST}`]: { registry: 'ghcr.io', repository: 'a/b', tag: 'v1', digest: DIGEST },
      [`app@${DIGEST}`]: { registry: 'docker.io', repository: 'library/app', digest: DIGEST },
      '[::1]:5000/app': { registry: '[::1]:5000', repository: 'app' },
      'Example.com/app': { registry: 'Example.com', repository: 'app' },
    };
    for (const [text, expected] of Object.entries(cases)) assert.deepEqual(parseImage(text), expected, text);
  });

  it('refuses what is no reference', () => {
    for (const text of [
      '',
      'NGINX',
      'a b',
      'app:',
      'app@sha256:abc',
      'a//b',
      '-a',
      `${'a'.repeat(300)}`,
      'ghcr.io/',
      'app:tag:tag',
      'a'.repeat(5000),
    ]) {
      assert.equal(parseImage(text), undefined, text);
    }
  });
});
