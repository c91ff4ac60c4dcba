import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../src/kube/object.ts';
import { areDisjoint } from '../../src/template/disjoint.ts';
import { templateOf } from '../builders/template.ts';

const PROPERTIES = { e: { enum: ['x', 'y'] }, i: { type: 'integer' }, s: { type: 'string' } };

function disjoint(a: Json, b: Json): boolean {
  const { program } = templateOf({
    properties: PROPERTIES,
    required: ['e', 'i', 's'],
    body: { data: { a, b, e: '${e}', i: '${i}', s: '${s}' } },
  });
  const body = program.objects[0]?.body;
  const data = body?.kind === 'map' ? body.byKey.get('data')?.node : undefined;
  assert.ok(data?.kind === 'map');
  const node = (key: string) => data.byKey.get(key)?.node;
  const [left, right] = [node('a'), node('b')];
  assert.ok(left && right);
  assert.equal(areDisjoint(left, right), areDisjoint(right, left), 'both ways');
  return areDisjoint(left, right);
}

describe('areDisjoint', () => {
  it('is sure of types, literals, texts and enums', () => {
    assert.equal(disjoint(1, 2), true);
    assert.equal(disjoint(1, 1), false);
    assert.equal(disjoint('a', ['a']), true);
    assert.equal(disjoint('${s}', 1), true);
    assert.equal(disjoint('${s}', 'a'), false);
    assert.equal(disjoint('${e}', 'z'), true);
    assert.equal(disjoint('${i}', '${s}'), true);
    assert.equal(disjoint('a-${s}', 'b-${s}'), true);
    assert.equal(disjoint('a-${s}', 'a-b'), false);
    assert.equal(disjoint({ $literal: { a: 1 } }, { $literal: { a: 2 } }), true);
  });

  it('is sure of keys that one always has and the other never, and of keys that differ', () => {
    assert.equal(disjoint({ p: 1 }, { q: 1 }), true);
    assert.equal(disjoint({ p: 1 }, { p: 2 }), true);
    assert.equal(disjoint({ p: '${s}' }, { p: 'a', q: 1 }), true);
    assert.equal(disjoint({ p: '${s}' }, { p: 'a', q: { $optional: true, $value: 1 } }), false);
    assert.equal(disjoint({ p: 1 }, { q: 1, $extra: 'allow' }), true);
    assert.equal(disjoint({ p: 1, $extra: 'allow' }, { q: 1, $extra: 'allow' }), false);
  });
});
