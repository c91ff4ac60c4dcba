// What the API server refuses about a CertificateSigningRequest when it is new; an update keeps the old spec whatever it says.
// Source: pkg/apis/certificates/validation of Kubernetes, and its admission plugin CertificateSubjectRestriction. The request is
// read as far as its outline; whether its signature fits is not judged.
import { quoted } from '../../kube/quoted.ts';
import { checkText, listed, reportDuplicate, reportRequired } from '../checks.ts';
import { dnsLabel, dnsSubdomain, type NameRule } from '../names.ts';
import { type KindValidator, report } from '../subject.ts';
import { numberOf, structOf, textOf, textsOf } from '../values.ts';

const USAGES: readonly string[] = [
  'any',
  'cert sign',
  'client auth',
  'code signing',
  'content commitment',
  'crl sign',
  'data encipherment',
  'decipher only',
  'digital signature',
  'email protection',
  'encipher only',
  'ipsec end system',
  'ipsec tunnel',
  'ipsec user',
  'key agreement',
  'key encipherment',
  'microsoft sgc',
  'netscape sgc',
  'ocsp signing',
  's/mime',
  'server auth',
  'signing',
  'timestamping',
];
const SHORTEST_SECONDS = 600;
const LEGACY_SIGNER = 'kubernetes.io/legacy-unknown';
const CLIENT_SIGNER = 'kubernetes.io/kube-apiserver-client';
const LONGEST_DOMAIN = 253;
const LONGEST_SIGNER = 571;

/** What the API server refuses about a certificates.k8s.io/v1 CertificateSigningRequest. */
const validateSigningRequest: KindValidator = ({ object, old }, out) => {
  if (old) return;
  const spec = structOf(object, 'spec');
  const request = readRequest(textOf(spec, 'request'));
  const signer = textOf(spec, 'signerName');
  if (request === undefined) {
    report(out, 'invalid', '/spec/request', 'request must be base64 of a PEM block `CERTIFICATE REQUEST`');
  } else if (signer === CLIENT_SIGNER && asksForMasters(request)) {
    const message = `request must not ask for the group \`system:masters\` of ${quoted(CLIENT_SIGNER)}`;
    report(out, 'forbidden', '/spec/request', message);
  }
  const usages = textsOf(spec, 'usages');
  if (usages.length === 0) reportRequired(out, '/spec/usages', 'usages');
  for (const [index, usage] of usages.entries()) {
    const at = `/spec/usages/${index}`;
    if (!USAGES.includes(usage)) report(out, 'not-supported', at, `usage ${quoted(usage)} must be ${listed(USAGES)}`);
    if (usages.indexOf(usage) < index) reportDuplicate(out, at, 'usage', usage);
  }
  if (signer === '') reportRequired(out, '/spec/signerName', 'signerName');
  else checkText(out, '/spec/signerName', 'signerName', signer, signerName);
  const seconds = numberOf(spec, 'expirationSeconds');
  if (seconds === undefined || seconds >= SHORTEST_SECONDS) return;
  const message = `expirationSeconds is ${seconds}, and must be at least ${SHORTEST_SECONDS}`;
  report(out, 'invalid', '/spec/expirationSeconds', message);
};

const signerName: NameRule = (text) => {
  if (text === LEGACY_SIGNER) return 'must be another one: it is not taken any more';
  const [domain = '', path = '', ...more] = text.split('/');
  if (more.length > 0 || !text.includes('/')) return 'must be a DNS name and a path, as in `example.com/signer`';
  if (domain.length > LONGEST_DOMAIN || text.length > LONGEST_SIGNER) return 'must be shorter';
  const labels = domain.split('.');
  if (labels.length < 2) return 'must have a DNS name with a dot before its `/`';
  return labels.map(dnsLabel).find(isFault) ?? path.split('.').map(dnsSubdomain).find(isFault);
};

function isFault(fault: string | undefined): fault is string {
  return fault !== undefined;
}

/** The bytes of the first PEM block of base64, if it is a certificate request by its outline: a sequence of three parts. */
function readRequest(base64: string): string | undefined {
  try {
    const block = /(?:^|\n)-----BEGIN ([^\r\n]*)-----[ \t\r]*\n([^-]*)-----END \1-----/.exec(atob(base64));
    if (block?.[1] !== 'CERTIFICATE REQUEST') return undefined;
    const bytes = atob((block[2] ?? '').replace(/\s/g, ''));
    const whole = partAt(bytes, 0);
    if (whole?.tag !== SEQUENCE || whole.end !== bytes.length) return undefined;
    const [info, algorithm, signature] = partsOf(bytes, whole.start, whole.end);
    const fits = info?.tag === SEQUENCE && algorithm?.tag === SEQUENCE && signature?.tag === BIT_STRING;
    return fits && signature?.end === bytes.length ? bytes : undefined;
  } catch {
    return undefined;
  }
}

const SEQUENCE = 0x30;
const BIT_STRING = 0x03;

/** One value of DER (X.690): its tag, and where its content starts and ends. */
interface Part {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

function partAt(bytes: string, at: number): Part | undefined {
  const first = bytes.charCodeAt(at + 1);
  const count = first < 0x80 ? 0 : first & 0x7f;
  if (Number.isNaN(first) || count > 4) return undefined;
  let length = count === 0 ? first : 0;
  for (let index = 0; index < count; index += 1) length = length * 256 + bytes.charCodeAt(at + 2 + index);
  const start = at + 2 + count;
  return start + length <= bytes.length ? { tag: bytes.charCodeAt(at), start, end: start + length } : undefined;
}

function partsOf(bytes: string, from: number, end: number): readonly Part[] {
  const parts: Part[] = [];
  for (let at = from; at < end && parts.length < 4; ) {
    const part = partAt(bytes, at);
    if (!part) break;
    parts.push(part);
    at = part.end;
  }
  return parts;
}

/** Whether the subject has the organization `system:masters`: its object identifier (2.5.4.10), then a text of 14 bytes. */
function asksForMasters(bytes: string): boolean {
  return /\x06\x03\x55\x04\x0a[\s\S]\x0esystem:masters/.test(bytes);
}

/** Kinds of certificates.k8s.io to their validators. */
export const CERTIFICATES: Readonly<Record<string, KindValidator>> = {
  'certificates.k8s.io/v1 CertificateSigningRequest': validateSigningRequest,
};
