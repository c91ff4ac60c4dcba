import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decide } from '../../src/engine/decide.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import type { CaseInput } from '../../src/policy/policy.ts';
import { transitionRule } from '../../src/rules/transition.ts';
import { binding, bundleOf, CONTEXT, change, policy } from '../builders/bundle.ts';

const web = (image: string, replicas = 1, more = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
  spec: { replicas, template: { spec: { containers: [{ name: 'app', image, ...more }] } } },
});
const judge = async (transition: object, input: CaseInput, more?: string) => {
  const rule = `    - {id: a, transition: ${JSON.stringify(transition)}, message: "{pointer}: {before} to {after}"}`;
  const { findings, errors } = decide(change(input), await bundleOf(policy('p', rule, more) + binding('p')), CONTEXT);
  assert.deepEqual(errors, []);
  return findings.map(({ pointer, message }) => `${pointer} ${message}`);
};
const LIBRARY = {
  templates: [],
  broken: new Set<string>(),
  completionFor: () => ({ complete: (object: JsonObject) => object, filled: () => false }),
};
const ONLY = { only: ['containers[*].image', 'spec.replicas'] };

describe('transition rule', () => {
  it('`only` lets nothing else change', async () => {
    assert.deepEqual(await judge(ONLY, { old: web('a:1'), object: web('a:2', 3) }), []);
    assert.deepEqual(await judge(ONLY, { old: web('a:1'), object: web('a:2', 1, { tty: true }) }), [
      '/spec/template/spec/containers/0/tty /spec/template/spec/containers/0/tty: (none) to true',
    ]);
  });

  it('`never` keeps the named places as they are', async () => {
    assert.deepEqual(await judge({ never: ['metadata.labels.*'] }, { old: web('a:1'), object: web('a:2') }), []);
    const moved = { ...web('a:1'), metadata: { name: 'web', namespace: 'shop', labels: { app: 'api' } } };
    assert.deepEqual(await judge({ never: ['metadata.labels.*'] }, { old: web('a:1'), object: moved }), [
      '/metadata/labels/app /metadata/labels/app: web to api',
    ]);
  });

  it('`assert` sees both objects and the list of changes', async () => {
    const rule = { assert: '$count($changes) <= 1 and $old.kind = $object.kind' };
    assert.deepEqual(await judge(rule, { old: web('a:1'), object: web('a:2') }), []);
    assert.equal((await judge(rule, { old: web('a:1'), object: web('a:2', 2) })).length, 1);
  });

  it('runs on CREATE and DELETE only where the policy lists operations, never in an audit', async () => {
    assert.deepEqual(await judge(ONLY, { object: web('a:1') }), []);
    const all = '  match: {kinds: ["*"], operations: [CREATE, UPDATE, DELETE]}';
    assert.notDeepEqual(await judge(ONLY, { object: web('a:1') }, all), []);
    assert.notDeepEqual(await judge(ONLY, { old: web('a:1') }, all), []);
    assert.deepEqual(await judge(ONLY, { object: web('a:1'), operation: 'AUDIT' }, all), []);
  });

  it('`never` holds where a map or a list above the place became something else', async () => {
    const widget = (spec: JsonObject) => ({ apiVersion: 'x.test/v1', kind: 'Widget', metadata: { name: 'w' }, spec });
    const never = { never: ['spec.a.b'] };
    for (const after of ['text', [1], {}] as const)
      assert.equal((await judge(never, { old: widget({ a: { b: 1 } }), object: widget({ a: after }) })).length, 1);
    assert.deepEqual(await judge(never, { old: widget({ a: 1 }), object: widget({ a: 2 }) }), []);
  });

  it('shows the list of changes to the message of `assert`, and to no other rule', async () => {
    const rules = `    - {id: a, transition: {assert: "false"}, message: "{$changes.pointer}"}
    - {id: b, assert: "$not($exists($changes))", message: "{$changes.pointer}"}`;
    const input = { old: web('a:1'), object: web('a:2') };
    const { findings } = decide(change(input), await bundleOf(policy('p', rules) + binding('p')), CONTEXT);
    assert.deepEqual(
      findings.map(({ message }) => message),
      ['/spec/template/spec/containers/0/image'],
    );
  });

  it('points into the old object on DELETE, one finding for each leaf', async () => {
    const all = '  match: {kinds: ["*"], operations: [DELETE]}';
    const widget = {
      apiVersion: 'x.test/v1',
      kind: 'Widget',
      metadata: { name: 'w' },
      spec: { l: [{ a: 1 }, { a: 1 }] },
    };
    assert.deepEqual(await judge({ never: ['spec'] }, { old: widget, operation: 'DELETE' }, all), [
      '/spec/l/0/a /spec/l/0/a: 1 to (none)',
      '/spec/l/1/a /spec/l/1/a: 1 to (none)',
    ]);
  });

  it('counts a removed container as a change of all its leaves', async () => {
    const two = web('a:1');
    const containers = [...two.spec.template.spec.containers, { name: 'proxy', image: 'p:1' }];
    const old = { ...two, spec: { ...two.spec, template: { spec: { containers } } } };
    assert.deepEqual(await judge({ never: ['containers[*].image'] }, { old, object: two }), [
      '/spec/template/spec/containers/-/image /spec/template/spec/containers/-/image: p:1 to (none)',
    ]);
  });

  it('takes no `at`, and names a path that cannot be read', () => {
    const compile = (rule: object) =>
      transitionRule(LIBRARY).compile({ id: 'a', message: '', ...rule } as never, '/r', () => ({
        ok: false,
        problems: [],
      }));
    const pointers = (result: ReturnType<typeof compile>) =>
      result.ok ? [] : result.problems.map(({ pointer }) => pointer);
    assert.deepEqual(pointers(compile({ at: 'spec', transition: ONLY })), ['/r/at']);
    assert.deepEqual(pointers(compile({ transition: { never: ['a', 'b['] } })), ['/r/transition/never/1']);
  });
});
