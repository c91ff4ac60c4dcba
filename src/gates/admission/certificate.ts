// A certificate authority of one's own and a serving certificate signed by it, for `--self-signed`: DER written by hand
// (RFC 5280, P-256), keys and signatures by node:crypto. Trying out only: nothing is stored or rotated.
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import { isIP } from 'node:net';

/** A certificate (PEM, with its chain) and its private key (PEM). */
export interface CertificatePair {
  readonly certificate: string;
  readonly key: string;
}

/** A serving pair and the authority that clients must trust (the caBundle of a webhook registration). */
export interface SelfSigned extends CertificatePair {
  readonly authority: string;
}

/** Names that a self-signed certificate always holds. */
export const LOCAL_NAMES: readonly string[] = ['localhost', '127.0.0.1', '::1'];

const DAY = 86_400_000;
const VALID_DAYS = 365;

/** Draws two keys and issues authority and leaf for `LOCAL_NAMES` and the given DNS names and addresses, valid for a year from `now`. */
export function selfSign(hostnames: readonly string[], now: number): SelfSigned {
  const names = [...new Set([...LOCAL_NAMES, ...hostnames])];
  const authority = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const leaf = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const validity = { from: now - DAY, to: now + VALID_DAYS * DAY };
  const issuer = commonName(`sallyport self-signed ${randomBytes(4).toString('hex')}`);
  const authorityKeyId = keyId(authority.publicKey);
  const authorityCertificate = issue({
    issuer,
    subject: issuer,
    publicKey: authority.publicKey,
    signer: authority.privateKey,
    validity,
    extensions: [
      extension(BASIC_CONSTRAINTS, sequence(BOOLEAN_TRUE, integer(0)), true),
      // keyCertSign (5) and cRLSign (6)
      extension(KEY_USAGE, tlv(0x03, Buffer.from([1, 0b0000_0110])), true),
      extension(SUBJECT_KEY_ID, tlv(0x04, authorityKeyId)),
    ],
  });
  const leafCertificate = issue({
    issuer,
    subject: commonName('sallyport'),
    publicKey: leaf.publicKey,
    signer: authority.privateKey,
    validity,
    extensions: [
      extension(BASIC_CONSTRAINTS, sequence(), true),
      // digitalSignature (0)
      extension(KEY_USAGE, tlv(0x03, Buffer.from([7, 0b1000_0000])), true),
      extension(EXTENDED_KEY_USAGE, sequence(SERVER_AUTH)),
      extension(SUBJECT_ALT_NAME, sequence(...names.map(generalName))),
      extension(SUBJECT_KEY_ID, tlv(0x04, keyId(leaf.publicKey))),
      extension(AUTHORITY_KEY_ID, sequence(tlv(0x80, authorityKeyId))),
    ],
  });
  return {
    certificate: pem(leafCertificate),
    key: String(leaf.privateKey.export({ type: 'pkcs8', format: 'pem' })),
    authority: pem(authorityCertificate),
  };
}

interface Issue {
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly publicKey: KeyObject;
  readonly signer: KeyObject;
  readonly validity: { readonly from: number; readonly to: number };
  readonly extensions: readonly Buffer[];
}

function issue({ issuer, subject, publicKey, signer, validity, extensions }: Issue): Buffer {
  // Positive and free of a leading zero octet, as RFC 5280 4.1.2.2 asks.
  const serial = randomBytes(16);
  serial[0] = (serial[0]! & 0x7f) | 0x40;
  const body = sequence(
    tlv(0xa0, integer(2)),
    tlv(0x02, serial),
    ECDSA_WITH_SHA256,
    issuer,
    sequence(time(validity.from), time(validity.to)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
    tlv(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', body, signer);
  return sequence(body, ECDSA_WITH_SHA256, tlv(0x03, Buffer.concat([Buffer.from([0]), signature])));
}

/** One tag-length-value of DER. */
function tlv(tag: number, ...content: readonly Buffer[]): Buffer {
  const value = Buffer.concat(content);
  const octets: number[] = [];
  for (let rest = value.length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  const length = value.length < 0x80 ? [value.length] : [0x80 | octets.length, ...octets];
  return Buffer.concat([Buffer.from([tag, ...length]), value]);
}

function sequence(...content: readonly Buffer[]): Buffer {
  return tlv(0x30, ...content);
}

function integer(value: number): Buffer {
  return tlv(0x02, Buffer.from([value]));
}

function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const encoded = rest.flatMap((arc) => {
    const septets = [arc & 0x7f];
    for (let left = arc >>> 7; left > 0; left >>>= 7) septets.unshift((left & 0x7f) | 0x80);
    return septets;
  });
  return tlv(0x06, Buffer.from([first * 40 + second, ...encoded]));
}

/** UTCTime to 2049, GeneralizedTime after (RFC 5280 4.1.2.5). */
function time(at: number): Buffer {
  const digits = `${new Date(at).toISOString().slice(0, 19).replace(/\D/g, '')}Z`;
  return Number(digits.slice(0, 4)) < 2050
    ? tlv(0x17, Buffer.from(digits.slice(2), 'latin1'))
    : tlv(0x18, Buffer.from(digits, 'latin1'));
}

function commonName(name: string): Buffer {
  return sequence(tlv(0x31, sequence(oid('2.5.4.3'), tlv(0x0c, Buffer.from(name, 'utf8')))));
}

function extension(id: Buffer, value: Buffer, critical = false): Buffer {
  return sequence(id, ...(critical ? [BOOLEAN_TRUE] : []), tlv(0x04, value));
}

/** Of the subject's public key: the leftmost 160 bits of SHA-256 (RFC 7093 2, method 1) over the key's bit string. */
function keyId(publicKey: KeyObject): Buffer {
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  // The P-256 point (65 octets, uncompressed) ends the structure.
  return createHash('sha256').update(spki.subarray(-65)).digest().subarray(0, 20);
}

function generalName(name: string): Buffer {
  return isIP(name) ? tlv(0x87, addressBytes(name)) : tlv(0x82, Buffer.from(name, 'latin1'));
}

function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  // The URL parser writes an embedded IPv4 address in hexadecimal and lower-cases the rest.
  const normal = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = '', tail] = normal.split('::');
  const groups = (text: string | undefined) => (text ? text.split(':') : []);
  const left = groups(head);
  const right = groups(tail);
  const zeros = Array<string>(8 - left.length - right.length).fill('0');
  return Buffer.from([...left, ...zeros, ...right].map((group) => group.padStart(4, '0')).join(''), 'hex');
}

function pem(der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

const BOOLEAN_TRUE = tlv(0x01, Buffer.from([0xff]));
const ECDSA_WITH_SHA256 = sequence(oid('1.2.840.10045.4.3.2'));
const BASIC_CONSTRAINTS = oid('2.5.29.19');
const KEY_USAGE = oid('2.5.29.15');
const EXTENDED_KEY_USAGE = oid('2.5.29.37');
const SERVER_AUTH = oid('1.3.6.1.5.5.7.3.1');
const SUBJECT_ALT_NAME = oid('2.5.29.17');
const SUBJECT_KEY_ID = oid('2.5.29.14');
const AUTHORITY_KEY_ID = oid('2.5.29.35');
