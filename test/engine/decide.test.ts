import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { decide } from '../../src/engine/decide.ts';
import { binding, bundleOf, CONTEXT, change, policy } from '../builders/bundle.ts';

const PRIVILEGED = `    - id: privileged
      at: containers[*]
      schema: {properties: {securityContext: {properties: {privileged: {const: false}}}}}
      message: "container \`{name}\` is privileged"
      remedy: [{op: replace, path: /securityContext/privileged, value: false}]`;
const WORKLOAD = '  match: {kinds: [workload]}';
const pod = (...privileged: unknown[]) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    containers: privileged.map((value, index) => ({ name: `c${index}`, securityContext: { privileged: value } })),
  },
});
const created = (object: object, replaced = {}) => change({ object: object as never }, replaced);
const exemption = (subjects: string, expires = '2026-12-31') => `apiVersion: sallyport.dev/v1alpha1
kind: Exemption
metadata: {name: agreed}
spec: {policies: [p], subjects: ${subjects}, reason: r, owner: o, expires: ${expires}}
---
`;

describe('decide()', () => {
  it('denies with one finding for each failing element, its message and its remedy', async () => {
    const bundle = await bundleOf(policy('p', PRIVILEGED, WORKLOAD) + binding('p'));
    const decision = decide(created(pod(true, false, true)), bundle, CONTEXT);
    assert.equal(decision.verdict, 'deny');
    assert.equal(decision.bundle, bundle.digest);
    assert.deepEqual(
      decision.findings.map(({ message, pointer, remedy }) => [message, pointer, remedy?.[0]?.path]),
      [
        [
          'container `c0` is privileged',
          '/spec/containers/0/securityContext/privileged',
          '/spec/containers/0/securityContext/privileged',
        ],
        [
          'container `c2` is privileged',
          '/spec/containers/2/securityContext/privileged',
          '/spec/containers/2/securityContext/privileged',
        ],
      ],
    );
  });

  it('takes null for absent', async () => {
    const bundle = await bundleOf(policy('p', PRIVILEGED, WORKLOAD) + binding('p'));
    assert.deepEqual(decide(created(pod(null)), bundle, CONTEXT).findings, []);
  });

  it('does nothing without a binding', async () => {
    assert.equal(decide(created(pod(true)), await bundleOf(policy('p', PRIVILEGED)), CONTEXT).verdict, 'allow');
  });

  it('keeps the strongest of equal findings, whatever the order of bindings', async () => {
    for (const [first, second] of [
      ['warn', 'deny'],
      ['deny', 'warn'],
    ] as const) {
      const bundle = await bundleOf(
        policy('p', PRIVILEGED, WORKLOAD) + binding('p', first, '', 'one') + binding('p', second, '', 'two'),
      );
      const { findings, verdict } = decide(created(pod(true)), bundle, CONTEXT);
      assert.deepEqual([verdict, findings.map(({ enforcement }) => enforcement)], ['deny', ['deny']]);
    }
  });

  it('follows the schedule of a binding, from midnight UTC', async () => {
    const schedule = '  schedule: [{from: 2026-07-01, enforcement: deny}, {from: 2026-06-01, enforcement: warn}]';
    const bundle = await bundleOf(policy('p', PRIVILEGED, WORKLOAD) + binding('p', 'audit', schedule));
    const at = (time: string) => decide(created(pod(true)), bundle, { ...CONTEXT, now: Date.parse(time) }).verdict;
    assert.deepEqual(['2026-05-31T23:59:59Z', '2026-06-01T00:00:00Z', '2026-07-01T00:00:00Z'].map(at), [
      'allow',
      'warn',
      'deny',
    ]);
  });

  it('marks exempted findings, keeps them, and lets them change no verdict', async () => {
    const text = policy('p', PRIVILEGED, WORKLOAD) + binding('p');
    const whole = decide(created(pod(true)), await bundleOf(text + exemption('{names: [web]}')), CONTEXT);
    assert.deepEqual([whole.verdict, whole.findings.map(({ exemption: by }) => by)], ['allow', ['agreed']]);
    const one = decide(created(pod(true, true)), await bundleOf(text + exemption('{containers: [c1]}')), CONTEXT);
    assert.deepEqual([one.verdict, one.findings.map(({ exemption: by }) => by)], ['deny', [undefined, 'agreed']]);
    const over = decide(created(pod(true)), await bundleOf(text + exemption('{names: [web]}', '2026-06-14')), CONTEXT);
    assert.equal(over.verdict, 'deny');
    const lastDay = decide(
      created(pod(true)),
      await bundleOf(text + exemption('{names: [web]}', '2026-06-15')),
      CONTEXT,
    );
    assert.equal(lastDay.verdict, 'allow');
  });

  it('turns an error into deny or warn by onError, never into a pass', async () => {
    const broken = '    - {id: a, assert: "1 + $object.kind = 2", message: m}';
    const verdict = async (enforcement: string, more = '') =>
      decide(created(pod(true)), await bundleOf(policy('p', broken) + binding('p', enforcement, more)), CONTEXT)
        .verdict;
    assert.deepEqual([await verdict('deny'), await verdict('warn'), await verdict('audit')], ['deny', 'warn', 'warn']);
    assert.deepEqual(
      [await verdict('deny', '  onError: warn'), await verdict('audit', '  onError: deny')],
      ['warn', 'deny'],
    );
  });

  it('applies a policy only where all its conditions are true, and calls one that is neither an error', async () => {
    const run = async (expression: string) => {
      const more = `  match: {kinds: [workload]}\n  conditions: [{name: asked, expression: "${expression}"}]`;
      const { findings, errors } = decide(
        created(pod(true)),
        await bundleOf(policy('p', PRIVILEGED, more) + binding('p')),
        CONTEXT,
      );
      return [findings.length, errors.map(({ code }) => code)];
    };
    assert.deepEqual(await run("metadata.name = 'web'"), [1, []]);
    assert.deepEqual(await run("metadata.name = 'api'"), [0, []]);
    assert.deepEqual(await run('metadata.name'), [0, ['condition-not-boolean']]);
    assert.deepEqual(await run('metadata.name > 1'), [0, ['T2009']]);
  });

  it('names the fact that is missing where an expression or selector needs it', async () => {
    const reads = (text: string) => `    - {id: a, assert: "${text}", message: m}`;
    const codes = async (rule: string, namespace: string | undefined, labels?: Record<string, string>) => {
      const bundle = await bundleOf(policy('p', reads(rule)) + binding('p'));
      const { errors } = decide(created(pod(true), { namespace }), bundle, {
        ...CONTEXT,
        namespaceLabels: () => labels,
      });
      return errors.map(({ code }) => code);
    };
    assert.deepEqual(await codes("$namespace.name = 'shop'", undefined), ['namespace-unknown']);
    assert.deepEqual(await codes("$namespace.name = 'shop'", 'shop'), []);
    assert.deepEqual(await codes("$namespace.labels.team = 'red'", 'shop'), ['namespace-labels-unknown']);
    assert.deepEqual(await codes("$namespace.labels.team = 'red'", 'shop', { team: 'red' }), []);
    assert.deepEqual(await codes('true', undefined), []);
  });

  it('leaves to another gate what only that one can know', async () => {
    const who = '    - {id: a, assert: "$actor.name = \'bot\'", message: m}';
    const bundle = await bundleOf(policy('p', who) + binding('p'));
    const actor = (proof: string) => ({ name: 'bot', groups: [], proof });
    const judged = decide(created(pod(false), { actor: actor('apiserver') }), bundle, CONTEXT);
    assert.deepEqual([judged.verdict, judged.unjudged], ['allow', []]);
    const claimed = decide(created(pod(false), { actor: actor('claimed') }), bundle, CONTEXT);
    assert.deepEqual([claimed.verdict, claimed.unjudged.map(({ rule }) => rule)], ['allow', ['a']]);
    const frozen = await bundleOf(
      policy(
        'p',
        '    - {id: a, transition: {never: [spec]}, message: m}',
        '  match: {kinds: [Pod], operations: [UPDATE]}',
      ) + binding('p'),
    );
    const plain = decide(created(pod(false), { origin: { gate: 'commit', comparable: false } }), frozen, CONTEXT);
    assert.deepEqual(
      plain.unjudged.map(({ rule }) => rule),
      ['a'],
    );
  });

  it('judges the old object on DELETE', async () => {
    const more = '  match: {kinds: [Pod], operations: [DELETE]}';
    const rule =
      '    - {id: a, assert: "$exists($old) and $not($exists($object)) and metadata.name = \'web\'", message: m}';
    const { findings, errors } = decide(
      change({ old: pod(true) as never }),
      await bundleOf(policy('p', rule, more) + binding('p')),
      CONTEXT,
    );
    assert.deepEqual([findings, errors], [[], []]);
  });

  it('makes every rule after the deadline an error', async () => {
    const bundle = await bundleOf(policy('p', PRIVILEGED, WORKLOAD) + binding('p'));
    const { verdict, errors } = decide(created(pod(true)), bundle, { ...CONTEXT, expired: () => true });
    assert.deepEqual([verdict, errors.map(({ code }) => code)], ['deny', ['deadline']]);
  });

  it('tells a thousand findings of a rule, and an error in place of the others', async () => {
    const more = '  match: {kinds: [ConfigMap]}';
    const bundle = await bundleOf(
      policy('p', '    - {id: a, at: "data.*", assert: "false", message: m}', more) + binding('p'),
    );
    const data = Object.fromEntries(Array.from({ length: 1_500 }, (_, index) => [`k${index}`, 'x']));
    const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' }, data };
    const { verdict, findings, errors } = decide(created(object), bundle, CONTEXT);
    assert.deepEqual([verdict, findings.length, errors.map(({ code }) => code)], ['deny', 1_000, ['finding-limit']]);
  });

  it('is deterministic, writes nothing into its input, and an exemption never adds a deny', async () => {
    const text = policy('p', PRIVILEGED, WORKLOAD) + binding('p');
    const plain = await bundleOf(text);
    const exempted = await bundleOf(text + exemption('{containers: [c0]}'));
    fc.assert(
      fc.property(fc.array(fc.constantFrom(true, false, null, 'x', 1, {})), (values) => {
        const one = created(pod(...values));
        const before = JSON.stringify(one);
        const first = decide(one, plain, CONTEXT);
        assert.deepEqual(decide(one, plain, CONTEXT), first);
        assert.equal(JSON.stringify(one), before);
        const denied = (decision: typeof first) =>
          decision.findings.filter(({ exemption: by }) => by === undefined).length;
        assert.ok(denied(decide(one, exempted, CONTEXT)) <= denied(first));
      }),
    );
  });
});
