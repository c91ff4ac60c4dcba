import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CONVERSION_NAMES, LIBRARY, OPERATOR_NAMES, overloadsOf } from '../../src/cel/library.ts';

describe('the library', () => {
  it('has the functions of CEL, its extensions and Kubernetes', () => {
    const names = [
      '+',
      'size',
      'int',
      'matches',
      'charAt',
      'findAll',
      'isSorted',
      'flatten',
      'sets.contains',
      'optional.of',
      'ip',
      'cidr',
      'url',
      'quantity',
      'semver',
      'format.named',
      'format',
      'getHours',
      'strings.quote',
      'lists.range',
    ];
    for (const name of names) assert.ok(overloadsOf(name), name);
    assert.ok(LIBRARY.size > 120, `${LIBRARY.size}`);
    for (const name of ['math.greatest', 'cel.bind', 'reverseText', 'authorizer', 'toString'])
      assert.equal(overloadsOf(name), undefined, name);
  });
  it('knows operators and conversions', () => {
    assert.ok(OPERATOR_NAMES.has('+') && !OPERATOR_NAMES.has('charAt'));
    assert.ok(CONVERSION_NAMES.has('int') && CONVERSION_NAMES.has('dyn'));
  });
});
