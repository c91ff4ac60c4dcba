// Formats of texts that the API server checks in custom resources; all others are ignored. Source: k8s.io/apiextensions-apiserver
// pkg/apiserver/validation/formats.go and k8s.io/kube-openapi pkg/validation/strfmt. Addresses are custom-addresses.ts.
import { isCidr, isEmail, isIpv4, isIpv6, isMac, isRequestUri } from './custom-addresses.ts';
import { isDay } from './go-time.ts';

/** True for a text of the format. */
export type FormatCheck = (text: string) => boolean;

const matches =
  (pattern: RegExp): FormatCheck =>
  (text) =>
    pattern.test(text);

const SHORT_NAME = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?$/;
/** Labels of letters, digits and symbols of any script; a name with dots ends in letters. */
const HOST_NAME =
  /^(?:[a-zA-Z0-9\p{S}\p{L}](?:-?[a-zA-Z0-9\p{S}\p{L}]{0,62})?|(?:[a-zA-Z0-9\p{S}\p{L}](?:[a-zA-Z0-9\-\p{S}\p{L}]{0,61}[a-zA-Z0-9\p{S}\p{L}])?\.)+[a-zA-Z\p{L}]{2,63})$/u;
const CARD =
  /^(?:4[0-9]{12}(?:[0-9]{3})?|5[1-5][0-9]{14}|6(?:011|5[0-9][0-9])[0-9]{12}|3[47][0-9]{13}|3(?:0[0-5]|[68][0-9])[0-9]{11}|(?:2131|1800|35[0-9]{3})[0-9]{11})$/;
const COLOUR = '\\s*(?:0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])\\s*';
const uuid = (version: string, variant: string) =>
  new RegExp(`^[0-9a-f]{8}-?[0-9a-f]{4}-?${version}[0-9a-f]{3}-?${variant}[0-9a-f]{3}-?[0-9a-f]{12}$`, 'i');

/** Checks by the format's name without dashes, with the minor release that brought it where that matters. */
const FORMATS: Readonly<Record<string, { readonly check: FormatCheck; readonly since?: number }>> = {
  bsonobjectid: { check: matches(/^[0-9a-fA-F]{24}$/) },
  uri: { check: isRequestUri },
  email: { check: isEmail },
  hostname: { check: isHostName },
  ipv4: { check: isIpv4 },
  ipv6: { check: isIpv6 },
  cidr: { check: isCidr },
  mac: { check: isMac },
  uuid: { check: matches(uuid('[0-9a-f]', '[0-9a-f]')) },
  uuid3: { check: matches(uuid('3', '[0-9a-f]')) },
  uuid4: { check: matches(uuid('4', '[89ab]')) },
  uuid5: { check: matches(uuid('5', '[89ab]')) },
  isbn: { check: (text) => isIsbn10(text) || isIsbn13(text) },
  isbn10: { check: isIsbn10 },
  isbn13: { check: isIsbn13 },
  creditcard: { check: isCard },
  ssn: { check: matches(/^\d{3}[- ]\d{2}[- ]\d{4}$/) },
  hexcolor: { check: matches(/^#?(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})$/) },
  rgbcolor: { check: matches(new RegExp(`^rgb\\(${COLOUR},${COLOUR},${COLOUR}\\)$`)) },
  byte: { check: (text) => text !== '' && text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text) },
  password: { check: () => true },
  date: { check: isDate },
  duration: { check: isDuration },
  datetime: { check: isDateTime },
  k8sshortname: { check: (text) => text.length <= 63 && SHORT_NAME.test(text), since: 34 },
  k8slongname: { check: (text) => text.length <= 253 && text.split('.').every(matches(SHORT_NAME)), since: 34 },
};

/** The check of a format in a minor release; undefined for one that the API server does not know and therefore ignores. */
export function formatCheck(name: string, minor: number): FormatCheck | undefined {
  const key = name.replaceAll('-', '');
  const found = Object.hasOwn(FORMATS, key) ? FORMATS[key] : undefined;
  return found && minor >= (found.since ?? 0) ? found.check : undefined;
}

function isHostName(text: string): boolean {
  return text.length <= 255 && HOST_NAME.test(text) && text.split('.').every((label) => byteLength(label) <= 63);
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  return year !== undefined && isDay(Number(year), Number(month), Number(day));
}

function isDateTime(text: string): boolean {
  const [date = '', time = ''] = text.toLowerCase().split('t');
  const [, hour = '99', minute = '99', second = '99'] =
    /^(\d{2}):(\d{2}):(\d{2})(?:.\d+)?(?:z|[+-]\d{2}:\d{2})$/.exec(time) ?? [];
  return isDate(date) && hour <= '23' && minute <= '59' && second <= '59';
}

const GO_UNIT = '(?:\\d+\\.?\\d*|\\.\\d+)(?:ns|us|µs|μs|ms|s|m|h)';
const GO_DURATION = new RegExp(`^[+-]?(?:0|(?:${GO_UNIT})+)$`);
/** Numbers with a word for a unit, anywhere in the text, as Scala writes durations. */
const SCALA_DURATION = /\d+\s*([A-Za-zµ]+)/g;
const SCALA_UNITS: ReadonlySet<string> = new Set(['ns', 'us', 'µs', 'ms', 's', 'm', 'h', 'hr', 'd', 'w', 'wk']);
const SCALA_STARTS: readonly string[] = ['nano', 'micro', 'milli', 'sec', 'min', 'hour', 'day', 'week'];

function isDuration(text: string): boolean {
  if (GO_DURATION.test(text)) return true;
  for (const [, word = ''] of text.matchAll(SCALA_DURATION)) {
    const unit = word.toLowerCase();
    if (SCALA_UNITS.has(unit) || SCALA_STARTS.some((start) => unit.startsWith(start))) return true;
  }
  return false;
}

function isIsbn10(text: string): boolean {
  const digits = text.replace(/[\s-]+/g, '');
  if (!/^(?:[0-9]{9}X|[0-9]{10})$/.test(digits)) return false;
  const sum = [...digits].reduce((total, digit, at) => total + (at + 1) * (digit === 'X' ? 10 : Number(digit)), 0);
  return sum % 11 === 0;
}

function isIsbn13(text: string): boolean {
  const digits = text.replace(/[\s-]+/g, '');
  if (!/^[0-9]{13}$/.test(digits)) return false;
  const sum = [...digits].slice(0, 12).reduce((total, digit, at) => total + (at % 2 ? 3 : 1) * Number(digit), 0);
  return Number(digits[12]) === (10 - (sum % 10)) % 10;
}

/** Luhn's check sum over the digits of a known card. */
function isCard(text: string): boolean {
  const digits = text.replace(/[^0-9]+/g, '');
  if (!CARD.test(digits)) return false;
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = at % 2 ? Number(digit) * 2 : Number(digit);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
