import assert from 'node:assert/strict';
import { it } from 'node:test';
import { FLOW_CONTROL } from '../../../src/validation/flowcontrol/validators.ts';

it('validates every kind of the group that the API server has rules for', () => {
  assert.deepEqual(Object.keys(FLOW_CONTROL), [
    'flowcontrol.apiserver.k8s.io/v1 FlowSchema',
    'flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration',
  ]);
});
