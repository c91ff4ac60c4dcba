import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, it } from 'node:test';
import { dispatch } from '../../src/commands/dispatch.ts';
import { commands } from '../../src/commands/index.ts';
import { send } from '../builders/gate.ts';
import { recordingIo } from '../builders/io.ts';
import { FORBIDDEN, writePolicies } from '../builders/policies.ts';
import { buildReview } from '../builders/review.ts';

const MAIN = resolve('dist/cli/main.js');
const root = mkdtempSync(join(tmpdir(), 'sallyport-'));
writePolicies(join(root, 'policies'), 'deny');
after(() => rmSync(root, { recursive: true }));

/** Without the variables that would lead it to a cluster. */
const env = { PATH: process.env['PATH'], HOME: root };

function refused(...words: readonly string[]): { readonly status: number | null; readonly stderr: string } {
  const { status, stderr, stdout } = spawnSync(process.execPath, [MAIN, 'serve', ...words], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
  assert.equal(stdout, '');
  return { status, stderr };
}

interface Serving {
  readonly child: ChildProcess;
  readonly line: string;
  readonly url: string;
  readonly output: () => string;
  readonly ended: Promise<number | null>;
}

/** Starts it and waits for the line that says where it listens. */
async function serving(...words: readonly string[]): Promise<Serving> {
  const child = spawn(process.execPath, [MAIN, 'serve', '--port', '0', '--metrics-port', '0', ...words], {
    cwd: root,
    env,
  });
  let stdout = '';
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
      if (stdout.includes('\n')) resolve(stdout);
    });
    child.once('exit', () => reject(new Error(stderr)));
  });
  const url = `https://127.0.0.1:${/https:\/\/[^:]+:(\d+)/.exec(line)?.[1]}`;
  return { child, line, url, output: () => stderr, ended };
}

describe('serve', () => {
  it('serves with a certificate of its own, says where, and ends with 0 on SIGTERM', async () => {
    const { child, line, url, output, ended } = await serving(
      '--self-signed',
      '--ca-file',
      'ca.crt',
      '--policies',
      'policies',
    );
    try {
      assert.match(
        line,
        /^serving reviews on https:\/\/localhost:\d+\/validate and metrics on http:\/\/localhost:\d+\/metrics, 1 policy in force, bundle sha256:[0-9a-f]{64}, namespace labels from the configuration\n$/,
      );
      const authority = readFileSync(join(root, 'ca.crt'), 'utf8');
      const certificate = { certificate: '', key: '', authority };
      const answer = await send({ url, certificate }, JSON.stringify(buildReview(FORBIDDEN)));
      assert.match(answer.text, /is denied by unlabelled/);
    } finally {
      child.kill('SIGTERM');
    }
    assert.equal(await ended, 0);
    assert.match(output(), /authority to trust \(caBundle\) is in `ca.crt`/);
    const lines = output()
      .split('\n')
      .filter((text) => text.startsWith('{'));
    const messages = lines.map((text) => (JSON.parse(text) as { msg: string }).msg);
    assert.deepEqual(messages, ['review', 'shutting down'], 'no line is lost at the end');
  });

  it('takes policies, namespaces and version from sallyport.yaml', async () => {
    writeFileSync(
      join(root, 'sallyport.yaml'),
      'apiVersion: sallyport.dev/v1alpha1\nkind: Config\nspec:\n  policies: [policies]\n',
    );
    const { child, line, ended } = await serving('--self-signed').finally(() => rmSync(join(root, 'sallyport.yaml')));
    child.kill('SIGINT');
    assert.match(line, /1 policy in force/);
    assert.equal(await ended, 0);
  });

  it('reads the namespaces of its configuration again when the file changes', async () => {
    const strict = join(root, 'strict');
    writePolicies(strict, 'deny', '  scope:\n    namespaceSelector: {matchLabels: {team: one}}\n');
    const configured = (labels: string) =>
      writeFileSync(
        join(root, 'labels.yaml'),
        `apiVersion: sallyport.dev/v1alpha1\nkind: Config\nspec:\n  namespaces: [{name: shop, labels: ${labels}}]\n`,
      );
    configured('{team: two}');
    const words = ['--self-signed', '--ca-file', 'labels.crt', '--policies', 'strict', '--config', 'labels.yaml'];
    const { child, url, ended } = await serving(...words);
    try {
      const certificate = { certificate: '', key: '', authority: readFileSync(join(root, 'labels.crt'), 'utf8') };
      const allowed = async () => {
        const { text } = await send({ url, certificate }, JSON.stringify(buildReview(FORBIDDEN)));
        return (JSON.parse(text) as { response: { allowed: boolean } }).response.allowed;
      };
      assert.equal(await allowed(), true);
      configured('{team: one}');
      while (await allowed()) await new Promise((resolve) => setTimeout(resolve, 50));
    } finally {
      child.kill('SIGTERM');
    }
    assert.equal(await ended, 0);
  });

  it('refuses to start with policies that do not load, with file and line', () => {
    writeFileSync(
      join(root, 'bad.yaml'),
      'apiVersion: sallyport.dev/v1alpha1\nkind: Policy\nmetadata: {name: a}\nspek: {}\n',
    );
    const { status, stderr } = refused('--self-signed', '--policies', 'bad.yaml');
    assert.equal(status, 2);
    assert.match(stderr, /^bad\.yaml:\d+:\d+: .*spek/m);
    assert.equal(refused('--self-signed', '--policies', 'none').status, 2);
    assert.equal(refused('--self-signed', '--policies', 'pack:nothing').status, 2);
  });

  it('refuses a configuration, certificate or kubeconfig that cannot be used', () => {
    writeFileSync(join(root, 'config.yaml'), 'apiVersion: sallyport.dev/v1alpha1\nkind: Config\nspec: {polices: []}\n');
    const config = refused('--self-signed', '--config', 'config.yaml');
    assert.equal(config.status, 2);
    assert.match(config.stderr, /^config\.yaml:3:\d+: /m);
    const certificate = refused('--tls-cert', 'none.crt', '--tls-key', 'none.key', '--policies', 'policies');
    assert.equal(certificate.status, 2);
    assert.match(certificate.stderr, /certificate file `.*none\.crt` cannot be read \(ENOENT\) \[certificate\]/);
    const cluster = refused('--self-signed', '--policies', 'policies', '--kubeconfig', 'none');
    assert.equal(cluster.status, 2);
    assert.match(cluster.stderr, /kubeconfig `.*none` cannot be read/);
  });

  it('says what is wrong with its flags, with exit code 3', async () => {
    const cases: readonly [readonly string[], RegExp][] = [
      [[], /needs --tls-cert FILE and --tls-key FILE, or --self-signed/],
      [['--tls-cert', 'a'], /needs --tls-cert FILE and --tls-key FILE/],
      [['--self-signed', '--tls-cert', 'a'], /leave out --tls-cert/],
      [['--tls-cert', 'a', '--tls-key', 'b', '--ca-file', 'c'], /--ca-file goes with --self-signed only/],
      [['--self-signed', '--hostname', 'a b'], /--hostname is a DNS name or an IP address, not `a b`/],
      [['--self-signed', '--port', '70000'], /--port is a port from 0/],
      [['--self-signed', '--shutdown-delay', 'soon'], /--shutdown-delay is a duration/],
      [['--self-signed', '--namespaces-from', 'cluster'], /needs --kubeconfig FILE/],
      [['--self-signed', '--namespaces-from', 'config', '--kubeconfig', 'a'], /leave one of them out/],
    ];
    for (const [words, message] of cases) {
      const io = recordingIo({ cwd: root });
      assert.equal(await dispatch(['serve', ...words], commands, io), 3);
      assert.match(io.written.err, message);
      assert.match(io.written.err, /see: sallyport help serve/);
      assert.equal(io.written.out, '');
    }
  });

  it('names a port that is taken', async () => {
    const { child, line, ended } = await serving('--self-signed', '--policies', 'policies');
    const port = /https:\/\/[^:]+:(\d+)/.exec(line)?.[1] ?? '';
    const { status, stderr } = refused(
      '--self-signed',
      '--policies',
      'policies',
      '--port',
      port,
      '--metrics-port',
      '0',
    );
    child.kill('SIGTERM');
    assert.equal(status, 3);
    assert.match(stderr, new RegExp(`cannot listen: .*EADDRINUSE.*${port}`));
    assert.equal(await ended, 0);
  });
});
