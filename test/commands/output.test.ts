import assert from 'node:assert/strict';
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { UsageError } from '../../src/commands/command.ts';
import { writeFiles, writeResult } from '../../src/commands/output.ts';
import { recordingIo } from '../builders/io.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-output-'));
after(() => rmSync(folder, { recursive: true }));
const io = recordingIo({ cwd: folder });

describe('writeResult()', () => {
  it('writes to stdout without a file or with -', () => {
    const recorded = recordingIo();
    writeResult(undefined, 'a', recorded);
    writeResult('-', 'b', recorded);
    assert.equal(recorded.written.out, 'ab');
  });

  it('replaces a file whole, relative to the working directory, and leaves nothing beside it', () => {
    writeFileSync(join(folder, 'report.json'), 'old, and longer than the new one');
    writeResult('report.json', 'new', io);
    assert.equal(readFileSync(join(folder, 'report.json'), 'utf8'), 'new');
    assert.deepEqual(readdirSync(folder), ['report.json']);
  });

  it('writes through a link', () => {
    symlinkSync('report.json', join(folder, 'link.json'));
    writeResult('link.json', 'through', io);
    assert.equal(readFileSync(join(folder, 'report.json'), 'utf8'), 'through');
    assert.ok(lstatSync(join(folder, 'link.json')).isSymbolicLink());
  });

  it('says what cannot be written', () => {
    mkdirSync(join(folder, 'taken'));
    for (const file of ['missing/report.json', 'taken', 'report.json/x'])
      assert.throws(
        () => writeResult(file, 'x', io),
        (thrown) => thrown instanceof UsageError && thrown.message.startsWith(`cannot write \`${file}\`: E`),
      );
    assert.deepEqual(readdirSync(folder).sort(), ['link.json', 'report.json', 'taken']);
  });
});

describe('writeFiles()', () => {
  it('replaces all files, or none', () => {
    const [one, two] = [join(folder, 'one.yaml'), join(folder, 'two.yaml')];
    writeFileSync(one, 'old');
    writeFiles(
      new Map([
        [one, 'new'],
        [two, 'made'],
      ]),
    );
    assert.deepEqual([readFileSync(one, 'utf8'), readFileSync(two, 'utf8')], ['new', 'made']);
    const broken = new Map([
      [one, 'newer'],
      [join(folder, 'missing/three.yaml'), 'x'],
    ]);
    assert.throws(() => writeFiles(broken), UsageError);
    assert.equal(readFileSync(one, 'utf8'), 'new');
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.endsWith('.part')),
      [],
    );
  });
});
