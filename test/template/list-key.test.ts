import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keyOfItem, keyText } from '../../src/template/list-key.ts';

describe('keys of list items', () => {
  it('are equal exactly for equal values', () => {
    assert.equal(keyText(['a']), 'a');
    assert.notEqual(keyText(['1']), keyText([1]));
    assert.notEqual(keyText(['["a","b"]']), keyText(['a', 'b']));
    assert.notEqual(keyText(['[1]']), keyText([1]));
  });

  it('take defaults of later fields, and need the first', () => {
    assert.equal(
      keyOfItem({ port: 80 }, ['port', 'protocol']),
      keyOfItem({ port: 80, protocol: 'TCP' }, ['port', 'protocol']),
    );
    assert.equal(keyOfItem({ protocol: 'TCP' }, ['port', 'protocol']), undefined);
    assert.equal(keyOfItem({ name: 'a' }, ['name']), 'a');
    assert.equal(keyOfItem('a', ['name']), undefined);
    assert.equal(keyOfItem({ other: 'a' }, ['name']), undefined);
    // A default is for later fields alone, and only for those that have one.
    assert.equal(keyOfItem({}, ['protocol']), undefined);
    assert.equal(keyOfItem({ port: 80 }, ['port', 'other']), undefined);
    assert.notEqual(
      keyOfItem({ port: 80, protocol: 'UDP' }, ['port', 'protocol']),
      keyOfItem({ port: 80 }, ['port', 'protocol']),
    );
  });
});
