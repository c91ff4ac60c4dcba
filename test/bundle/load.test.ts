import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { expressionsWith } from '../../src/bundle/expressions.ts';
import { compileDocument, loadBundle, readSources } from '../../src/bundle/load.ts';
import { packNames } from '../../src/bundle/sources.ts';
import { binding, documentOf, load, policy } from '../builders/bundle.ts';

const RULE = '    - {id: a, assert: "true", message: m}';
const problems = async (text: string) => {
  const loaded = await load(text);
  return loaded.ok
    ? []
    : loaded.problems.map(({ message, location }) => `${location?.line}:${location?.column} ${message}`);
};
const exemption = (spec: string) =>
  `apiVersion: sallyport.dev/v1alpha1\nkind: Exemption\nmetadata: {name: e}\nspec: ${spec}\n---\n`;

describe('loadBundle()', () => {
  it('loads every built-in pack and gives the same digest twice', async () => {
    for (const pack of ['pod-security-baseline', 'pod-security-restricted', 'standards']) {
      const [first, second] = [await loadBundle([{ pack }]), await loadBundle([{ pack }])];
      assert.ok(first.ok && second.ok, JSON.stringify(first.ok || first.problems));
      assert.ok(first.bundle.bound.length >= 5);
      assert.equal(first.bundle.digest, second.bundle.digest);
    }
  });

  it('binds built-in policies by name, glob and pack', async () => {
    for (const named of ['"pack:pod-security-baseline"', 'unprivileged-containers', '"unprivileged-*"']) {
      const loaded = await load(binding(named));
      assert.ok(loaded.ok, JSON.stringify(loaded.ok || loaded.problems));
      assert.ok(loaded.bundle.policies.has('unprivileged-containers'));
    }
  });

  it('gives a folder and its parts in another order the same digest, tests aside', async () => {
    const one = await load(policy('p', RULE) + binding('p'));
    const two = await load(binding('p') + policy('p', RULE));
    assert.ok(one.ok && two.ok);
    assert.equal(one.bundle.digest, two.bundle.digest);
  });

  it('points at the line of every mistake and suggests what was meant', async () => {
    assert.deepEqual(await problems(policy('first', RULE).replace('severity', 'severty')), [
      '4:1 the field `severity` is missing',
      '7:3 there is no field `severty`, did you mean `severity`',
    ]);
    assert.match(
      (await problems(policy('first', RULE) + binding('frist')))[0] ?? '',
      /:\d+ no policy is named `frist`, did you mean `first`/,
    );
    assert.match(
      (await problems(policy('first', RULE) + binding('"nothing-*"')))[0] ?? '',
      /the glob `nothing-\*` selects no policy/,
    );
    assert.match((await problems(binding('"pack:standard"')))[0] ?? '', /did you mean `pack:standards`/);
    assert.match((await problems(policy('a', RULE) + policy('a', RULE)))[0] ?? '', /is taken by the Policy/);
    assert.match(
      (await problems(policy('p', RULE.replace('true', '$objct.a = 1'))))[0] ?? '',
      /did you mean `\$object`/,
    );
    assert.match(
      (await problems(policy('unprivileged-containers', RULE)))[0] ?? '',
      /^3:12 the name `unprivileged-containers` is taken by the Policy of pack:pod-security-baseline/,
    );
    const test = 'apiVersion: sallyport.dev/v1alpha1\nkind: PolicyTest\nmetadata: {name: t}\nspec: ';
    assert.deepEqual(await problems(`${policy('first', RULE)}${test}{policy: frist, cases: [{name: a, accept: {}}]}`), [
      '19:8 no policy is named `frist`, did you mean `first`',
    ]);
    assert.deepEqual(await problems('# nothing but a comment\n'), [
      '1:1 holds no Sallyport document: nothing would be judged by it',
    ]);
    assert.match((await problems('a: [1'))[0] ?? '', /^\d+:\d+ /);
    assert.match((await problems('apiVersion: v1\nkind: Pod\n'))[0] ?? '', /no Sallyport document/);
  });

  it('checks parameters, dates, exemptions and workload kinds against what they refer to', async () => {
    const withParameters = `  match: {kinds: ["*"]}\n  parameters: {type: object, required: [size], properties: {size: {type: integer}}}`;
    assert.match(
      (await problems(policy('p', RULE, withParameters) + binding('p')))[0] ?? '',
      /the parameters of `p` are not right/,
    );
    assert.deepEqual(
      await problems(policy('p', RULE, withParameters) + binding('p', 'deny', '  parameters: {p: {size: 1}}')),
      [],
    );
    assert.match(
      (await problems(policy('p', RULE) + binding('p', 'deny', '  parameters: {q: {}}')))[0] ?? '',
      /`q`, which this binding does not bind/,
    );
    assert.match(
      (
        await problems(policy('p', RULE) + binding('p', 'deny', '  schedule: [{from: 2026-02-30, enforcement: deny}]'))
      )[0] ?? '',
      /no day of the calendar/,
    );
    const twice = '  schedule: [{from: 2027-03-01, enforcement: deny}, {from: 2027-03-01, enforcement: audit}]';
    assert.match((await problems(policy('p', RULE) + binding('p', 'deny', twice)))[0] ?? '', /says twice what holds/);
    for (const match of ['{kinds: [Pod], exclude: {}}', '{kinds: [Pod], subresources: [pods/exec]}'])
      assert.equal((await problems(policy('p', RULE, `  match: ${match}`))).length, 1, match);
    const base = 'subjects: {names: [a]}, reason: r, owner: o, expires: ';
    assert.match(
      (await problems(exemption(`{policies: [nothing-at-all], ${base}2027-01-01}`)))[0] ?? '',
      /no policy is named/,
    );
    assert.match(
      (await problems(policy('p', RULE) + exemption(`{policies: [p], rules: [b], ${base}2027-01-01}`)))[0] ?? '',
      /no rule of these policies/,
    );
    const kind =
      'apiVersion: sallyport.dev/v1alpha1\nkind: WorkloadKind\nmetadata: {name: w}\nspec: {kinds: [apps/Deployment], podSpec: spec.template.spec}\n';
    assert.match((await problems(kind))[0] ?? '', /is built in/);
  });

  it('names packs and paths that do not exist', async () => {
    for (const source of [{ pack: 'standard' }, { path: 'no/such/folder' }]) {
      const loaded = await loadBundle([source]);
      assert.equal(loaded.ok, false);
    }
  });

  it('compiles documents and expressions by themselves as well', () => {
    const expressions = expressionsWith(() => {});
    assert.equal(expressions('$object.a', '', false).ok, true);
    assert.equal(expressions('$object.', '', false).ok, false);
    assert.equal(compileDocument(documentOf(policy('p', RULE))).result.ok, true);
  });

  it('reads of the built-in policies those that are referred to, and all for a suggestion', async () => {
    const shipped = (text: string) => {
      const files = [{ path: 'a.yaml', bytes: new TextEncoder().encode(text) }];
      return readSources([{ name: 'text', files }], [], { packTests: false }).shipped.map(({ name }) => name);
    };
    assert.deepEqual(shipped(policy('p', RULE) + binding('p')), []);
    assert.deepEqual(shipped(binding('unprivileged-containers')), ['unprivileged-containers']);
    assert.equal(shipped(binding('"pack:pod-security-baseline"')).length, 12);
    assert.ok(shipped(binding('unprivileged-container')).length >= 30);
    assert.match((await problems(policy('pinned-images', RULE)))[0] ?? '', /`pinned-images` is taken by the Policy/);
  });

  it('finds every built-in policy in a file of its name', () => {
    const { own } = readSources(
      packNames().map((pack) => ({ pack })),
      [],
      { packTests: false },
    );
    for (const { name, file } of own.filter(({ kind }) => kind === 'Policy'))
      assert.ok(file.endsWith(`/${name}.yaml`), file);
  });
});

describe('templates of built-in policies', () => {
  it('are loaded only where a binding turns on what wants them', async () => {
    const templates = async (pack: string) => {
      const loaded = await loadBundle([{ pack }]);
      assert.ok(loaded.ok);
      return loaded.templates.length;
    };
    assert.equal(await templates('standards'), 0);
    assert.ok((await templates('templates')) >= 6);
  });
});
