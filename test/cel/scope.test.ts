import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TYPES } from '../../src/cel/cel-type.ts';
import { bindLocal, scopeOf, typeNamed, variableOf } from '../../src/cel/scope.ts';

describe('names in scope', () => {
  it('mean the innermost variable', () => {
    const outer = scopeOf({ self: TYPES.int, oldSelf: TYPES.int });
    const inner = bindLocal('self', TYPES.string, outer);
    assert.equal(variableOf('self', inner)?.type.kind, 'string');
    assert.equal(variableOf('self', inner)?.local, true);
    assert.equal(variableOf('oldSelf', inner)?.local, false);
    assert.equal(variableOf('x', inner), undefined);
  });
  it('may be types', () => {
    assert.equal(typeNamed('google.protobuf.Timestamp')?.kind, 'timestamp');
    for (const name of ['timestamp', 'quantity', 'toString']) assert.equal(typeNamed(name), undefined);
  });
});
