// The serving certificate on disk: read, checked, and read again when its files change. The last good pair stays in use.
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { type FileWatch, watchFiles } from '../../bundle/file-watch.ts';
import type { CertificatePair } from './certificate.ts';

/** Where a pair lies. */
export interface CertificateFiles {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** A pair that can serve, with the end of its validity (milliseconds since the epoch). */
export interface ReadCertificate extends CertificatePair {
  readonly expires: number;
}

/** The outcome of reading a pair. */
export type CertificateRead =
  | { readonly ok: true; readonly pair: ReadCertificate }
  | { readonly ok: false; readonly message: string };

/** Reads both files and makes sure that they are PEM, belong together and can serve. */
export async function readCertificate({ certificateFile, keyFile }: CertificateFiles): Promise<CertificateRead> {
  const certificate = await read(certificateFile, 'certificate');
  if (!certificate.ok) return certificate;
  const key = await read(keyFile, 'key');
  if (!key.ok) return key;
  return checkPair(certificate.text, key.text, { certificateFile, keyFile });
}

/** Checks a pair that is in memory; the names are for messages only. */
export function checkPair(
  certificate: string,
  key: string,
  { certificateFile, keyFile }: CertificateFiles,
): CertificateRead {
  const failed = (message: string): CertificateRead => ({ ok: false, message });
  let leaf: X509Certificate;
  try {
    leaf = new X509Certificate(certificate);
  } catch {
    return failed(`the certificate file \`${certificateFile}\` holds no PEM certificate`);
  }
  try {
    if (!leaf.checkPrivateKey(createPrivateKey(key)))
      return failed(`the key in \`${keyFile}\` does not belong to the certificate in \`${certificateFile}\``);
  } catch {
    return failed(`the key file \`${keyFile}\` holds no unencrypted PEM private key`);
  }
  try {
    createSecureContext({ cert: certificate, key });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failed(`the certificate in \`${certificateFile}\` cannot be served: ${reason}`);
  }
  return { ok: true, pair: { certificate, key, expires: Date.parse(leaf.validTo) } };
}

/** Follows the files: a good pair goes to `onPair`, a bad one to `onProblem`, and nothing that is unchanged to either. */
export function watchCertificate(
  files: CertificateFiles,
  first: CertificatePair,
  onPair: (pair: ReadCertificate) => void,
  onProblem: (message: string) => void,
  every?: number,
): Promise<FileWatch> {
  let served: CertificatePair = first;
  return watchFiles({
    paths: [files.certificateFile, files.keyFile],
    ...(every !== undefined && { every }),
    onChange: async () => {
      const outcome = await readCertificate(files);
      if (!outcome.ok) return onProblem(outcome.message);
      const { pair } = outcome;
      if (pair.certificate === served.certificate && pair.key === served.key) return;
      served = pair;
      onPair(pair);
    },
  });
}

type TextRead = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

async function read(file: string, what: string): Promise<TextRead> {
  try {
    return { ok: true, text: await readFile(file, 'utf8') };
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return { ok: false, message: `the ${what} file \`${file}\` cannot be read (${reason})` };
  }
}
