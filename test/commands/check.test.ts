import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { optionsOf } from '../../src/commands/check.ts';
import { UsageError } from '../../src/commands/command.ts';
import { invocationOf, parseFlags } from '../../src/commands/flags.ts';
import { commandNamed } from '../builders/command.ts';
import { CONFIGURATION, RULES } from '../builders/history.ts';
import { withRepository } from '../builders/repository.ts';

const check = commandNamed('check');
const options = (...args: string[]) => optionsOf(invocationOf(check, parseFlags(check, args), {} as never));

describe('optionsOf()', () => {
  it('refuses what no namespace can be called', () => {
    for (const name of ['', 'Shop', 'a.b', 'a b']) assert.throws(() => options('-n', name), UsageError);
  });

  it('reads the flags', () => {
    const now = '2027-03-01';
    const read = options(
      'a',
      '--policies',
      'x',
      '--policies=pack:y',
      '--now',
      now,
      '--base',
      'main',
      '--min-objects',
      '3',
      '--fail-on',
      'warn',
      '-n',
      'shop',
    );
    assert.deepEqual(read, {
      words: ['a'],
      against: { base: 'main' },
      policies: ['x', 'pack:y'],
      config: undefined,
      namespace: 'shop',
      now: Date.parse(now),
      failOn: 'warn',
      minObjects: 3,
      threads: undefined,
      kubernetesVersion: undefined,
      strictKinds: false,
      schemas: [],
      snapshot: undefined,
    });
    assert.equal(options('--staged').against, 'index');
    assert.equal(options().against, 'disk');
  });

  it('refuses what cannot be meant', () => {
    for (const args of [
      ['--staged', '--base', 'x'],
      ['--staged', '-'],
      ['--min-objects', 'many'],
      ['--now', 'soon'],
      ['--kubernetes-version', 'latest'],
    ])
      assert.throws(() => options(...args), UsageError, args.join(' '));
  });
});

describe('sallyport check', () => {
  const map = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {level: loud}\n';

  it('prints the report, or writes it whole to a file, in the form that is asked for', async () => {
    await withRepository(({ path, write, sallyport }) => {
      write({ 'sallyport.yaml': CONFIGURATION, 'rules/rules.yaml': RULES, 'apps/a.yaml': map });
      const text = sallyport(['check']);
      assert.equal(text.code, 1, text.stderr);
      assert.match(text.stdout, /^apps\/a\.yaml:4:8 {2}deny {2}level is loud\n/);
      assert.equal(text.stderr, '');
      const sarif = sallyport(['check', '--format', 'sarif', '-o', 'out.sarif'], { cwd: join(path, 'apps') });
      assert.equal(sarif.code, 1);
      assert.equal(sarif.stdout, '');
      const log = JSON.parse(readFileSync(join(path, 'apps', 'out.sarif'), 'utf8'));
      assert.equal(log.version, '2.1.0');
      assert.equal(log.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri, 'apps/a.yaml');
      assert.equal(sallyport(['check', '--format', 'json', '-o', 'no/such/folder']).code, 3);
      assert.equal(existsSync(join(path, 'no')), false);
    });
  });

  it('says which packs judge where there is no configuration, and that nothing was there', async () => {
    await withRepository(({ write, sallyport }) => {
      write({ 'notes.yaml': 'a: b\n' });
      const ran = sallyport(['check']);
      assert.equal(ran.code, 0, ran.stdout);
      assert.match(
        ran.stderr,
        /there is no sallyport\.yaml: judged by the default packs pack:pod-security-baseline and pack:standards/,
      );
      assert.match(ran.stderr, /no object was there to be judged/);
    });
  });

  it('gives a bad configuration and bad policies exit code 2 with file, line and column', async () => {
    await withRepository(({ write, sallyport }) => {
      write({ 'sallyport.yaml': CONFIGURATION.replace('policies:', 'polices:'), 'rules/rules.yaml': RULES });
      const config = sallyport(['check']);
      assert.equal(config.code, 2);
      assert.match(
        config.stdout,
        /sallyport\.yaml:4:3 {2}error {2}unknown-field: there is no field `polices`, did you/,
      );
      write({
        'sallyport.yaml': CONFIGURATION,
        'rules/rules.yaml': RULES.replace('severity: medium', 'severity: mediun'),
      });
      const policies = sallyport(['check', 'sallyport.yaml']);
      assert.equal(policies.code, 2);
      assert.match(policies.stdout, /rules\/rules\.yaml:7:3 {2}error/);
      assert.equal(sallyport(['check', '--policies', 'pack:nothing']).code, 2);
      assert.equal(sallyport(['check', '--polices', 'x']).code, 3);
    });
  });

  it('needs no git for files, and says so when it does', async () => {
    await withRepository(({ write, sallyport, path }) => {
      write({ 'apps/a.yaml': map, 'rules/rules.yaml': RULES });
      const env = { PATH: '/nowhere' };
      assert.equal(sallyport(['check', '--policies', 'rules', 'apps'], { env }).code, 1);
      const staged = sallyport(['check', '--policies', 'rules', '--staged'], { env });
      assert.equal(staged.code, 2);
      assert.match(staged.stdout, /git: git cannot be started in `/);
      const outside = sallyport(['check', '--staged'], { cwd: '/', env: { GIT_CEILING_DIRECTORIES: '/' } });
      assert.equal(outside.code, 2);
      assert.match(outside.stdout, /git: not a git repository/);
      assert.ok(path);
    });
  });
});

// What nobody writes and somebody generates: each ends with a correct result, or one clear error.
describe('sallyport check on very much text', () => {
  const configMap = (index: number) => {
    const level = index % 1000 === 999 ? 'loud' : 'low';
    return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c${index}, namespace: demo}\ndata: {level: ${level}}\n`;
  };
  const judge = (text: string): Promise<{ code: number; report: JsonReport }> =>
    new Promise((done, fail) => {
      withRepository(({ write, sallyport }) => {
        write({ 'rules/rules.yaml': RULES, 'apps/all.yaml': text });
        const { code, stdout } = sallyport(['check', '--policies', 'rules', '--format', 'json', 'apps']);
        done({ code, report: JSON.parse(stdout) });
      }).catch(fail);
    });

  interface JsonReport {
    readonly summary: {
      readonly files: number;
      readonly objects: number;
      readonly denied: number;
      readonly errors: number;
    };
    readonly findings: readonly { readonly location: { readonly line: number } }[];
    readonly errors: readonly { readonly code: string; readonly message: string; readonly location: unknown }[];
  }

  it('judges 100,000 documents of a file, each finding at its line', async () => {
    const { code, report } = await judge(
      Array.from({ length: 100_000 }, (_, index) => `${configMap(index)}---\n`).join(''),
    );
    assert.equal(code, 1);
    assert.deepEqual([report.summary.objects, report.summary.denied, report.summary.errors], [100_000, 100, 0]);
    assert.deepEqual(
      report.findings.map(({ location }) => location.line),
      Array.from({ length: 100 }, (_, index) => (index * 1000 + 999) * 5 + 4),
    );
  });

  it('judges 100,000 items of a List, each finding at its line', async () => {
    const item = (index: number) => `- ${configMap(index).trimEnd().replaceAll('\n', '\n  ')}\n`;
    const items = Array.from({ length: 100_000 }, (_, index) => item(index)).join('');
    // Above the bound on one document: it is one.
    const whole = await judge(`apiVersion: v1\nkind: List\nitems:\n${items}`);
    assert.deepEqual([whole.code, whole.report.errors.map(({ code }) => code)], [2, ['size-limit']]);
    const half = Array.from({ length: 50_000 }, (_, index) => item(index)).join('');
    const { code, report } = await judge(`apiVersion: v1\nkind: List\nitems:\n${half}`);
    assert.deepEqual([code, report.summary.objects, report.summary.denied], [1, 50_000, 50]);
    assert.deepEqual(
      report.findings.map(({ location }) => location.line),
      Array.from({ length: 50 }, (_, index) => 3 + (index * 1000 + 999) * 4 + 4),
    );
  });

  it('says of a file of 50 MB, and of a document of 30 MB, that it is too long', async () => {
    const lines = (bytes: number) => `  key: ${'x'.repeat(92)}\n`.repeat(bytes / 100);
    for (const [bytes, message] of [
      [50_000_000, /^the file has 5\d{7} bytes, more than the 33554432 that are read; split it or exclude it$/],
      [30_000_000, /^the document is longer than 8388608 characters; split it into several$/],
    ] as const) {
      const { code, report } = await judge(`${configMap(0)}${lines(bytes)}`);
      assert.equal(code, 2);
      assert.deepEqual(
        report.errors.map((one) => one.code),
        ['size-limit'],
      );
      assert.match(report.errors[0]!.message, message);
    }
  });
});
