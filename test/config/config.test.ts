import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Config, DEFAULT_CONFIG, excludes, namespaceForPath, parseConfig } from '../../src/config/config.ts';

const HEAD = 'apiVersion: sallyport.dev/v1alpha1\nkind: Config\n';
const parse = (text: string) => parseConfig('sallyport.yaml', Buffer.from(text));
const problems = (text: string) => {
  const parsed = parse(text);
  assert.ok(!parsed.ok, 'expected problems');
  return parsed.problems.map(({ code, location }) => `${code} ${location?.file}:${location?.line}:${location?.column}`);
};

describe('parseConfig()', () => {
  it('fills in what the file leaves out', () => {
    assert.deepEqual(parse(`${HEAD}spec: {}\n`), { ok: true, config: DEFAULT_CONFIG });
    assert.deepEqual(
      parse(`${HEAD}metadata: {name: x}\nspec: {policies: [rules], failOn: warn, kubernetesVersion: "1.34"}\n`),
      {
        ok: true,
        config: { ...DEFAULT_CONFIG, policies: ['rules'], failOn: 'warn', kubernetesVersion: '1.34' },
      },
    );
  });

  it('refuses an unknown field with its place and the name that was meant', () => {
    const parsed = parse(`${HEAD}spec:\n  polices: [rules]\n`);
    assert.ok(!parsed.ok);
    assert.equal(parsed.problems[0]?.message, 'there is no field `polices`, did you mean `policies`');
    assert.deepEqual(parsed.problems[0]?.location, { file: 'sallyport.yaml', line: 4, column: 3 });
  });

  it('refuses whatever else is not right, each at its place', () => {
    assert.deepEqual(problems(''), ['config-empty sallyport.yaml:1:1']);
    assert.deepEqual(problems('kind: Config\nspec: {}\n'), ['missing-field sallyport.yaml:1:1']);
    assert.deepEqual(problems(`${HEAD}spec: {}\nspec: {}\n`), ['duplicate-key sallyport.yaml:4:1']);
    assert.deepEqual(problems(`${HEAD}spec: {failOn: deni}\n`), ['value-not-allowed sallyport.yaml:3:8']);
    assert.deepEqual(problems(`${HEAD}spec: {kubernetesVersion: 1.35}\n`), ['wrong-type sallyport.yaml:3:8']);
    assert.deepEqual(problems(`${HEAD}spec: {policies: []}\n`), ['value-not-allowed sallyport.yaml:3:8']);
    assert.deepEqual(problems(`${HEAD}spec: {}\n---\n${HEAD}spec: {}\n`), ['config-shape sallyport.yaml:5:1']);
    assert.deepEqual(problems(`${HEAD}spec: [1\n`), ['yaml-syntax sallyport.yaml:4:1']);
    assert.deepEqual(
      problems(`${HEAD}spec:\n  namespaces:\n    - {name: a, labels: {}}\n    - {name: a, labels: {}}\n`),
      ['config-shape sallyport.yaml:6:17'],
    );
    assert.equal(parseConfig('x', Buffer.from([0xff, 0xfe, 0xff])).ok, false);
  });
});

describe('paths', () => {
  const config: Config = {
    ...DEFAULT_CONFIG,
    exclude: ['vendored', 'docs/**/*.yaml', '*.json'],
    namespaces: [
      { name: 'prod', paths: ['apps/prod/'] },
      { name: 'shop', paths: ['apps'] },
    ],
  };

  it('takes the fields of spec beside `kind` as well, and checks them the same', () => {
    const frame = 'apiVersion: sallyport.dev/v1alpha1\nkind: Config\n';
    const parse = (text: string) => parseConfig('sallyport.yaml', new TextEncoder().encode(frame + text));
    assert.deepEqual(parse('failOn: warn\nexclude: [docs]\n'), parse('spec: {failOn: warn, exclude: [docs]}\n'));
    const wrong = parse('failOn: warn\nexcludes: [docs]\n');
    assert.deepEqual(wrong.ok ? [] : wrong.problems.map(({ message, location }) => `${location?.line} ${message}`), [
      '4 there is no field `excludes`, did you mean `exclude`',
    ]);
    assert.equal(parse('spec: {}\nfailOn: warn\n').ok, false);
  });

  it('a path that the user names is not excluded', () => {
    assert.equal(excludes(config, 'vendored/a.yaml', 'vendored'), false);
    assert.equal(excludes(config, 'vendored/a.yaml', '.'), true);
    assert.equal(excludes(config, 'docs/x.yaml', 'docs'), true);
  });

  it('excludes() covers files and all below folders', () => {
    for (const path of ['vendored', 'vendored/a/b.yaml', 'docs/x.yaml', 'docs/a/b/x.yaml', 'top.json'])
      assert.equal(excludes(config, path), true, path);
    for (const path of ['vendored2/a.yaml', 'a/vendored/b.yaml', 'docs/x.yml', 'a/top.json'])
      assert.equal(excludes(config, path), false, path);
  });

  it('namespaceForPath() takes the first entry that covers a path', () => {
    assert.equal(namespaceForPath(config, 'apps/prod/a.yaml'), 'prod');
    assert.equal(namespaceForPath(config, 'apps/a.yaml'), 'shop');
    assert.equal(namespaceForPath(config, 'a.yaml'), undefined);
  });
});
