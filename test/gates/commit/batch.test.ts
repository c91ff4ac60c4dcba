import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { batchJudge, errorAt, type Facts, surveyor, unreadable } from '../../../src/gates/commit/batch.ts';
import { findConfig, loadRules } from '../../../src/gates/commit/rules.ts';

const place = { cwd: '/nowhere', root: undefined };
const options = { policies: ['pack:pod-security-baseline'], config: undefined, kubernetesVersion: undefined };
const found = findConfig({ ...options, strictKinds: false }, place);
assert.ok(found.ok);
const loaded = await loadRules({ ...options, strictKinds: false }, found, place);
assert.ok(loaded.ok);
const judge = batchJudge({ ...place, rules: loaded.rules, namespace: undefined, now: 0 });
const facts: Facts = { definitions: [], namespaces: [], live: [] };
const file = (path: string, text: string) => ({ path, bytes: Buffer.from(text) });
const POD = `apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop}
spec: {hostNetwork: true, containers: [{name: app, image: "a:1"}]}
`;
const SPACE = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n';

describe('batchJudge()', () => {
  it('makes of files a portion of the report', async () => {
    const batch = await judge([file('a.yaml', POD), file('b.yaml', 'x: 1\n'), file('c.yaml', 'a: [1\n')], facts);
    assert.deepEqual([batch.files, batch.ignored, batch.portion.objects], [3, 1, 1]);
    assert.deepEqual(
      batch.portion.findings.map(({ policy, location }) => `${policy} ${location?.file}:${location?.line}`),
      ['private-host-namespaces a.yaml:4'],
    );
    assert.deepEqual(
      batch.errors.map(({ code, location }) => `${code} ${location?.file}`),
      ['yaml-syntax c.yaml'],
    );
  });

  it('says of a file that is gone that it cannot be read', async () => {
    const { errors, files } = await judge([{ path: 'a.yaml', full: '/nowhere/a.yaml' }], facts);
    assert.deepEqual([files, errors.map(({ code }) => code)], [0, ['unreadable']]);
  });

  it('hands over what its objects say about all others', async () => {
    const { own } = await judge([file('a.yaml', `${POD}---\n${SPACE}`)], facts);
    assert.deepEqual(
      own.namespaces.map(({ metadata }) => metadata),
      [{ name: 'shop' }],
    );
  });
});

describe('surveyor()', () => {
  it('finds definitions and namespaces, and reads no file without the words', () => {
    const survey = surveyor(place);
    const { namespaces, definitions } = survey([file('a.yaml', 'Name: [\n'), file('b.yaml', SPACE)]);
    assert.deepEqual([namespaces.length, definitions.length], [1, 0]);
  });
});

describe('errors of files', () => {
  it('deny at their place', () => {
    assert.deepEqual(errorAt('a.yaml', 'c', 'm').location, { file: 'a.yaml', line: 1, column: 1 });
    const problem = { file: 'a.yaml', code: 'yaml-syntax', message: 'm', position: { line: 2, column: 3 } } as const;
    assert.deepEqual(unreadable({ problems: [problem] })[0]?.location, { file: 'a.yaml', line: 2, column: 3 });
  });
});
