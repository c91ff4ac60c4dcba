import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadSuites } from '../../src/bundle/suites.ts';
import { policy } from '../builders/bundle.ts';

const source = (text: string) => [{ name: 'text', files: [{ path: 'a.yaml', bytes: new TextEncoder().encode(text) }] }];
const test = (name: string) => `apiVersion: sallyport.dev/v1alpha1
kind: PolicyTest
metadata: {name: t}
spec: {policy: ${name}, cases: [{name: c, accept: {object: {apiVersion: v1, kind: Pod}}}]}
`;

describe('loadSuites()', () => {
  it('puts tests to their policies, built-in ones included', () => {
    const own = loadSuites(source(policy('p', '    - {id: a, assert: "true", message: m}') + test('p')));
    assert.deepEqual(own.problems, []);
    assert.deepEqual(
      own.suites.map(({ policy: { name }, tests }) => [name, tests.length]),
      [['p', 1]],
    );
    assert.equal(loadSuites(source(test('unprivileged-containers'))).suites.length, 1);
  });

  it('names a test whose policy does not exist', () => {
    assert.deepEqual(
      loadSuites(source(test('none'))).problems.map(({ code }) => code),
      ['name-unknown'],
    );
  });
});
