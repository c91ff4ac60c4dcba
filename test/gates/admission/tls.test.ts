import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { type CertificatePair, selfSign } from '../../../src/gates/admission/certificate.ts';
import { checkPair, readCertificate, watchCertificate } from '../../../src/gates/admission/tls.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-'));
after(() => rmSync(folder, { recursive: true }));

const first = selfSign([], Date.now());
const second = selfSign([], Date.now());

/** Lays a pair out as Kubernetes mounts a Secret: files are links into `..data`, which is a link to a dated folder. */
function mount(volume: string, pair: CertificatePair, version: string): void {
  const dated = join(volume, `..${version}`);
  mkdirSync(dated, { recursive: true });
  writeFileSync(join(dated, 'tls.crt'), pair.certificate);
  writeFileSync(join(dated, 'tls.key'), pair.key);
  symlinkSync(`..${version}`, join(volume, '..data_tmp'));
  renameSync(join(volume, '..data_tmp'), join(volume, '..data'));
}

describe('readCertificate()', () => {
  it('reads a pair that belongs together', async () => {
    writeFileSync(join(folder, 'a.crt'), first.certificate);
    writeFileSync(join(folder, 'a.key'), first.key);
    const read = await readCertificate({ certificateFile: join(folder, 'a.crt'), keyFile: join(folder, 'a.key') });
    assert.ok(read.ok);
    assert.ok(read.pair.expires > Date.now());
  });

  it('says which file is wrong, and how', async () => {
    const gone = await readCertificate({ certificateFile: join(folder, 'none'), keyFile: join(folder, 'a.key') });
    assert.ok(!gone.ok && /certificate file `.*none` cannot be read \(ENOENT\)/.test(gone.message));
    const files = { certificateFile: 'c', keyFile: 'k' };
    const messages = [
      checkPair('text', first.key, files),
      checkPair(first.certificate, 'text', files),
      checkPair(first.certificate, second.key, files),
    ].map((read) => (read.ok ? '' : read.message));
    assert.match(messages[0] ?? '', /`c` holds no PEM certificate/);
    assert.match(messages[1] ?? '', /`k` holds no unencrypted PEM private key/);
    assert.match(messages[2] ?? '', /the key in `k` does not belong to the certificate in `c`/);
  });
});

describe('watchCertificate()', () => {
  it('follows a mounted secret when its symlink is swapped, and keeps the last good pair', async () => {
    const volume = join(folder, 'volume');
    mount(volume, first, '2026_01');
    symlinkSync('..data/tls.crt', join(volume, 'tls.crt'));
    symlinkSync('..data/tls.key', join(volume, 'tls.key'));
    const files = { certificateFile: join(volume, 'tls.crt'), keyFile: join(volume, 'tls.key') };
    const pairs: string[] = [];
    const problems: string[] = [];
    const watch = await watchCertificate(
      files,
      first,
      (pair) => pairs.push(pair.certificate),
      (problem) => problems.push(problem),
      3_600_000,
    );
    try {
      await watch.look();
      assert.deepEqual([pairs, problems], [[], []]);
      mount(volume, second, '2026_02');
      await watch.look();
      assert.deepEqual(pairs, [second.certificate]);
      mount(volume, { certificate: first.certificate, key: second.key }, '2026_03');
      await watch.look();
      await watch.look();
      assert.deepEqual(pairs, [second.certificate]);
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? '', /does not belong/);
      mount(volume, second, '2026_04');
      await watch.look();
      assert.deepEqual(pairs, [second.certificate], 'the pair that is served already is no news');
      mount(volume, first, '2026_05');
      await watch.look();
      assert.deepEqual(pairs, [second.certificate, first.certificate]);
    } finally {
      watch.stop();
    }
  });
});
