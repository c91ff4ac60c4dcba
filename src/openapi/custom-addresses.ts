// Addresses as Go's standard library reads them: IP addresses and networks, hardware addresses, mail addresses and the URIs of
// requests. Sources: packages net, net/mail and net/url; k8s.io/utils/net for IPv4 with leading zeros.

/** An IPv4 address, leading zeros allowed; Go's reader also takes an IPv6 address that ends like one. */
export function isIpv4(text: string): boolean {
  return text.includes('.') && isIp(text);
}

/** An IPv6 address without a zone. */
export function isIpv6(text: string): boolean {
  return text.includes(':') && isIp(text, false);
}

/** An address, a slash and the length of its prefix. */
export function isCidr(text: string): boolean {
  const slash = text.indexOf('/');
  const [address, length] = [text.slice(0, slash), text.slice(slash + 1)];
  if (slash < 0 || !/^[0-9]{1,8}$/.test(length) || !isIp(address)) return false;
  return Number(length) <= (address.includes(':') ? 128 : 32);
}

function isIp(text: string, sloppy = true): boolean {
  return text.includes(':') ? isV6(text, sloppy) : isV4(text, sloppy);
}

function isV4(text: string, sloppy: boolean): boolean {
  const parts = text.split('.');
  const digits = sloppy ? /^[0-9]{1,16}$/ : /^(?:0|[1-9][0-9]{0,2})$/;
  return parts.length === 4 && parts.every((part) => digits.test(part) && Number(part) <= 255);
}

/** Eight groups of four hex digits, one run of zeros left out as `::`, the last two groups perhaps in dots (RFC 4291). */
function isV6(text: string, sloppy: boolean): boolean {
  if (text.length > 64) return false;
  const halves = text.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1) ?? '';
  const dotted = last.includes('.');
  if (dotted && (!isV4(last, sloppy) || text.endsWith('::'))) return false;
  const hex = dotted ? groups.slice(0, -1) : groups;
  const count = hex.length + (dotted ? 2 : 0);
  return hex.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group)) && (halves.length === 2 ? count < 8 : count === 8);
}

/** A hardware address of 6, 8 or 20 bytes: in pairs with colons or dashes, in fours with dots, or without marks. */
export function isMac(text: string): boolean {
  const pairs = /^[0-9a-fA-F]{2}(?:(:[0-9a-fA-F]{2})+|(-[0-9a-fA-F]{2})+)$/;
  const fours = /^[0-9a-fA-F]{4}(?:\.[0-9a-fA-F]{4})+$/;
  if (text.length > 64) return false;
  const digits = /^[0-9a-fA-F]+$/.test(text) || pairs.test(text) || fours.test(text);
  const bytes = digits ? text.replace(/[:.-]/g, '').length / 2 : 0;
  return bytes === 6 || bytes === 8 || bytes === 20;
}

const LETTERS = "A-Za-z0-9!#$%&'*+/=?^_`{|}~\\u0080-\\uffff-";
const ATOM = `[${LETTERS}]+`;
const QUOTED = '"(?:[^"\\\\\\r\\n]|\\\\[^\\r\\n])*"';
const ADDRESS = `(?:${ATOM}(?:\\.${ATOM})*|${QUOTED})@(?:${ATOM}(?:\\.${ATOM})*|\\[([^\\[\\]\\\\\\s]*)\\])`;
/** A name or a remark behind the address. */
const REMARKS = '\\s*(?:\\([^()\\\\]*\\)\\s*)*';
const PLAIN_MAIL = new RegExp(`^\\s*${ADDRESS}${REMARKS}$`);
const NAMED_MAIL = new RegExp(`^(?:[.\\s${LETTERS}]|${QUOTED})*<${ADDRESS}>${REMARKS}$`);
/** Longer texts are no mail address that anyone means. */
const LONGEST_MAIL = 1000;

/** One mail address, with or without a name before it (RFC 5322). */
export function isEmail(text: string): boolean {
  if (text.length > LONGEST_MAIL) return false;
  const match = (text.includes('<') ? NAMED_MAIL : PLAIN_MAIL).exec(text);
  return match !== null && (match[1] === undefined || isIp(match[1], false));
}

const SCHEME = /^[A-Za-z][A-Za-z0-9+.-]*:/;
/** What may stand in a host besides letters, digits and what is beyond ASCII. */
const HOST = /^(?:[A-Za-z0-9\-_.~!$&'()*+,;=:[\]<>"\u0080-\uffff]|%25|%[89A-Fa-f][0-9A-Fa-f])*$/;
const USER = /^(?:[A-Za-z0-9\-._:~!$&'()*+,;=%@])*$/;

/** What may stand in the first line of a request: an absolute path or a URI with a scheme, no fragment. */
export function isRequestUri(text: string): boolean {
  if (text === '' || /[\u0000-\u0020\u007f]/.test(text.slice(0, 1)) || /[\u0000-\u001f\u007f]/.test(text)) return false;
  if (text === '*') return true;
  if (text.startsWith(':')) return false;
  const scheme = SCHEME.exec(text)?.[0] ?? '';
  const query = text.indexOf('?');
  const rest = text.slice(scheme.length, query < 0 ? undefined : Math.max(query, scheme.length));
  if (!rest.startsWith('/')) return scheme !== '';
  if (scheme === '' || !rest.startsWith('//')) return isUnescapable(rest);
  const slash = rest.indexOf('/', 2);
  const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash);
  return isAuthority(authority) && isUnescapable(slash < 0 ? '' : rest.slice(slash));
}

function isUnescapable(text: string): boolean {
  return !/%(?![0-9A-Fa-f]{2})/.test(text);
}

function isAuthority(authority: string): boolean {
  const at = authority.lastIndexOf('@');
  if (at >= 0 && !(USER.test(authority.slice(0, at)) && isUnescapable(authority.slice(0, at)))) return false;
  const host = authority.slice(at + 1);
  if (host.startsWith('[')) {
    const end = host.lastIndexOf(']');
    return end >= 0 && /^(?::[0-9]*)?$/.test(host.slice(end + 1)) && HOST.test(host);
  }
  const colon = host.lastIndexOf(':');
  return (colon < 0 || /^:[0-9]*$/.test(host.slice(colon))) && HOST.test(host);
}
