import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { canonical, digestOf } from '../../src/bundle/digest.ts';

const a = { kind: 'Policy', name: 'a', spec: { x: 1, y: [1, { b: 2, a: 1 }] } };
const b = { kind: 'Policy', name: 'b', spec: {} };

describe('digest', () => {
  it('does not depend on the order of documents or members', () => {
    const turned = { spec: { y: [1, { a: 1, b: 2 }], x: 1 }, name: 'a', kind: 'Policy' };
    assert.equal(digestOf([a, b]), digestOf([b, turned]));
    assert.match(digestOf([]), /^sha256:[0-9a-f]{64}$/);
  });

  it('depends on everything that has a meaning', () => {
    const others = [[a], [{ ...a, name: 'c' }, b], [{ ...a, kind: 'Exemption' }, b], [{ ...a, spec: { x: 2 } }, b]];
    assert.equal(new Set([digestOf([a, b]), ...others.map(digestOf)]).size, 5);
  });

  it('canonical() is JSON with sorted members', () => {
    assert.equal(canonical({ b: 1, a: [null, 'ä', 1e21] }), '{"a":[null,"ä",1e+21],"b":1}');
    fc.assert(
      fc.property(fc.jsonValue(), (value) =>
        assert.deepEqual(JSON.parse(canonical(value as never)), JSON.parse(JSON.stringify(value))),
      ),
    );
  });
});
