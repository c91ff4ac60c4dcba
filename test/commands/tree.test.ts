import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { apply, differences } from '../../src/commands/tree.ts';

const root = mkdtempSync(join(tmpdir(), 'sallyport-tree-'));
after(() => rmSync(root, { recursive: true }));
const tree = {
  files: new Map([
    ['docs/a.md', 'a\n'],
    ['docs/deep/b.md', 'b\n'],
    ['schemas/c.json', '{}\n'],
  ]),
  folders: ['docs/deep', 'schemas'],
};

describe('differences() and apply()', () => {
  it('find what is missing, and write it', () => {
    const found = differences(root, tree);
    assert.deepEqual(found, [
      { path: 'docs/a.md', what: 'missing' },
      { path: 'docs/deep/b.md', what: 'missing' },
      { path: 'schemas/c.json', what: 'missing' },
    ]);
    apply(root, tree, found);
    assert.deepEqual(differences(root, tree), []);
    assert.equal(readFileSync(join(root, 'docs/deep/b.md'), 'utf8'), 'b\n');
  });

  it('find what is outdated or left over, and leave everything else alone', () => {
    writeFileSync(join(root, 'docs/a.md'), 'changed\n');
    writeFileSync(join(root, 'docs/by-hand.md'), 'stays\n');
    mkdirSync(join(root, 'docs/deep/er'));
    writeFileSync(join(root, 'docs/deep/er/old.md'), 'old\n');
    const untouched = statSync(join(root, 'schemas/c.json')).mtimeMs;
    const found = differences(root, tree);
    assert.deepEqual(found, [
      { path: 'docs/a.md', what: 'outdated' },
      { path: 'docs/deep/er/old.md', what: 'left over' },
    ]);
    apply(root, tree, found);
    assert.deepEqual(differences(root, tree), []);
    assert.equal(readFileSync(join(root, 'docs/by-hand.md'), 'utf8'), 'stays\n');
    assert.equal(statSync(join(root, 'schemas/c.json')).mtimeMs, untouched);
  });
});
