import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  assign,
  assignAll,
  type Bindings,
  generic,
  isExact,
  mostGeneral,
  parameter,
  resolved,
  struct,
  TYPES,
  typeText,
} from '../../src/cel/cel-type.ts';
import { RAW } from '../../src/cel/shape.ts';

describe('types of CEL', () => {
  const list = (type = TYPES.int as ReturnType<typeof parameter>) => generic('list', type);
  it('bind parameters where they fit, and only then', () => {
    const bindings: Bindings = new Map();
    assert.ok(assign(bindings, list(parameter('A')), list()));
    assert.equal(resolved(bindings, parameter('A')).kind, 'int');
    assert.ok(!assignAll(bindings, [parameter('B'), TYPES.int], [TYPES.string, TYPES.string]));
    assert.equal(resolved(bindings, parameter('B'), true).kind, 'dyn');
    assert.ok(!assign(bindings, parameter('A'), TYPES.string));
  });
  it('never hold themselves', () => {
    assert.ok(!assign(new Map(), parameter('A'), list(parameter('A'))));
  });
  it('take null for objects and opaque values, not for scalars, lists and maps', () => {
    for (const type of [TYPES.ip, TYPES.timestamp, struct('x', RAW), generic('optional', TYPES.int)])
      assert.ok(assign(new Map(), type, TYPES.null), type.name);
    for (const type of [TYPES.int, TYPES.string, list()]) assert.ok(!assign(new Map(), TYPES.null, type), type.name);
  });
  it('take dyn for anything, and objects by name', () => {
    assert.ok(assign(new Map(), TYPES.dyn, TYPES.int) && assign(new Map(), list(), generic('list', TYPES.dyn)));
    assert.ok(!assign(new Map(), struct('a', RAW), struct('b', RAW)));
    assert.ok(isExact(list(), list()) && !isExact(list(), list(TYPES.string)));
    assert.equal(mostGeneral(TYPES.int, TYPES.dyn).kind, 'dyn');
  });
  it('are written for people', () => {
    assert.equal(typeText(generic('map', TYPES.string, list())), 'map(string, list(int))');
    assert.equal(typeText(struct('self.a', RAW)), 'object');
  });
});
