import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { run } from '../../src/expression/budget.ts';
import { copyOf } from '../../src/expression/copy.ts';

describe('copyOf()', () => {
  it('copies deeply and tells what it made', () => {
    run.steps = 1_000;
    const input = Object.freeze({ a: Object.freeze([1, { b: 0.1 + 0.2 }]), f: () => 1, u: undefined });
    const made = new Set<object>();
    const copy = copyOf(input, made) as { a: [number, { b: number }] };
    assert.equal(JSON.stringify(copy), '{"a":[1,{"b":0.3}],"f":""}');
    assert.equal(made.size, 2);
    assert.ok(made.has(copy) && made.has(copy.a[1]) && !made.has(input));
    assert.deepEqual(Object.keys(copyOf(JSON.parse('{"__proto__": {"x": 1}}')) as object), ['__proto__']);
    run.steps = 0;
  });
});
