// The tutorial does what it says: its files, written out as they stand on the page, pass their cases and judge a manifest.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, it } from 'node:test';

const MAIN = resolve('dist/cli/main.js');
const FILES = [
  'sallyport/replicated-services.yaml',
  'sallyport/replicated-services.test.yaml',
  'sallyport/bindings.yaml',
  'sallyport.yaml',
];

describe('docs/guide/write-a-policy.md', () => {
  let folder: string;
  const run = (...words: string[]): { status: number | null; stdout: string; stderr: string } =>
    spawnSync(process.execPath, [MAIN, ...words], { cwd: folder, encoding: 'utf8' });

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'sallyport-tutorial-'));
    const page = readFileSync('docs/guide/write-a-policy.md', 'utf8');
    const blocks = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map((match) => match[1] ?? '');
    assert.equal(blocks.length, FILES.length);
    FILES.forEach((name, index) => {
      assert.ok(page.includes(`\`${name}\``), `${name} is named`);
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), blocks[index] ?? '');
    });
    writeFileSync(
      join(folder, 'web.yaml'),
      [
        'apiVersion: apps/v1',
        'kind: Deployment',
        'metadata: {name: web, namespace: shop, labels: {app.kubernetes.io/name: web}}',
        'spec:',
        '  replicas: 1',
        '  selector: {matchLabels: {app.kubernetes.io/name: web}}',
        '  template:',
        '    metadata: {labels: {app.kubernetes.io/name: web}}',
        '    spec:',
        '      containers:',
        '        - name: web',
        '          image: web:1.0.0',
        '          readinessProbe: {httpGet: {port: 80}}',
        '          resources: {requests: {cpu: 1, memory: 1Gi}, limits: {memory: 1Gi}}',
        '',
      ].join('\n'),
    );
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('has cases that hold', () => {
    const { status, stdout, stderr } = run('test', 'sallyport');
    assert.equal(status, 0, stdout + stderr);
    assert.match(stdout, /3 cases, all hold/);
  });

  it('warns at first and denies from the date on', () => {
    const verdict = (now: string): [number | null, string[]] => {
      const { status, stdout, stderr } = run('check', '--now', now, '--format', 'json');
      assert.ok(status === 0 || status === 1, stdout + stderr);
      const { findings } = JSON.parse(stdout) as { findings: { policy: string; enforcement: string }[] };
      return [status, findings.map(({ policy, enforcement }) => `${policy} ${enforcement}`)];
    };
    assert.deepEqual(verdict('2027-02-28'), [0, ['replicated-services warn']]);
    assert.deepEqual(verdict('2027-03-01'), [1, ['replicated-services deny']]);
  });
});
