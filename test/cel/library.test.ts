import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CONVERSIONS } from '../../src/cel/functions-convert.ts';
import { OPERATORS } from '../../src/cel/functions-operator.ts';
import { isConversion, isOperator, overloadsOf } from '../../src/cel/library.ts';
import { libraryOf } from '../../src/cel/overload.ts';

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
    for (const name of ['math.greatest', 'cel.bind', 'reverseText', 'authorizer', 'toString'])
      assert.equal(overloadsOf(name), undefined, name);
  });
  it('knows operators and conversions', () => {
    for (const name of libraryOf(OPERATORS).keys()) assert.ok(isOperator(name), name);
    for (const name of libraryOf(CONVERSIONS).keys()) assert.ok(isConversion(name), name);
    assert.ok(!isOperator('charAt') && !isConversion('charAt'));
  });
});
