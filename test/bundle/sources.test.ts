import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { packFiles, packNames, packsFolder, pathFiles } from '../../src/bundle/sources.ts';

describe('sources', () => {
  it('ships its packs', () => {
    const names = ['kubernetes', 'pod-security-baseline', 'pod-security-restricted', 'standards', 'templates'];
    assert.deepEqual(packNames(), names);
    const files = packFiles('standards');
    assert.ok(files.length > 10);
    assert.ok(files.every(({ pack }) => pack === 'standards'));
  });

  it('knows a file of a pack by whatever way it was reached', () => {
    const found = pathFiles(join(packsFolder(), 'standards', 'pack.yaml'));
    assert.ok('files' in found);
    assert.deepEqual(
      found.files.map(({ pack }) => pack),
      ['standards'],
    );
  });

  it('reads a folder in order, follows links to files, and passes hidden names over', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sallyport-'));
    try {
      mkdirSync(join(folder, '..data'));
      writeFileSync(join(folder, '..data', 'b.yaml'), 'x: 1');
      symlinkSync(join('..data', 'b.yaml'), join(folder, 'b.yaml'));
      writeFileSync(join(folder, 'a.json'), '{}');
      writeFileSync(join(folder, 'notes.txt'), '');
      const found = pathFiles(folder);
      assert.ok('files' in found);
      assert.deepEqual(
        found.files.map(({ path }) => path.slice(folder.length + 1)),
        ['a.json', 'b.yaml'],
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('says what is wrong with a path', () => {
    const missing = pathFiles('does/not/exist');
    assert.ok('problem' in missing);
    assert.equal(missing.problem.code, 'policies-unreadable');
    const empty = mkdtempSync(join(tmpdir(), 'sallyport-'));
    const found = pathFiles(empty);
    rmSync(empty, { recursive: true });
    assert.ok('problem' in found);
    assert.equal(found.problem.code, 'policies-empty');
  });
});
