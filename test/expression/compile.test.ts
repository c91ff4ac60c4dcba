import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BUILTINS, compileExpression } from '../../src/expression/compile.ts';
import { codeOf, outcome, yieldOf } from './yields.ts';

function compiled(text: string, options?: Parameters<typeof compileExpression>[1]) {
  const result = compileExpression(text, options);
  assert.ok(result.ok, result.ok ? '' : result.problems[0]?.message);
  return result.expression;
}

describe('compileExpression()', () => {
  it('lists free variables with the name after them, not the context, the root, locals or built-ins', () => {
    const { reads } = compiled(
      '($x := $namespace.labels.team; $f := function($y) {$y & $x}; $f($actor)) & $.a & $$.b & $count($params.list[0]) & $namespace',
    );
    assert.deepEqual(reads, [
      { variable: 'namespace', field: 'labels' },
      { variable: 'actor' },
      { variable: 'params', field: 'list' },
      { variable: 'namespace' },
    ]);
  });

  it('refuses a name that is not bound, with the one that was meant', () => {
    const result = compileExpression('$objekt.a', { names: ['object', 'params'] });
    assert.ok(!result.ok);
    assert.deepEqual(result.problems, [
      { code: 'unknown-name', message: 'there is no name `$objekt`; did you mean `$object`', position: 7 },
    ]);
  });

  it('reads any name when none are given', () => {
    assert.equal(yieldOf('$a.b + $c', {}, { a: { b: 1 }, c: 2 }), 3);
  });

  it('takes an absent or undefined binding as unbound, null as null', () => {
    assert.equal(yieldOf('$exists($old)', {}, {}), false);
    assert.equal(yieldOf('$exists($old)', {}, { old: undefined }), false);
    assert.equal(yieldOf('$exists($old)', {}, { old: null }), true);
  });

  for (const name of ['now', 'millis', 'random', 'shuffle', 'eval']) {
    it(`refuses $${name} at load`, () => {
      const result = compileExpression(`a.$${name}()`);
      assert.ok(!result.ok);
      assert.deepEqual([result.problems[0]?.code, result.problems[0]?.position], ['function-refused', 3 + name.length]);
    });
  }

  it('refuses != on a path in a condition, with the remedy', () => {
    const result = compileExpression("$object.kind != 'Pod'", { condition: true });
    assert.ok(!result.ok);
    assert.equal(result.problems[0]?.code, 'unequal-path');
    assert.match(result.problems[0]?.message ?? '', /\$not\(a = b\)/);
    assert.ok(compileExpression("$not($object.kind = 'Pod')", { condition: true }).ok);
    assert.ok(compileExpression("$operation != 'CREATE'", { condition: true }).ok);
  });

  it('gives syntax errors their position: the offset after the token, as jsonata counts', () => {
    const result = outcome('a = = b');
    assert.ok(!result.ok);
    assert.equal(result.error.position, 5);
  });

  it('gives run-time errors the position of the innermost construct', () => {
    const result = outcome("$map([1], function($x) { $x + 'a' })");
    assert.ok(!result.ok);
    assert.deepEqual([result.error.code, result.error.position], ['T2002', 29]);
  });

  it('is re-entrant: an evaluation inside another leaves its state alone', () => {
    const inner = compiled('$a');
    const bindings = {
      get b() {
        assert.deepEqual(inner.evaluate(5, { a: 'inner' }), { ok: true, value: 'inner' });
        return 'b';
      },
      a: 'outer',
    };
    assert.deepEqual(compiled('$b & $a & $$').evaluate('root', bindings), { ok: true, value: 'bouterroot' });
  });

  it('wraps an input that is a list: the context is the whole list', () => {
    assert.deepEqual(yieldOf('$count($)', [1, 2, 3]), 3);
    assert.deepEqual(yieldOf('a', [{ a: 1 }, { a: 2 }]), [1, 2]);
    assert.deepEqual(yieldOf('$', [1]), [1]);
    assert.deepEqual(yieldOf('$[0]', [1, 2]), 1);
  });

  it('takes limits for one evaluation', () => {
    const expression = compiled('[1..100]');
    const result = expression.evaluate({}, {}, { steps: 10 });
    assert.ok(!result.ok);
    assert.equal(result.error.code, 'budget-exceeded');
    assert.ok(expression.evaluate({}).ok);
  });

  it('knows the built-ins of JSONata but the refused ones', () => {
    assert.ok(BUILTINS.size >= 57);
    for (const name of ['now', 'millis', 'random', 'shuffle', 'eval']) assert.ok(!BUILTINS.has(name));
  });
});

describe('hostile expressions', () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['an endless tail recursion', '($f := function($x) {$f($x + 1)}; $f(0))', 'budget-exceeded'],
    ['an endless recursion', '($f := function($x) {1 + $f($x)}; $f(0))', 'D1011'],
    ['mutual recursion through map', '($f := function($x) {$map([$x], $f)}; $f(0))', 'D1011'],
    [
      'thirty string doublings',
      `(${Array.from({ length: 30 }, (_, i) => `$s${i + 1} := $s${i} & $s${i}`)
        .join('; ')
        .replace('$s0 & $s0', "'abcdefghijklmnop' & ''")}; $length($s30))`,
      'budget-exceeded',
    ],
    ['doublings by reduce', "$length($reduce([1..40], function($a) {$a & $a}, 'x'))", 'D3050'],
    [
      'doublings by reduce with two parameters',
      "$length($reduce([1..40], function($a, $b) {$a & $a}, 'x'))",
      'budget-exceeded',
    ],
    ['list doublings', '$count($reduce([1..40], function($a, $b) {$append($a, $a)}, [1]))', 'budget-exceeded'],
    [
      'deep steps over tuples',
      `($f := function($n) {${'$$@$q.('.repeat(25)}$f($n + 1)${')'.repeat(25)}}; $f(0))`,
      'D1011',
    ],
    ['deep predicates over tuples', `${'a@$q.b['.repeat(60)}1${']'.repeat(60)}`, 'value undefined'],
    ['padding', "$pad('x', 100000000)", 'budget-exceeded'],
    ['a long range', '[1..9999999]', 'budget-exceeded'],
    ['nested loops', '[1..1000].([1..1000].($ * 2))', 'budget-exceeded'],
    ['replacing to something long', "$replace($pad('', 10000, 'a'), 'a', $pad('', 10000, 'b'))", 'budget-exceeded'],
    ['joining to something long', "$join([1..5000].$pad('', 2000, 'b'))", 'budget-exceeded'],
    [
      'an exponential pattern',
      "$contains($pad('', 3000, 'a'), /^(a+)+$/) and $contains($pad('', 3000, 'a') & 'b', /^(a+)+$/) ? $error('read') : 1",
      'value 1',
    ],
    ['look-around', '$contains(a, /(?=x)/)', 'regex-unsupported'],
    ['a back-reference', '$contains(a, /(x)\\1/)', 'regex-unsupported'],
    ['a huge repeat', '$contains(a, /x{1001}/)', 'regex-unsupported'],
    ['a text too long', 'a'.repeat(10_001), 'expression-too-long'],
    ['parentheses too deep', `${'('.repeat(900)}1${')'.repeat(900)}`, 'expression-too-deep'],
    ['operators too deep', Array(900).fill('1').join('+'), 'expression-too-deep'],
    ['minus signs too deep', `${'-'.repeat(5000)}a`, 'expression-too-deep'],
    ['copies of copies by ?:', `${'('.repeat(30)}a${' ?: a)'.repeat(30)}`, 'expression-too-large'],
    [
      'a date picture of open widths',
      "$toMillis($pad('', 60, '1') & 'x', '[Y][M][D][H][m][s][f]')",
      'invalid-argument',
    ],
    ['a width of a million', "$fromMillis(0, '[Y,1000000]')", 'invalid-argument'],
  ];
  for (const [name, text, code] of rows) {
    it(`${name}: ${code}`, () => assert.equal(codeOf(text, {}), code));
  }

  it('hostile data: deeply nested objects are an error, not a crash', () => {
    let deep: unknown = 1;
    for (let i = 0; i < 20_000; i++) deep = { a: deep };
    for (const text of ['$string($)', '**', '$ = $$.a', '$clone($)', '$', '$ ~> |a|{}|'])
      assert.equal(codeOf(text, deep), 'data-too-deep', text);
  });
});
