import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { builtin, isOfType, variadic } from '../../src/expression/builtin.ts';
import { BUILTINS } from '../../src/expression/compile.ts';

describe('built-in functions', () => {
  it('check their arguments by the signature', () => {
    const twice = builtin('twice', '<n-:n>', 1, (n) => (n as number) * 2, ['n']);
    assert.equal(twice([2], null), 4);
    assert.equal(twice([], 3), 6);
    assert.throws(
      () => twice(['a'], null),
      (error: { code: string }) => error.code === 'T0410',
    );
    assert.equal(variadic('all', '<x+>', (args) => args.length)([1, 2, 3], null), 3);
  });
  it('skip the check only for arguments that pass it', () => {
    const samples: Readonly<Record<string, unknown>> = { s: 'a', n: 1, a: [], f: () => 1, o: {}, x: null };
    for (const { label, quick } of BUILTINS.values()) {
      for (const letter of quick) assert.ok(isOfType(letter, samples[letter]), `${label}: ${letter}`);
    }
    assert.ok(!isOfType('o', []));
    assert.ok(!isOfType('s', undefined));
  });
});
