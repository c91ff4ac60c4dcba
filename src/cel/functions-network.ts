// Addresses, networks and URLs (k8s.io/apiserver pkg/cel/library: ip, cidr, urls).
import { Fault, shown } from './fault.ts';
import {
  cidrText,
  holdsIp,
  ipText,
  isGlobalUnicast,
  isLinkLocalMulticast,
  isLinkLocalUnicast,
  isLoopback,
  maskIp,
  parseCidr,
  parseIp,
} from './ip.ts';
import type { Definition } from './overload.ts';
import { escapedPath, isUrl, parseUrl, queryOf, splitHost } from './url.ts';
import { type CelValue, type CidrValue, type Entries, type IpValue, listOf, type UrlValue } from './value.ts';

function unfit(text: string, what: string): never {
  throw new Fault(`\`${shown(text)}\` is no ${what}`);
}

const ip = (text: string): IpValue => parseIp(text) ?? unfit(text, 'IP address');
const cidr = (text: string): CidrValue => parseCidr(text) ?? unfit(text, 'network');

function holdsCidr(network: CidrValue, other: CidrValue): boolean {
  return network.prefix <= other.prefix && holdsIp(network, other.ip);
}

function query(url: UrlValue): Entries {
  const entries = new Map<string, readonly [CelValue, CelValue]>();
  for (const [name, values] of queryOf(url)) entries.set(`s${name}`, [name, listOf(values)]);
  return { kind: 'entries', entries };
}

/** Functions on addresses, networks and URLs. */
export const NETWORK_FUNCTIONS: readonly Definition[] = [
  ['ip(string): ip', ip],
  ['(cidr).ip(): ip', ({ ip: address }: CidrValue) => address],
  ['isIP(string): bool', (text: string) => parseIp(text) !== undefined],
  ['ip.isCanonical(string): bool', (text: string) => ipText(ip(text)) === text],
  ['string(ip): string', ipText],
  ['(ip).family(): int', ({ bits }: IpValue) => (bits === 32 ? 4n : 6n)],
  ['(ip).isUnspecified(): bool', ({ address }: IpValue) => address === 0n],
  ['(ip).isLoopback(): bool', isLoopback],
  ['(ip).isLinkLocalMulticast(): bool', isLinkLocalMulticast],
  ['(ip).isLinkLocalUnicast(): bool', isLinkLocalUnicast],
  ['(ip).isGlobalUnicast(): bool', isGlobalUnicast],
  ['cidr(string): cidr', cidr],
  ['isCIDR(string): bool', (text: string) => parseCidr(text) !== undefined],
  ['string(cidr): string', cidrText],
  ['(cidr).containsIP(string): bool', (network: CidrValue, text: string) => holdsIp(network, ip(text))],
  ['(cidr).containsIP(ip): bool', holdsIp],
  ['(cidr).containsCIDR(string): bool', (network: CidrValue, text: string) => holdsCidr(network, cidr(text))],
  ['(cidr).containsCIDR(cidr): bool', holdsCidr],
  ['(cidr).prefixLength(): int', ({ prefix }: CidrValue) => BigInt(prefix)],
  [
    '(cidr).masked(): cidr',
    ({ ip: address, prefix }: CidrValue) => ({ kind: 'cidr', ip: maskIp(address, prefix), prefix }),
  ],
  ['url(string): url', (text: string) => parseUrl(text) ?? unfit(text, 'URL')],
  ['isURL(string): bool', isUrl],
  ['(url).getScheme(): string', ({ scheme }: UrlValue) => scheme],
  ['(url).getHost(): string', ({ host }: UrlValue) => host],
  ['(url).getHostname(): string', (url: UrlValue) => splitHost(url).name],
  ['(url).getPort(): string', (url: UrlValue) => splitHost(url).port],
  ['(url).getEscapedPath(): string', escapedPath],
  ['(url).getQuery(): map(string, list(string))', query],
];
