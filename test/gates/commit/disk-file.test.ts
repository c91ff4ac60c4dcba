import assert from 'node:assert/strict';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { type DiskEntry, readEntries } from '../../../src/gates/commit/disk-file.ts';
import { temporaryFolder } from '../../builders/repository.ts';

const root = temporaryFolder();
after(() => rmSync(root, { recursive: true }));
const full = join(root, 'a.yaml');
writeFileSync(full, 'a: 1\n');

const readEntry = (entry: DiskEntry, limit: number) => {
  const { files, problems } = readEntries([entry], limit);
  return files[0] ?? problems[0]!;
};

describe('readEntries()', () => {
  it('reads a file, also by the bytes of its path', () => {
    for (const one of [full, new TextEncoder().encode(full)]) {
      const file = readEntry({ path: 'a.yaml', full: one }, 5);
      assert.ok('bytes' in file);
      assert.equal(Buffer.from(file.bytes).toString(), 'a: 1\n');
    }
  });

  it('says what is too large, and what is gone', () => {
    const large = readEntry({ path: 'a.yaml', full }, 4);
    assert.ok('code' in large && large.code === 'size-limit');
    assert.match(large.message, /has 5 bytes, more than the 4/);
    const gone = readEntry({ path: 'b.yaml', full: join(root, 'b.yaml') }, 4);
    assert.ok('code' in gone && gone.code === 'unreadable' && gone.message.includes('ENOENT'));
  });

  it('says what it may not read', { skip: process.getuid?.() === 0 ? 'root may read everything' : false }, () => {
    const closed = join(root, 'closed.yaml');
    writeFileSync(closed, 'x');
    chmodSync(closed, 0);
    const file = readEntry({ path: 'closed.yaml', full: closed }, 4);
    assert.ok('code' in file && file.code === 'unreadable');
  });
});
