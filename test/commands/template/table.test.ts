import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { columns, count, valueText } from '../../../src/commands/template/table.ts';

describe('tables', () => {
  it('pad cells, and spell out what would move the cursor', () => {
    assert.equal(
      columns(
        [
          ['a', 'bb', 'c'],
          ['aaa', '', '\u001b[2J'],
        ],
        '  ',
      ),
      '  a    bb  c\n  aaa      \\u{1b}[2J\n',
    );
  });

  it('cut long values and count', () => {
    assert.equal(valueText(['x', 1]), '["x",1]');
    assert.equal(valueText('x'.repeat(99)).length, 60);
    assert.deepEqual([count(1, 'drift'), count(2, 'drift'), count(0, 'set')], ['1 drift', '2 drifts', '0 sets']);
  });
});
