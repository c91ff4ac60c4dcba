import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileDocument } from '../../src/bundle/load.ts';
import { bundleOf, gaps, runCases } from '../../src/suite/run.ts';
import { documentOf, policy } from '../builders/bundle.ts';

const { result: compiled } = compileDocument(
  documentOf(policy('p', `    - {id: a, assert: "metadata.name = 'web'", message: "is {metadata.name}"}`)),
);
assert.ok(compiled.ok);
const p = compiled.value;
const object = (name: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name } });
const run = (cases: object[], parameters?: object) =>
  runCases({ policy: 'p', cases, ...(parameters && { parameters }) } as never, p, new Map(), {
    now: 0,
    kubernetesVersion: '1.35',
    asJudged: (change) => change,
  });

describe('suite', () => {
  it('holds when what came is what was expected', () => {
    const results = run([
      { name: 'good', accept: { object: object('web') } },
      { name: 'bad', reject: { object: object('api') }, findings: [{ rule: 'a', pointer: '', message: 'is api' }] },
    ]);
    assert.deepEqual(
      results.flatMap(({ wrong }) => wrong),
      [],
    );
    assert.deepEqual(gaps(p, results), []);
  });

  it('refuses an update of nothing', () => {
    const [update] = run([{ name: 'a', accept: { object: object('web'), operation: 'UPDATE' } }]);
    assert.deepEqual(update?.wrong, ['the case is an UPDATE and has no `old`']);
  });

  it('says what is missing and what was not expected', () => {
    const [accept, reject] = run([
      { name: 'a', accept: { object: object('api') } },
      { name: 'b', reject: { object: object('api') }, findings: [{ rule: 'a', pointer: '/x', message: 'is api' }] },
    ]);
    assert.deepEqual(accept?.wrong, ['unexpected  a at the object: is api']);
    assert.deepEqual(reject?.wrong, ['missing     a at /x: is api', 'unexpected  a at the object: is api']);
  });

  it('asks for an accept case and for a reject case of every rule', () => {
    assert.deepEqual(gaps(p, []), ['no case accepts', 'no case rejects by rule `a`']);
  });

  it('fails cases whose parameters the policy does not take', () => {
    assert.match(
      run([{ name: 'a', accept: { object: object('web') } }], { x: 1 })[0]?.wrong[0] ?? '',
      /takes no parameters/,
    );
    assert.equal(bundleOf(p, { x: 1 }, new Map()).ok, false);
  });
});
