import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeOf, outcome, yieldOf } from './yields.ts';

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null)
    for (const member of Object.values(Object.freeze(value))) frozen(member);
  return value;
}

describe('traps of JSONata that we keep, because authors know the language', () => {
  it('phantom items: a negated predicate counts one for every item that lacks the list', () => {
    const text = "$count(containers.add[$not($ in ['A'])])";
    assert.equal(yieldOf(text, { containers: [{}, {}] }), 2);
    assert.equal(yieldOf(text, { containers: [{}] }), 0, 'which a test with one container does not show');
    assert.equal(
      yieldOf("$count($filter(containers.add, function($x) {$not($x in ['A'])}))", { containers: [{}, {}] }),
      0,
    );
  });
  it('missing values: = and != are both false, < is nothing, $not of nothing is nothing', () => {
    assert.deepEqual(
      yieldOf('[missing = 1, missing != 1, $exists(missing < 1), $exists($not(missing)), $not(missing = 1)]', {}),
      [false, false, false, false, true],
    );
  });
  it('types: comparing a number with a text or null fails, with nothing it does not', () => {
    assert.equal(codeOf("1 > '2'"), 'T2009');
    assert.equal(codeOf('1 > null'), 'T2010');
    assert.equal(yieldOf('1 > missing', {}), undefined);
    assert.equal(yieldOf("$boolean('false')"), true);
  });
  it('in compares by identity: objects never match, and it is no substring', () => {
    assert.deepEqual(yieldOf("[{'a': 1} in [{'a': 1}], 'a' in 'abc']"), [false, false]);
  });
  it('an index picks from each item of the step before', () => {
    const input = { a: [{ b: [1, 2] }, { b: [3] }] };
    assert.deepEqual(yieldOf('a.b[0]', input), [1, 3]);
    assert.equal(yieldOf('(a.b)[0]', input), 1);
  });
  it('singletons: one result is unwrapped, one raw list is not, [] keeps it wrapped', () => {
    assert.equal(yieldOf('a.b', { a: [{ b: 1 }] }), 1);
    assert.deepEqual(yieldOf('a.b', { a: [{ b: [1] }] }), [1]);
    assert.deepEqual(yieldOf('a.b[]', { a: [{ b: 1 }] }), [1]);
    assert.deepEqual(yieldOf('$distinct([1, 1])'), [1]);
    assert.equal(yieldOf('$distinct(a.b)', { a: [{ b: 1 }, { b: 1 }] }), 1);
  });
  it('grouping nothing or an empty list still yields an object', () => {
    assert.deepEqual(yieldOf("missing{'n': 1}", {}), { n: 1 });
    assert.deepEqual(yieldOf("a{'n': 1}", { a: [] }), { n: 1 });
  });
});

describe('defects of jsonata that we do not copy', () => {
  it('data cannot pose as a function', () => {
    for (const key of ['_jsonata_lambda', '_jsonata_function']) {
      const container = JSON.parse(`{"${key}": true, "privileged": true}`) as unknown;
      assert.equal(yieldOf('c.privileged', { c: container }), true);
      assert.deepEqual(yieldOf('$keys(c)', { c: container }), [key, 'privileged']);
      assert.equal(yieldOf('$type(c)', { c: container }), 'object');
      assert.equal(codeOf('c()', { c: container }), 'T1006');
      assert.deepEqual(yieldOf(`{'${key}': 1}`), { [key]: 1 });
    }
  });
  it('__proto__ and constructor are plain names', () => {
    const input = JSON.parse('{"__proto__": {"x": 1}, "constructor": 2, "list": [{"__proto__": 3}]}') as unknown;
    assert.equal(yieldOf('__proto__.x', input), 1);
    assert.equal(yieldOf('constructor', input), 2);
    assert.equal(yieldOf('list.__proto__', input), 3);
    assert.equal(
      yieldOf('$exists(toString) or $exists(list.constructor) or $exists($__proto__) or $exists($constructor)', input),
      false,
    );
    const made = outcome("{'__proto__': {'polluted': true}}");
    assert.ok(made.ok);
    assert.equal(JSON.stringify(made.value), '{"__proto__":{"polluted":true}}');
    assert.equal(yieldOf("$merge([{'__proto__': {'polluted': 1}}]).polluted"), undefined);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    const changed = outcome("$ ~> |$|{'__proto__': {'polluted': true}}|", {});
    assert.ok(changed.ok);
    assert.equal((changed.value as Record<string, unknown>)['polluted'], undefined);
  });
  it('evaluation never writes to its input', () => {
    const input = frozen({ empty: [], list: [{ a: 1 }], one: [1], deep: { a: { b: [] } } });
    const before = JSON.stringify(input);
    for (const text of [
      "empty{'a': 1}",
      'one[]',
      'list[]',
      '$ ~> |$$.deep|{"x": 1}|',
      '$ ~> |list|{"x": 1}, "a"|',
      '$sort(one)',
      '$reverse(list)',
      '$append(one, 2)',
      'deep.a.b{"k": 1}',
      '[one, 2]',
      '$',
      'list',
      '**',
      '($x := one; $x[])',
    ])
      assert.ok(outcome(text, input).ok, text);
    assert.equal(JSON.stringify(input), before);
    assert.deepEqual(Object.keys(input.one), ['0']);
  });
  it('?: and ?? keep the regular expression on their left', () => {
    assert.equal(yieldOf("$contains('xyz', /y/) ?: 'default'"), true);
    assert.equal(yieldOf("$replace('xyz', /y/, '') ?? 'default'"), 'xz');
  });
  it('a function that ends in a filtered call yields the filtered result', () => {
    assert.equal(yieldOf('($f := function() {[1, 2]}; $g := function() {($f())[1]}; $g())'), 2);
    assert.deepEqual(yieldOf("($f := function() {[1, 2]}; $g := function() {$f(){'n': $count($)}}; $g())"), { n: 2 });
    assert.deepEqual(
      yieldOf('($f := function() {1}; $g := function() {$f()[]}; $g())'),
      yieldOf('($f := function() {1}; $f()[])'),
    );
  });
  it('members are evaluated from left to right: the first error is the one reported', () => {
    assert.equal(codeOf("[(1; (2; (-'a'))), 1 + 'b']"), 'D1002');
    assert.equal(codeOf("{'x': (1; -'a'), 'y': 1 + 'b'}"), 'D1002');
  });
  it('and, or keep the position of an error on their right side', () => {
    const result = outcome("true and (1 + 'a' = 2)");
    assert.ok(!result.ok);
    assert.equal(result.error.position, 13);
  });
  it('evaluations do not share positions: a built-in nested in itself reports its own', () => {
    const result = outcome("$string($number($string($number('x'))))");
    assert.ok(!result.ok);
    assert.deepEqual([result.error.code, result.error.position], ['D3030', 32]);
  });
  it('a tail call takes the context of the outermost call', () => {
    assert.equal(yieldOf('($f := function() {$uppercase()}; a.$f())', { a: 'x' }), 'X');
  });
});
