import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { LOCAL_NAMES, selfSign } from '../../../src/gates/admission/certificate.ts';

const DAY = 86_400_000;

describe('selfSign()', () => {
  const now = Date.now();
  const names = ['sallyport.sallyport.svc', '10.0.0.7', 'fd00::a:1', '*.example.test'];
  const issued = selfSign(names, now);
  const leaf = new X509Certificate(issued.certificate);
  const authority = new X509Certificate(issued.authority);

  it('issues a leaf that its authority signed, for the names given and the local ones', () => {
    assert.ok(authority.ca);
    assert.ok(!leaf.ca);
    assert.ok(leaf.verify(authority.publicKey));
    assert.ok(leaf.checkIssued(authority));
    for (const name of ['localhost', 'sallyport.sallyport.svc', 'a.example.test'])
      assert.ok(leaf.checkHost(name), name);
    for (const address of ['127.0.0.1', '::1', '10.0.0.7', 'fd00::a:1']) assert.ok(leaf.checkIP(address), address);
    assert.equal(leaf.checkHost('other.test'), undefined);
    assert.deepEqual(LOCAL_NAMES, ['localhost', '127.0.0.1', '::1']);
  });

  it('is valid from a day ago to a year ahead', () => {
    assert.ok(Math.abs(Date.parse(leaf.validFrom) - (now - DAY)) < 1000);
    assert.ok(Math.abs(Date.parse(leaf.validTo) - (now + 365 * DAY)) < 1000);
  });

  it('writes dates after 2049 in their other form', () => {
    const late = new X509Certificate(selfSign([], Date.UTC(2060, 0, 1)).certificate);
    assert.equal(Date.parse(late.validTo), Date.UTC(2060, 11, 31));
  });

  it('draws new keys and serials every time', () => {
    const serials = new Set(
      Array.from({ length: 5 }, () => new X509Certificate(selfSign([], now).certificate).serialNumber),
    );
    assert.equal(serials.size, 5);
  });

  it('is accepted by openssl under its strictest reading', { skip: missing('openssl') }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'sallyport-'));
    try {
      writeFileSync(join(folder, 'ca.pem'), issued.authority);
      writeFileSync(join(folder, 'leaf.pem'), issued.certificate);
      const words = ['verify', '-x509_strict', '-purpose', 'sslserver', '-CAfile', 'ca.pem', 'leaf.pem'];
      assert.match(execFileSync('openssl', words, { cwd: folder, encoding: 'utf8' }), /leaf.pem: OK/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('holds any IP address', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (address) => {
        assert.ok(new X509Certificate(selfSign([address], now).certificate).checkIP(address), address);
      }),
      { numRuns: 50 },
    );
  });
});

function missing(program: string): string | false {
  return spawnSync(program, ['version']).error ? `${program} is not installed` : false;
}
