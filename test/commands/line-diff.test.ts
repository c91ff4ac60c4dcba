import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { unifiedDiff } from '../../src/commands/line-diff.ts';
import { withFolder } from '../builders/repository.ts';

describe('unifiedDiff()', () => {
  it('shows changes with what stands around them', () => {
    const lines = Array.from({ length: 20 }, (_, index) => `line ${index + 1}\n`);
    const changed = lines.with(4, 'five\n').toSpliced(15, 1);
    assert.equal(
      unifiedDiff(lines.join(''), changed.join(''), 'a', 'b'),
      `--- a\n+++ b\n@@ -2,7 +2,7 @@\n line 2\n line 3\n line 4\n-line 5\n+five\n line 6\n line 7\n line 8\n@@ -13,7 +13,6 @@\n line 13\n line 14\n line 15\n-line 16\n line 17\n line 18\n line 19\n`,
    );
    assert.equal(unifiedDiff('a', 'a', 'x', 'y'), '');
    assert.equal(unifiedDiff('', 'a', 'x', 'y'), '--- x\n+++ y\n@@ -0,0 +1,1 @@\n+a\n\\ No newline at end of file\n');
  });

  it('is taken by git apply, and makes the one text of the other', async () => {
    const text = fc
      .array(fc.constantFrom('a\n', 'b\n', 'c\n', 'd\n'), { maxLength: 30 })
      .map((lines) => lines.join(''));
    const pairs = fc.sample(fc.tuple(text, text), { numRuns: 25, seed: 7 });
    let seen = 0;
    await withFolder((folder) => {
      for (const [before, after] of pairs) {
        if (before === after || before === '' || after === '') continue;
        writeFileSync(join(folder, 'file'), before);
        const input = unifiedDiff(before, after, 'a/file', 'b/file');
        execFileSync('git', ['apply', '-'], { cwd: folder, input, stdio: ['pipe', 'ignore', 'pipe'] });
        assert.equal(readFileSync(join(folder, 'file'), 'utf8'), after);
        seen++;
      }
    });
    assert.ok(seen >= 15, `saw ${seen}`);
  });
});
