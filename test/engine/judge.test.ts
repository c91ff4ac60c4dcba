import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { factsOf } from '../../src/engine/facts.ts';
import { type Gathered, judge } from '../../src/engine/judge.ts';
import { binding, bundleOf, CONTEXT, change, policy } from '../builders/bundle.ts';

const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop' } };

describe('judge()', () => {
  it('adds findings with their nodes, and nothing where the path of the binding does not hold', async () => {
    const bundle = await bundleOf(
      policy('p', '    - {id: a, assert: "false", message: m}') + binding('p', 'deny', '  scope: {paths: ["apps/**"]}'),
    );
    const run = (path: string | undefined) => {
      const one = change({ object: pod }, { origin: { gate: 'commit', comparable: true, ...(path && { path }) } });
      const facts = factsOf(one, bundle, CONTEXT);
      const out: Gathered = { findings: [], errors: [], unjudged: [] };
      for (const bound of bundle.bound) judge(bound, facts as NonNullable<typeof facts>, CONTEXT, out);
      return out.findings.map(({ node }) => node.pointer);
    };
    assert.deepEqual([run('apps/web.yaml'), run('other.yaml'), run(undefined)], [[''], [], []]);
  });
});
