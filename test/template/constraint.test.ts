import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { constraintProblems, evaluateConstraint } from '../../src/template/constraint.ts';
import { templateOf } from '../builders/template.ts';

const template = templateOf({
  constraints: [{ expr: "params.a > 1 and context.namespace.name = 'shop'", message: 'a is more than one' }],
  properties: { a: { type: 'integer', default: 1 } },
});
const [constraint] = template.program.constraints;
const SHOP = { namespace: { name: 'shop' } };

describe('constraints', () => {
  it('hold only where they give true', () => {
    assert.ok(constraint);
    assert.deepEqual(evaluateConstraint(constraint, { a: 2 }, SHOP), { ok: true, holds: true });
    assert.deepEqual(evaluateConstraint(constraint, { a: 1 }, SHOP), { ok: true, holds: false });
    assert.equal(evaluateConstraint(constraint, { a: 'x' }, SHOP).ok, false);
  });

  it('are problems of the first parameter that they name', () => {
    assert.deepEqual(constraintProblems(template, { a: 1 }, SHOP), [
      { code: 'constraint', message: 'a is more than one', pointer: '/a' },
    ]);
  });
});
