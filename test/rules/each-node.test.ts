import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Evaluation } from '../../src/policy/rule-type.ts';
import { judgeNodes } from '../../src/rules/each-node.ts';
import { parsePath } from '../../src/rules/path.ts';

const parsed = parsePath('data.*');
assert.ok('path' in parsed);
const { path } = parsed;
const evaluation = (object: object, expired?: () => boolean) =>
  ({ object, workloadKinds: new Map(), resolved: new Map(), ...(expired && { expired }) }) as unknown as Evaluation;

describe('judgeNodes()', () => {
  it('judges every node and keeps what could not be resolved', () => {
    const outcome = judgeNodes(path, evaluation({ data: { a: 1, b: 2 } }), (node, violations) => {
      violations.push({ pointer: node.pointer, node });
    });
    assert.deepEqual(
      [outcome.violations.map(({ pointer }) => pointer), outcome.failures],
      [['/data/a', '/data/b'], []],
    );
    assert.deepEqual(
      judgeNodes(path, evaluation({ data: 'text' }), () => assert.fail()).failures.map(({ code }) => code),
      ['path-type'],
    );
  });

  it('stops at the deadline, which is a failure and no pass', () => {
    let judged = 0;
    const outcome = judgeNodes(
      path,
      evaluation({ data: { a: 1, b: 2 } }, () => judged === 1),
      () => {
        judged++;
      },
    );
    assert.deepEqual([judged, outcome.failures.map(({ code }) => code)], [1, ['deadline']]);
  });
});
