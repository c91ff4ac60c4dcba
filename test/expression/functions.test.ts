import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeOf, failures, outcome, table } from './yields.ts';

describe('own functions', () => {
  table(
    {
      q: '500m',
      image: 'nginx',
      labels: { app: 'web' },
      list: [1, 2],
      nil: null,
      r: { limits: { cpu: '2' } },
      a: 'abc',
      b: '^a.c$',
    },
    [
      ['$quantity(q)', 0.5],
      ['$quantity(missing)', undefined],
      ['$quantity(r.limits.cpu) > $quantity(q)', true],
      ["$quantity('1Gi') = 1073741824", true],
      ['$quantity(3)', 3],
      ['$image(image)', { registry: 'docker.io', repository: 'library/nginx' }],
      ["$image('ghcr.io/a/b:1').registry", 'ghcr.io'],
      ['$image(missing)', undefined],
      ["$image('NOT AN IMAGE')", undefined],
      ['($image := $image(image); $image.repository)', 'library/nginx'],
      ["$semver('v1.2.3').minor", 2],
      ["$semver('latest')", undefined],
      ["$compareVersions('1.2.0', '1.10.0') < 0", true],
      ["$compareVersions('latest', '1.0.0')", undefined],
      ["$selects({'matchLabels': {'app': 'web'}}, labels)", true],
      ["$selects({'matchExpressions': [{'key': 'app', 'operator': 'NotIn', 'values': ['web']}]}, labels)", false],
      ["$selects({'matchExpressions': [{'key': 'tier', 'operator': 'DoesNotExist'}]}, missing)", true],
      ['$selects({}, labels)', true],
      ['$selects(missing, labels)', false],
      ["$glob('ghcr.io/*', 'ghcr.io/a/b')", true],
      ["$glob('a?c', 'abc')", true],
      ["$glob('*a*b', 'xaxxb')", true],
      ["$glob('a', 'ab')", false],
      ["$glob('', '')", true],
      ["$glob('a', missing)", undefined],
      ["$cidrContains('10.0.0.0/8', '10.1.2.3')", true],
      ["$cidrContains('fd00::/8', 'fe80::1')", false],
      ['$every(list, function($n) {$n > 0})', true],
      ['$every(list, function($n) {$n > 1})', false],
      ['$every(missing, function($n) {false})', true],
      ['$every(list, function($n) {$n.x > 1})', false],
      ['$some(list, function($n) {$n > 1})', true],
      ['$some(missing, function($n) {true})', false],
      ['$some(a, function($v, $i) {$i = 0})', true],
      ["$default(missing, 'x')", 'x'],
      ["$default(nil, 'x')", 'x'],
      ["$default(false, 'x')", false],
      ['$matches(a, b)', true],
      ['$matches(a, missing)', undefined],
    ],
  );

  failures({ nil: null, list: [1] }, [
    ["$quantity('many')", 'invalid-argument'],
    ['$quantity(nil)', 'T0410'],
    ["$matches('a', '(?=a)')", 'regex-unsupported'],
    ["$cidrContains('10.0.0.0/99', '10.0.0.1')", 'invalid-argument'],
    ["$cidrContains('10.0.0.0/8', 'localhost')", 'invalid-argument'],
    ["$selects({'matchLabel': {}}, {})", 'invalid-argument'],
    ["$selects({'matchExpressions': [{'key': 'a', 'operator': 'in', 'values': ['b']}]}, {})", 'invalid-argument'],
    ["$selects({'matchExpressions': [{'key': 'a', 'operator': 'In'}]}, {})", 'invalid-argument'],
    ["$selects({'matchExpressions': [{'key': 'a', 'operator': 'Exists', 'values': ['b']}]}, {})", 'invalid-argument'],
    ['$every(list, 5)', 'T0410'],
  ]);

  it('say what to do', () => {
    const result = outcome("$quantity('many')");
    assert.ok(!result.ok);
    assert.equal(
      result.error.message,
      '`$quantity` cannot use `many`: write a quantity such as `500m`, `1.5` or `2Gi`',
    );
  });

  it('end within the budget on hostile globs', () => {
    const stars = '*a'.repeat(50);
    assert.match(codeOf(`$glob('${stars}', $pad('', 100000, 'a') & 'b')`), /^(value false|budget-exceeded)$/);
  });
});
