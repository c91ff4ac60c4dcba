import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileDocument } from '../../src/bundle/load.ts';
import { bundleOf, gaps, runCases } from '../../src/suite/run.ts';
import { documentOf, policy } from '../builders/bundle.ts';
import { MODEL_OF } from '../builders/model.ts';

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
    modelOf: MODEL_OF,
  });

describe('suite', () => {
  it('holds when what came is what was expected', async () => {
    const results = await run([
      { name: 'good', accept: { object: object('web') } },
      { name: 'bad', reject: { object: object('api') }, findings: [{ rule: 'a', pointer: '', message: 'is api' }] },
    ]);
    assert.deepEqual(
      results.flatMap(({ wrong }) => wrong),
      [],
    );
    assert.deepEqual(gaps(p, results), []);
  });

  it('refuses an update of nothing', async () => {
    const [update] = await run([{ name: 'a', accept: { object: object('web'), operation: 'UPDATE' } }]);
    assert.deepEqual(update?.wrong, ['the case is an UPDATE and has no `old`']);
  });

  it('says what is missing and what was not expected', async () => {
    const [accept, reject] = await run([
      { name: 'a', accept: { object: object('api') } },
      { name: 'b', reject: { object: object('api') }, findings: [{ rule: 'a', pointer: '/x', message: 'is api' }] },
    ]);
    assert.deepEqual(accept?.wrong, ['unexpected  a at the object: is api']);
    assert.deepEqual(reject?.wrong, ['missing     a at /x: is api', 'unexpected  a at the object: is api']);
  });

  it('asks for an accept case and for a reject case of every rule', () => {
    assert.deepEqual(gaps(p, []), ['no case accepts', 'no case rejects by rule `a`']);
  });

  it('fails cases whose parameters the policy does not take', async () => {
    const [only] = await run([{ name: 'a', accept: { object: object('web') } }], { x: 1 });
    assert.match(only?.wrong[0] ?? '', /takes no parameters/);
    assert.equal(bundleOf(p, { x: 1 }, new Map()).ok, false);
  });
});
