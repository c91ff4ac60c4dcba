import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileExpression } from '../../src/expression/compile.ts';
import { lint } from '../../src/expression/lint.ts';
import { parse } from '../../src/expression/parse.ts';

const codes = (text: string) => lint(parse(text)).map(({ code }) => code);

describe('lint()', () => {
  const rows: readonly (readonly [text: string, ...codes: string[]])[] = [
    ['$count(containers.securityContext.capabilities.add[$not($ in $params.allowed)]) = 0', 'phantom-items'],
    ['spec.containers.env[name and ($not(value))]'],
    ['spec.containers.env[$not(a) and ($not(b))]', 'phantom-items'],
    ['spec.containers.env[$not(a) or b]', 'phantom-items'],
    ['containers[$not(image)]'],
    ['$filter(containers, function($c) {$not($c.image)})'],
    ['spec.containers.ports[0]', 'index-of-each'],
    ['(spec.containers.ports)[0]'],
    ['spec.containers[0].image'],
    ["kind != 'Pod'", 'unequal-path'],
    ["$operation != 'CREATE'"],
    ["'app' in metadata.name", ...[]],
    ["name in 'application'", 'in-text'],
    ["spec.containers.name = ['web']", 'single-item'],
    ["spec.containers.name = ['web', 'sidecar']"],
    ['$length(spec.containers) > 1', 'length-of-list'],
    ['$length(metadata.name) > 63'],
    ["$not(metadata.annotations.'example.com/skip')", 'text-as-truth'],
    ["metadata.labels.skip and kind = 'Pod'", 'text-as-truth'],
    ["metadata.labels.skip = 'true'"],
    ['$exists(metadata.labels.skip)'],
    ['containers ~> $filter(function($c) {$c.a})[0]', 'ignored-filter'],
    ['(containers ~> $filter(function($c) {$c.a}))[0]'],
    ['a ?? b'],
  ];
  for (const [text, ...expected] of rows) {
    it(`${text}: ${expected.join(', ') || 'nothing'}`, () => assert.deepEqual(codes(text), expected));
  }

  it('is what a compiled expression warns of, with remedy and position', () => {
    const compiled = compileExpression("a and b != 'c'");
    assert.ok(compiled.ok);
    assert.deepEqual(compiled.expression.warnings, [
      { code: 'unequal-path', message: '`!=` is false where the value is missing; write `$not(a = b)`', position: 10 },
    ]);
  });
});
