import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  validateDaemonSetStrategy,
  validateDeploymentStrategy,
  validateStatefulSetStrategy,
} from '../../../src/validation/apps/rollout.ts';
import type { FieldErrors } from '../../../src/validation/subject.ts';

describe('strategies', () => {
  it('that roll need the numbers that the server would have set', () => {
    const out: FieldErrors = [];
    validateDeploymentStrategy(out, { strategy: { type: 'RollingUpdate' } }, '/spec');
    validateDaemonSetStrategy(out, { updateStrategy: { type: 'RollingUpdate' } }, '/spec');
    assert.deepEqual(
      out.map(({ type, pointer }) => `${type} ${pointer}`),
      ['required /spec/strategy/rollingUpdate', 'required /spec/updateStrategy/rollingUpdate'],
    );
  });

  it('need a type', () => {
    const out: FieldErrors = [];
    validateDeploymentStrategy(out, {}, '/spec');
    validateDaemonSetStrategy(out, {}, '/spec');
    validateStatefulSetStrategy(out, {}, '/spec');
    assert.deepEqual(
      out.map(({ type }) => type),
      ['required', 'required', 'required'],
    );
  });
});
