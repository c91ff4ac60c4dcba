import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { KUBERNETES_FUNCTIONS } from '../../src/cel/functions-kubernetes.ts';
import { fails, holds } from './expressions.ts';

describe('functions on quantities, versions and formats', () => {
  it('give what they give on the server', () => {
    assert.ok(KUBERNETES_FUNCTIONS.length > 35);
    holds([
      "quantity('1k').asInteger() == 1000 && quantity('1').add(quantity('1')) == quantity('2') && quantity('2').sub(1).compareTo(quantity('1')) == 0 && sign(quantity('-1')) == -1",
      // a sum on the right is not compared: the server cannot
      "quantity('2') != quantity('1').add(quantity('1'))",
      "semver('1.2.3').minor() == 2 && isSemver('v1', true) && semver('1.2.3').compareTo(semver('1.2.4')) == -1",
      "format.named('uuid').hasValue() && !format.named('x').hasValue() && format.dns1123Label().validate('A').value().size() == 1 && type(format.uri()) != int",
    ]);
    fails([
      ["quantity('1x').isInteger()", /no quantity/],
      ["quantity('0.5').asInteger() == 0", /no integer/],
      ["semver('1').major() == 1", /no semantic version/],
    ]);
  });
});
