// URLs as Go's net/url reads them: a request URI, absolute or beginning with a slash. Only what `isURL` and the parts of a URL need.
import { parseIpv6 } from './ip.ts';
import type { UrlValue } from './value.ts';

const UNRESERVED = /[A-Za-z0-9\-_.~]/;
/** Characters that a host may hold unescaped, besides unreserved ones and those beyond ASCII. */
const HOST = /[!$&'()*+,;=:[\]<>"]/;
/** Characters that a path keeps, besides unreserved ones. */
const PATH = /[$&+,/:;=@]/;

/** Reads a URL as `url()` does; undefined for what Go refuses as a request URI. */
export function parseUrl(text: string): UrlValue | undefined {
  if (!parseRequest(text, true)) return undefined;
  const hash = text.indexOf('#');
  const fragment = hash < 0 ? '' : text.slice(hash + 1);
  if (unescaped(fragment) === undefined) return undefined;
  return parseRequest(hash < 0 ? text : text.slice(0, hash), false, fragment);
}

/** Whether Go takes the text as a request URI. */
export function isUrl(text: string): boolean {
  return parseRequest(text, true) !== undefined;
}

function parseRequest(text: string, request: boolean, fragment = ''): UrlValue | undefined {
  if (/[\0-\x1f\x7f]/.test(text) || (text === '' && request) || text.startsWith(':')) return undefined;
  const url = (parts: Partial<UrlValue>): UrlValue => ({
    kind: 'url',
    scheme: '',
    host: '',
    path: '',
    query: '',
    text: `${text}#${fragment}`,
    ...parts,
  });
  if (text === '*') return url({ path: '*' });
  const [, named, afterScheme = text] = /^([a-zA-Z][a-zA-Z0-9+.-]*):([\s\S]*)$/.exec(text) ?? [];
  const scheme = (named ?? '').toLowerCase();
  const mark = afterScheme.indexOf('?');
  let rest = mark < 0 ? afterScheme : afterScheme.slice(0, mark);
  const query = mark < 0 ? '' : afterScheme.slice(mark + 1);
  if (!rest.startsWith('/')) {
    if (scheme !== '') return url({ scheme, query }); // opaque: mailto:…
    if (request || /^[^/]*:/.test(rest)) return undefined;
  }
  let host = '';
  if (rest.startsWith('//') && (scheme !== '' || (!request && !rest.startsWith('///')))) {
    const [, authority = '', path = ''] = /^\/\/([^/]*)([\s\S]*)$/.exec(rest) ?? [];
    const read = parseAuthority(scheme, authority);
    if (read === undefined) return undefined;
    host = read;
    rest = path;
  }
  return unescaped(rest) === undefined ? undefined : url({ scheme, host, path: rest, query });
}

function parseAuthority(scheme: string, authority: string): string | undefined {
  const at = authority.lastIndexOf('@');
  const user = authority.slice(0, Math.max(at, 0));
  if (!/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user) || unescaped(user) === undefined) return undefined;
  return parseHost(scheme, authority.slice(at + 1));
}

const PORT = /^(:\d*)?$/;

function parseHost(scheme: string, host: string): string | undefined {
  const bracket = host.lastIndexOf('[');
  if (bracket > 0) return undefined;
  if (bracket === 0) {
    const close = host.lastIndexOf(']');
    if (close < 0 || !PORT.test(host.slice(close + 1))) return undefined;
    const inner = host.slice(1, close);
    const zone = inner.indexOf('%25');
    const address = zone < 0 ? inner : inner.slice(0, zone);
    if (!isEscapedHost(address) || parseIpv6(address) === undefined) return undefined;
    const decodedZone = zone < 0 ? '' : unescaped(inner.slice(zone));
    // a zone is not empty
    if (decodedZone === undefined || decodedZone === '%') return undefined;
    return `[${address}${decodedZone}]${host.slice(close + 1)}`;
  }
  const first = host.indexOf(':');
  const colon = scheme === 'http' || scheme === 'https' ? first : host.lastIndexOf(':');
  if (first >= 0 && !PORT.test(host.slice(colon))) return undefined;
  return isEscapedHost(host) ? unescaped(host) : undefined;
}

/** In a host only what is not ASCII may be escaped, and the percent sign. */
function isEscapedHost(host: string): boolean {
  for (let index = 0; index < host.length; index++) {
    const one = host[index] as string;
    if (one === '%') {
      const code = host.slice(index + 1, index + 3);
      if (!/^[0-9a-fA-F]{2}$/.test(code) || (Number.parseInt(code, 16) < 128 && code !== '25')) return false;
      index += 2;
    } else if (one < '\x80' && !UNRESERVED.test(one) && !HOST.test(one)) {
      return false;
    }
  }
  return true;
}

/** The text with its escapes replaced; undefined where one is no escape. */
function unescaped(text: string, plus = '+'): string | undefined {
  if (/%(?![0-9a-fA-F]{2})/.test(text)) return undefined;
  const spaced = plus === '+' ? text : text.replace(/\+/g, plus);
  if (!spaced.includes('%')) return spaced;
  const bytes: number[] = [];
  const utf8 = new TextEncoder();
  for (const part of spaced.match(/%..|[^%]+/g) ?? []) {
    if (part.startsWith('%')) bytes.push(Number.parseInt(part.slice(1), 16));
    else for (const byte of utf8.encode(part)) bytes.push(byte);
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}

/** The path as it is sent: kept where it is validly escaped, else escaped anew. */
export function escapedPath({ path }: UrlValue): string {
  if (path === '*' || /^(?:[A-Za-z0-9\-_.~!$&'()*+,;=:@/[\]]|%[0-9a-fA-F]{2})*$/.test(path)) return path;
  let escaped = '';
  for (const byte of new TextEncoder().encode(unescaped(path) ?? path)) {
    const one = String.fromCharCode(byte);
    const kept = byte < 128 && (UNRESERVED.test(one) || PATH.test(one));
    escaped += kept ? one : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return escaped;
}

/** Host without port and brackets, and the port. */
export function splitHost({ host }: UrlValue): { readonly name: string; readonly port: string } {
  const [, front = host, port = ''] = /^([\s\S]*):(\d*)$/.exec(host) ?? [];
  return { name: /^\[[\s\S]*\]$/.test(front) ? front.slice(1, -1) : front, port };
}

/** Values of a query by name; pairs that cannot be read are left out. */
export function queryOf({ query }: UrlValue): ReadonlyMap<string, readonly string[]> {
  const values = new Map<string, string[]>();
  for (const pair of query.split('&')) {
    if (pair === '' || pair.includes(';')) continue;
    const equals = pair.indexOf('=');
    const name = unescaped(equals < 0 ? pair : pair.slice(0, equals), ' ');
    const value = unescaped(equals < 0 ? '' : pair.slice(equals + 1), ' ');
    if (name === undefined || value === undefined) continue;
    const known = values.get(name);
    if (known) known.push(value);
    else values.set(name, [value]);
  }
  return values;
}
