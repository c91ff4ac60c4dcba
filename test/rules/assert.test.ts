import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decide } from '../../src/engine/decide.ts';
import { assertRule, bindingsAt, failureOf, violationOf } from '../../src/rules/assert.ts';
import { binding, bundleOf, CONTEXT, change, policy } from '../builders/bundle.ts';

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    containers: [
      { name: 'app', args: ['a', 'b'] },
      { name: 'proxy', args: ['a'] },
    ],
  },
};
const judge = async (at: string, expression: string) => {
  const rule = `    - {id: a, at: ${JSON.stringify(at)}, assert: ${JSON.stringify(expression)}, message: "{$container.name} {$key} {$}"}`;
  return decide(change({ object: pod }), await bundleOf(policy('p', rule) + binding('p')), CONTEXT);
};

describe('assert rule', () => {
  it('judges node by node, with its container and key', async () => {
    const { findings, errors } = await judge('containers[*].args[*]', "$ != 'a'");
    assert.deepEqual(errors, []);
    assert.deepEqual(
      findings.map(({ pointer, message }) => [pointer, message]),
      [
        ['/spec/containers/0/args/0', 'app 0 a'],
        ['/spec/containers/1/args/0', 'proxy 0 a'],
      ],
    );
  });

  it('stops between nodes once the deadline has passed, with an error', async () => {
    for (const judgement of ['assert: "false"', 'schema: false']) {
      const rule = `    - {id: a, at: "containers[*]", ${judgement}, message: m}`;
      const bundle = await bundleOf(policy('p', rule) + binding('p'));
      // Asked before the rule, before each node, and before each finding.
      for (const [answers, expected] of [
        [2, 0],
        [4, 1],
        [99, 2],
      ] as const) {
        let asked = 0;
        const expired = () => ++asked > answers;
        const { findings, errors } = decide(change({ object: pod }), bundle, { ...CONTEXT, expired });
        assert.equal(findings.length, expected, `${judgement} ${answers}`);
        assert.ok(
          expected === 2
            ? errors.length === 0
            : errors.every(({ code, rule: one }) => code === 'deadline' && one === 'a'),
        );
      }
    }
  });

  it('takes anything but true for a finding and says what it was', async () => {
    for (const [expression, shown] of [
      ['nothing', 'nothing'],
      ["'true'", '"true"'],
      ['1', '1'],
    ] as const) {
      const { findings } = await judge('containers[*].args[*]', expression);
      assert.equal(findings.length, 3);
      assert.ok(
        findings[0]?.message.endsWith(`(the assertion gave ${shown}, neither true nor false)`),
        findings[0]?.message,
      );
    }
  });

  it('makes an expression that fails an error, never a pass', async () => {
    const { verdict, errors, findings } = await judge('object', '1 + $object.kind = 2');
    assert.deepEqual([verdict, findings.length, errors.length], ['deny', 0, 1]);
    assert.match(errors[0]?.code ?? '', /^T2/);
  });

  it('has its parts at hand for other rule types', () => {
    const node = { value: 1, pointer: '/a', key: 'a', container: undefined };
    assert.equal(assertRule.type, 'assert');
    assert.deepEqual(violationOf(false, node), { pointer: '/a', node });
    assert.deepEqual(failureOf({ code: 'T1', message: 'm', position: 4 }, node), {
      code: 'T1',
      message: 'm (at character 5 of the expression on `/a`)',
    });
    assert.equal(bindingsAt({ bindings: {} } as never, node)['key'], 'a');
  });
});
