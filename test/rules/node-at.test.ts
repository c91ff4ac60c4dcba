import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nodeAt } from '../../src/rules/node-at.ts';
import { evaluationOf } from '../builders/evaluation.ts';

const POD = { apiVersion: 'v1', kind: 'Pod', spec: { containers: [{ name: 'app', env: [{ name: 'A' }] }] } };

describe('nodeAt', () => {
  it('knows the value and the container around it', () => {
    const node = nodeAt('/spec/containers/0/env/0/name', evaluationOf(POD));
    assert.deepEqual([node.value, node.key, node.container?.['name']], ['A', 'name', 'app']);
    assert.equal(nodeAt('/spec', evaluationOf(POD)).container, undefined);
    assert.equal(nodeAt('/spec/containers/7', evaluationOf(POD)).value, null);
  });
});
