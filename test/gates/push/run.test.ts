import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ReceiveOptions, runReceive } from '../../../src/gates/push/run.ts';
import { CONFIGURATION, RULES } from '../../builders/history.ts';
import { type Repository, type RepositoryOptions, withRepository } from '../../builders/repository.ts';

const OPTIONS: ReceiveOptions = {
  policies: [],
  config: undefined,
  now: Date.UTC(2026, 0, 1),
  failOn: undefined,
  kubernetesVersion: undefined,
  pusherVariables: ['PUSHER'],
  strictKinds: false,
  schemas: [],
  snapshot: undefined,
};
const map = (name: string, data: string, more = '') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: ${data}\n${more}`;

/** Judges updates `old new ref` in the repository; the default branch is what HEAD names. */
async function receive(
  { path, env }: Repository,
  updates: readonly string[],
  more: Partial<ReceiveOptions> = {},
  extra = {},
) {
  const input = Buffer.from(updates.map((one) => `${one}\n`).join(''));
  const received = await runReceive(
    input,
    { ...OPTIONS, ...more },
    { cwd: path, env: { ...env, ...extra }, version: '0.1.0' },
  );
  assert.ok(received);
  return {
    exitCode: received.exitCode,
    notes: received.notes,
    found: received.answers.flatMap(({ report }) => [
      ...report.findings.map(
        ({ operation, location, policy, rule }) => `${operation} ${location?.file}:${location?.line} ${policy}/${rule}`,
      ),
      ...report.errors.map(({ code, location }) => `${code} ${location?.file ?? '-'}`),
    ]),
  };
}

const zero = (id: string) => '0'.repeat(id.length);

async function withRules(
  use: (repository: Repository, rules: string) => Promise<void>,
  options: RepositoryOptions = {},
) {
  await withRepository(async (repository) => {
    repository.write({ 'sallyport.yaml': CONFIGURATION, 'rules/rules.yaml': RULES });
    await use(repository, repository.commit('rules'));
  }, options);
}

describe('runReceive()', () => {
  for (const objectFormat of ['sha1', 'sha256'] as const) {
    it(`judges the new tip against the old one, with ${objectFormat}`, async () => {
      await withRules(
        async (repository, rules) => {
          repository.write({ 'apps/a.yaml': map('a', '{level: loud}') });
          const bad = repository.commit('bad');
          repository.write({ 'apps/a.yaml': map('a', '{level: low, owner: ada}') });
          const mended = repository.commit('mended');
          assert.deepEqual(await receive(repository, [`${rules} ${bad} refs/heads/main`]), {
            exitCode: 1,
            notes: [],
            found: ['CREATE apps/a.yaml:4 quiet-level/level'],
          });
          const both = await receive(repository, [`${rules} ${mended} refs/heads/main`]);
          assert.deepEqual(both, { exitCode: 0, notes: [], found: [] }, 'only the tip counts');
        },
        { objectFormat },
      );
    });
  }

  it('judges a force push and a merge by their tips', async () => {
    await withRules(async (repository, rules) => {
      repository.write({ 'apps/a.yaml': map('a', '{owner: ada}') });
      const ahead = repository.commit('ahead');
      assert.deepEqual((await receive(repository, [`${ahead} ${rules} refs/heads/main`])).found, [
        'DELETE apps/a.yaml:1 kept-maps/deletion',
        'DELETE apps/a.yaml:4 kept-maps/owner',
      ]);
      repository.git('checkout', '-q', '-b', 'side', rules);
      repository.write({ 'apps/b.yaml': map('b', '{level: loud}') });
      repository.commit('side');
      repository.git('checkout', '-q', 'main');
      repository.git('merge', '-q', '--no-edit', 'side');
      const merged = repository.git('rev-parse', 'HEAD');
      assert.deepEqual((await receive(repository, [`${ahead} ${merged} refs/heads/main`])).found, [
        'CREATE apps/b.yaml:4 quiet-level/level',
      ]);
    });
  });

  it('compares a new branch with where it left the default branch, by the rules of the default branch', async () => {
    await withRules(async (repository, rules) => {
      repository.git('checkout', '-q', '-b', 'side');
      repository.write({ 'apps/b.yaml': map('b', '{level: loud}'), 'sallyport.yaml': null, 'rules/rules.yaml': null });
      const side = repository.commit('side');
      repository.git('checkout', '-q', 'main');
      repository.write({ 'apps/a.yaml': map('a', '{owner: ada}') });
      repository.commit('main goes on');
      const created = await receive(repository, [`${zero(rules)} ${side} refs/heads/side`]);
      assert.deepEqual(created, { exitCode: 1, notes: [], found: ['CREATE apps/b.yaml:4 quiet-level/level'] });
      repository.git('checkout', '-q', '--orphan', 'alone');
      const alone = repository.commit('alone');
      assert.deepEqual((await receive(repository, [`${zero(rules)} ${alone} refs/heads/alone`])).found, []);
    });
  });

  it('lets no push switch off its own gate, nor leave rules behind that cannot be loaded', async () => {
    await withRules(async (repository, rules) => {
      repository.write({
        'rules/rules.yaml': RULES.replaceAll('enforcement: deny', 'enforcement: audit'),
        'apps/a.yaml': map('a', '{level: loud}'),
      });
      const weaker = repository.commit('weaker');
      assert.equal((await receive(repository, [`${rules} ${weaker} refs/heads/main`])).exitCode, 1);
      repository.write({ 'rules/rules.yaml': 'kind: [\n', 'apps/a.yaml': null });
      const broken = repository.commit('broken');
      const refused = await receive(repository, [`${rules} ${broken} refs/heads/main`]);
      assert.deepEqual(refused, { exitCode: 2, notes: [], found: ['yaml-syntax rules/rules.yaml'] });
      const stuck = await receive(repository, [`${broken} ${rules} refs/heads/main`]);
      assert.deepEqual(stuck.found, ['rules -', 'yaml-syntax rules/rules.yaml']);
      const rescued = await receive(repository, [`${broken} ${rules} refs/heads/main`], {
        policies: ['pack:pod-security-baseline'],
      });
      assert.equal(rescued.exitCode, 0);
    });
  });

  it('judges a first push by the default packs, or the policies of the server', async () => {
    await withRepository(async (repository) => {
      const spec = '{hostNetwork: true, containers: [{name: c, image: "c:1.0.0"}]}';
      const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: shop}\nspec: ${spec}\n`;
      repository.write({ 'pod.yaml': pod });
      const tip = repository.commit('first');
      repository.git('symbolic-ref', 'HEAD', 'refs/heads/unborn');
      const found = async (policies: readonly string[]) =>
        (await receive(repository, [`${zero(tip)} ${tip} refs/heads/main`], { policies })).found;
      assert.ok(
        (await found([])).includes('CREATE pod.yaml:4 private-host-namespaces/network'),
        JSON.stringify(await found([])),
      );
      assert.deepEqual(await found(['pack:pod-security-baseline']), [
        'CREATE pod.yaml:4 private-host-namespaces/network',
      ]);
    });
  });

  it('notes what it does not judge, and judges every branch of a push', async () => {
    await withRules(async (repository, rules) => {
      repository.write({ 'apps/a.yaml': map('a', '{level: loud}') });
      const bad = repository.commit('bad');
      const { exitCode, notes, found } = await receive(repository, [
        `${rules} ${zero(rules)} refs/heads/old`,
        `${zero(rules)} ${bad} refs/tags/v1`,
        `${rules} ${rules} refs/heads/same`,
        `${rules} ${bad} refs/heads/one`,
        `${rules} ${bad} refs/heads/two`,
        `${rules} ${'ab'.repeat(20)} refs/heads/nothing`,
      ]);
      assert.equal(exitCode, 2);
      assert.deepEqual(notes, [
        '`refs/heads/old` is deleted: nothing is judged, and no object of it is deleted from a cluster by this',
        '`refs/tags/v1` is not judged: only branches are',
      ]);
      assert.deepEqual(found, [
        'CREATE apps/a.yaml:4 quiet-level/level',
        'CREATE apps/a.yaml:4 quiet-level/level',
        'revision -',
      ]);
    });
  });

  it('finds the labels of a namespace in the new tree, and does not see a replaced object', async () => {
    await withRules(async (repository) => {
      repository.write({
        'space.yaml': 'apiVersion: v1\nkind: Namespace\nmetadata: {name: gold, labels: {tier: gold}}\n',
      });
      const before = repository.commit('space');
      const secret = (line: string) => `apiVersion: v1\nkind: Secret\nmetadata: {name: s, namespace: gold}\n${line}\n`;
      repository.write({ 's.yaml': secret('data: {a: Yg==}') });
      const after = repository.commit('secret');
      const blob = repository.git('rev-parse', 'HEAD:s.yaml');
      const harmless = repository
        .tryGit(['hash-object', '-w', '--stdin'], { input: secret('type: Opaque') })
        .stdout.trim();
      repository.git('replace', blob, harmless);
      assert.deepEqual((await receive(repository, [`${before} ${after} refs/heads/main`])).found, [
        'CREATE s.yaml:4 plain-secrets/text',
      ]);
    });
  });

  it('knows the one who pushes by the variables of the server', async () => {
    const policy = `apiVersion: sallyport.dev/v1alpha1
kind: Policy
metadata: {name: released-maps}
spec:
  title: Only the release user changes maps
  category: test
  severity: low
  since: 0.1.0
  why: releases are reviewed
  remediation: ask the release user
  match: {kinds: [ConfigMap]}
  actorProof: push
  conditions: [{name: somebody else, expression: "$not($actor.name = 'release')"}]
  rules: [{id: who, assert: "false", message: "{$actor.name} may not"}]
---
apiVersion: sallyport.dev/v1alpha1
kind: PolicyBinding
metadata: {name: all}
spec: {policies: [released-maps], enforcement: deny}
`;
    await withRepository(async (repository) => {
      repository.write({ 'sallyport.yaml': CONFIGURATION, 'rules/rules.yaml': policy });
      const before = repository.commit('rules');
      repository.write({ 'apps/a.yaml': map('a', '{}') });
      const line = `${before} ${repository.commit('map')} refs/heads/main`;
      assert.equal((await receive(repository, [line], {}, { PUSHER: 'release' })).exitCode, 0);
      assert.deepEqual((await receive(repository, [line], {}, { PUSHER: 'ada' })).found, [
        'CREATE apps/a.yaml:1 released-maps/who',
      ]);
      assert.deepEqual(
        await receive(repository, [line]),
        { exitCode: 0, notes: [], found: [] },
        'a claim does not suffice',
      );
    });
  });

  it('takes nothing else for input', async () => {
    await withRepository(async ({ path, env }) => {
      const around = { cwd: path, env, version: '0.1.0' };
      assert.equal(await runReceive(Buffer.from('hello\n'), OPTIONS, around), undefined);
      assert.deepEqual(await runReceive(Buffer.alloc(0), OPTIONS, around), { answers: [], notes: [], exitCode: 0 });
    });
  });
});
