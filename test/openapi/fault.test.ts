import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { quoted } from '../../src/kube/quoted.ts';
import { along, below, faultOf, listed, named, toFieldErrors } from '../../src/openapi/fault.ts';

const say = ({ field, holder }: { field: string; holder: string }) => `${field} of ${holder}`;

describe('faults', () => {
  it('become field errors with a pointer and names of field and holder', () => {
    const found = below(undefined, below(undefined, [faultOf('invalid', say, ['a/b'])], 1), 'list');
    const all = along(below(undefined, found, 'spec'), faultOf('required', say, ['kind']));
    assert.deepEqual(toFieldErrors(all, 'Widget'), [
      { type: 'invalid', pointer: '/spec/list/1/a~1b', message: 'a/b of Widget.spec.list[]' },
      { type: 'required', pointer: '/kind', message: 'kind of Widget' },
    ]);
  });

  it('name items by the list that holds them', () => {
    const [error] = toFieldErrors(below(undefined, [faultOf('invalid', say, [2])], 'args'), 'Pod');
    assert.deepEqual(error, { type: 'invalid', pointer: '/args/2', message: 'args[2] of Pod.args' });
    assert.equal(toFieldErrors([faultOf('invalid', say)], 'Pod')[0]?.message, 'Pod of Pod');
  });

  it('stay short however long names, values and paths are', () => {
    const long = 'x'.repeat(100_000);
    const path = Array.from({ length: 1000 }, (_, index) => (index % 2 ? long : 7));
    const [error] = toFieldErrors([faultOf('invalid', say, path)], 'Pod');
    assert.ok(error && error.message.length < 1500);
    assert.ok(named(long).length < 100 && quoted(long).length < 100);
  });

  it('name values of each type', () => {
    const words = [[], {}, '', 'a`b', 5, true, null].map(named);
    assert.deepEqual(words, [
      'a list',
      'an object',
      'an empty text',
      'the text `a\\u0060b`',
      '`5`',
      '`true`',
      '`null`',
    ]);
  });

  it('count up what there is to choose from', () => {
    assert.equal(listed([]), '');
    assert.equal(listed(['a']), '`a`');
    assert.equal(listed(['a', 'b', 'c']), '`a`, `b` or `c`');
    assert.equal(listed(['a', 'b', 'c'], 2), '`a`, `b` and 1 others');
  });

  it('are nothing where nothing is wrong', () => assert.deepEqual(toFieldErrors(undefined, 'Pod'), []));
});
