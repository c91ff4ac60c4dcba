import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../../src/kube/object.ts';
import { conditionsOver } from '../../../src/template/infer/conditions.ts';

const parameter = (name: string, ...values: (Json | undefined)[]) => ({
  column: { raw: values, done: values },
  paths: [[name]],
  objects: new Set<string>(),
  isEverywhere: true,
  name,
});
const named = (name: string) => () => name;

describe('conditionsOver()', () => {
  it('finds the value that a presence goes with', () => {
    const conditions = conditionsOver([parameter('exposure', 'public', 'internal', 'public', 'internal', 'other')]);
    const presence = [true, false, true, false, false];
    assert.equal(conditions.of(presence, named('ingress')), 'exposure = public');
    assert.ok(conditions.explains(presence));
    assert.deepEqual(conditions.switches, []);
  });

  it('finds a boolean and its contrary', () => {
    const conditions = conditionsOver([parameter('tls', true, false, true, false)]);
    assert.equal(conditions.of([true, false, true, false], named('x')), 'tls');
    assert.equal(conditions.of([false, true, false, true], named('x')), '!tls');
  });

  it('makes one switch for each presence that nothing else tells', () => {
    const conditions = conditionsOver([parameter('team', 'a', 'b', 'c')]);
    assert.equal(conditions.of([true, false, false], named('metrics')), 'metrics');
    assert.equal(conditions.of([true, false, false], named('other')), 'metrics');
    assert.equal(conditions.of([false, true, false], named('probe')), 'probe');
    assert.deepEqual(
      conditions.switches.map(({ name }) => name),
      ['metrics', 'probe'],
    );
  });

  it('takes a switch for a place that fewer reach, if it says both', () => {
    const conditions = conditionsOver([]);
    conditions.of([true, true, false, false, true], named('metrics'));
    assert.equal(conditions.of([true, true, false, false, undefined], named('x')), 'metrics');
    assert.equal(conditions.of([true, true, undefined, undefined, true], named('x')), 'x');
  });

  it('takes no value that was seen once, has more than a word, or is missing somewhere', () => {
    assert.ok(!conditionsOver([parameter('a', 'x', 'y', 'y')]).explains([true, false, false]));
    assert.ok(!conditionsOver([parameter('a', 'x = 1', 'x = 1', 'y', 'y')]).explains([true, true, false, false]));
    assert.ok(!conditionsOver([parameter('a', 'x', 'x', undefined, 'y')]).explains([true, true, false, false]));
  });
});
