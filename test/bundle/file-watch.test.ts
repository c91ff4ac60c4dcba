import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { watchFiles } from '../../src/bundle/file-watch.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-'));
after(() => rmSync(folder, { recursive: true }));

const NEVER = 3_600_000;

describe('watchFiles()', () => {
  it('sees every way in which files change, and nothing where nothing did', async () => {
    const root = join(folder, 'ways');
    mkdirSync(join(root, 'deep/er'), { recursive: true });
    writeFileSync(join(root, 'a.yaml'), '1');
    let changes = 0;
    const watch = await watchFiles({
      paths: [root, join(folder, 'later.yaml')],
      onChange: () => void changes++,
      every: NEVER,
    });
    const ways: readonly [string, () => void][] = [
      ['content', () => writeFileSync(join(root, 'a.yaml'), '2')],
      ['a new file', () => writeFileSync(join(root, 'b.yaml'), '')],
      ['a new file further down', () => writeFileSync(join(root, 'deep/er/c.yaml'), '')],
      ['another name', () => renameSync(join(root, 'b.yaml'), join(root, 'd.yaml'))],
      ['a file gone', () => rmSync(join(root, 'd.yaml'))],
      ['a path that comes into being', () => writeFileSync(join(folder, 'later.yaml'), '')],
      ['a broken link', () => symlinkSync('nowhere', join(root, 'e.yaml'))],
      ['a loop of links', () => symlinkSync('.', join(root, 'loop'))],
    ];
    try {
      for (const [index, [name, change]] of ways.entries()) {
        change();
        await watch.look();
        await watch.look();
        // File system events may look on their own; what counts is that the change was seen, and seen once.
        assert.equal(changes, index + 1, name);
      }
    } finally {
      watch.stop();
    }
  });

  it('handles one change at a time, and misses none that comes meanwhile', async () => {
    const file = join(folder, 'busy.yaml');
    writeFileSync(file, '0');
    let running = 0;
    let calls = 0;
    const watch = await watchFiles({
      paths: [file],
      every: NEVER,
      onChange: async () => {
        assert.equal(++running, 1);
        calls++;
        await new Promise((resolve) => setTimeout(resolve, 20));
        running--;
      },
    });
    try {
      writeFileSync(file, '1');
      const first = watch.look();
      await new Promise((resolve) => setTimeout(resolve, 5));
      writeFileSync(file, '22');
      await Promise.all([first, watch.look(), watch.look()]);
      assert.equal(calls, 2);
    } finally {
      watch.stop();
    }
  });

  it('looks by itself', async () => {
    const file = join(folder, 'polled.yaml');
    writeFileSync(file, '0');
    let stop = () => {};
    // The timer does not hold the process, so the test has to.
    const hold = setInterval(() => undefined, 1_000);
    await new Promise<void>((resolve) => {
      void watchFiles({ paths: [file], every: 10, onChange: () => resolve() }).then((watch) => {
        stop = watch.stop;
        writeFileSync(file, '1');
      });
    });
    clearInterval(hold);
    stop();
  });
});
