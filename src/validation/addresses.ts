// IP addresses and networks as texts: what Kubernetes takes in older fields (leading zeros, IPv4 in IPv6) and in newer ones
// (canonical only). Source: k8s.io/apimachinery pkg/util/validation/ip.go, k8s.io/utils/net (Go's net package).
import type { NameRule } from './names.ts';

/** An address: family, its number, and whether it was written as IPv4 within IPv6 or with leading zeros. */
export interface Address {
  readonly family: 4 | 6;
  readonly value: bigint;
  /** As Go's net/netip prints it. */
  readonly canonical: string;
  /** What stricter fields refuse. */
  readonly legacy: 'leading-zeros' | 'mapped' | undefined;
}

/** A network: its address as written and the length of its prefix. */
export interface Network {
  readonly address: Address;
  readonly prefix: number;
  readonly legacy: 'leading-zeros' | 'mapped' | 'host-bits' | undefined;
}

const WIDTH = { 4: 32n, 6: 128n } as const;

/** The address that a text is, undefined where it is none. Leading zeros are read as decimal. */
export function parseAddress(text: string): Address | undefined {
  if (text.length > 64) return undefined;
  if (!text.includes(':')) {
    const value = readV4(text);
    if (value === undefined) return undefined;
    return {
      family: 4,
      value,
      canonical: printV4(value),
      legacy: /(^|\.)0\d/.test(text) ? 'leading-zeros' : undefined,
    };
  }
  const value = readV6(text);
  if (value === undefined) return undefined;
  if (value >> 32n === 0xffffn) {
    // Go's net package takes an IPv4 address within IPv6 for the IPv4 address
    const inner = value & 0xffff_ffffn;
    return { family: 4, value: inner, canonical: printV4(inner), legacy: 'mapped' };
  }
  const zeros = text.includes('.') && /[:.]0\d+(\.|$)/.test(text.slice(text.lastIndexOf(':')));
  return { family: 6, value, canonical: printV6(value), legacy: zeros ? 'leading-zeros' : undefined };
}

/** The network that a text in CIDR notation is, undefined where it is none. */
export function parseNetwork(text: string): Network | undefined {
  const slash = text.indexOf('/');
  const address = slash < 0 ? undefined : parseAddress(text.slice(0, slash));
  const length = text.slice(slash + 1);
  if (!address || !/^\d{1,6}$/.test(length)) return undefined;
  const written = address.legacy === 'mapped' ? 128n : WIDTH[address.family];
  const given = BigInt(length);
  if (given > written) return undefined;
  const free = written - given;
  const hostBits = address.legacy !== 'mapped' && (address.value & ((1n << free) - 1n)) !== 0n;
  const zeros = length.length > 1 && length.startsWith('0') ? 'leading-zeros' : undefined;
  return { address, prefix: Number(given), legacy: address.legacy ?? zeros ?? (hostBits ? 'host-bits' : undefined) };
}

/** An address of an older field: `010.0.0.1` and `::ffff:10.0.0.1` are taken. */
export const legacyAddress: NameRule = (text) =>
  parseAddress(text) ? undefined : 'must be an IP address, as in `10.9.8.7` or `2001:db8::ffff`';

/** An address of a newer field, in its canonical form. */
export const canonicalAddress: NameRule = (text) => {
  const address = parseAddress(text);
  if (!address) return legacyAddress(text);
  if (address.legacy === 'leading-zeros') return 'must not have leading zeros';
  if (address.legacy === 'mapped') return 'must not be an IPv4 address within an IPv6 address';
  return address.canonical === text ? undefined : `must be written as \`${address.canonical}\``;
};

/** A network of an older field. */
export const legacyNetwork: NameRule = (text) =>
  parseNetwork(text) ? undefined : 'must be a network in CIDR notation, as in `10.9.8.0/24` or `2001:db8::/64`';

/** A network of a newer field, in its canonical form. */
export const canonicalNetwork: NameRule = (text) => {
  const network = parseNetwork(text);
  if (!network) return legacyNetwork(text);
  if (network.legacy === 'leading-zeros') return 'must not have leading zeros';
  if (network.legacy === 'mapped') return 'must not have an IPv4 address within an IPv6 address';
  if (network.legacy === 'host-bits') return 'must not have bits set behind its prefix';
  const canonical = `${network.address.canonical}/${network.prefix}`;
  return canonical === text ? undefined : `must be written as \`${canonical}\``;
};

function readV4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let value = 0n;
  for (const part of parts) {
    if (!/^\d{1,60}$/.test(part) || Number(part) > 255) return undefined;
    value = (value << 8n) | BigInt(part);
  }
  return value;
}

function readV6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const groups: bigint[][] = [];
  for (const [at, half] of halves.entries()) {
    const read = half === '' ? [] : groupsOf(half, at === halves.length - 1);
    if (!read) return undefined;
    groups.push(read);
  }
  const [head = [], tail = []] = groups;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  return [...head, ...Array<bigint>(missing).fill(0n), ...tail].reduce((value, group) => (value << 16n) | group, 0n);
}

/** Groups of 16 bits; only the last two of all may be written as an IPv4 address. */
function groupsOf(text: string, last: boolean): bigint[] | undefined {
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [at, part] of parts.entries()) {
    const v4 = last && at === parts.length - 1 && part.includes('.') ? readV4(part) : undefined;
    if (v4 !== undefined) groups.push(v4 >> 16n, v4 & 0xffffn);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return groups;
}

function printV4(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 0xffn).join('.');
}

/** As RFC 5952 has it: the first of the longest runs of at least two zero groups is left out. */
function printV6(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, at) => ((value >> BigInt(16 * (7 - at))) & 0xffffn).toString(16));
  let from = -1;
  let length = 1;
  for (let at = 0; at < 8; at += 1) {
    let end = at;
    while (end < 8 && groups[end] === '0') end += 1;
    if (end - at > length) [from, length] = [at, end - at];
    if (end > at) at = end;
  }
  if (from < 0) return groups.join(':');
  return `${groups.slice(0, from).join(':')}::${groups.slice(from + length).join(':')}`;
}

/** The release from which older fields refuse leading zeros and IPv4 within IPv6 (feature StrictIPCIDRValidation, on by default). */
const STRICT_SINCE = 36;

/** What an older field of addresses takes in a minor release of Kubernetes. */
export function addressRule(minor: number): NameRule {
  return minor < STRICT_SINCE ? legacyAddress : strictAddress;
}

/** What an older field of networks takes in a minor release of Kubernetes. */
export function networkRule(minor: number): NameRule {
  return minor < STRICT_SINCE ? legacyNetwork : strictNetwork;
}

const strictAddress: NameRule = (text) => {
  const address = parseAddress(text);
  return address && address.legacy === undefined ? undefined : canonicalAddress(text);
};

const strictNetwork: NameRule = (text) => {
  const network = parseNetwork(text);
  return network && network.legacy === undefined ? undefined : canonicalNetwork(text);
};

/** An address that others reach: none of the unspecified, loopback and link-local ones. Source: ValidateEndpointIP of Kubernetes. */
export const reachableAddress: NameRule = (text) => {
  const address = parseAddress(text);
  if (!address) return legacyAddress(text);
  const { family, value } = address;
  const top = family === 4 ? value >> 16n : value >> 112n;
  if (value === 0n) return 'must not be the unspecified address';
  if (family === 4 ? value >> 24n === 127n : value === 1n) return 'must not be a loopback address';
  if (family === 4 ? top === 0xa9fen : top >> 6n === 0x3fan) return 'must not be a link-local address';
  if (family === 4 ? value >> 8n === 0xe00000n : (top & 0xff0fn) === 0xff02n) {
    return 'must not be a link-local multicast address';
  }
  return undefined;
};

/** Whether a network lies within another one and is smaller than it. */
export function isStrictSubnet(outer: Network, inner: Network): boolean {
  const [from, to] = [prefixOf(outer), prefixOf(inner)];
  if (outer.address.family !== inner.address.family || to <= from) return false;
  const free = WIDTH[outer.address.family] - from;
  return outer.address.value >> free === inner.address.value >> free;
}

/** The length of the prefix in bits of the address's own family: 104 of `::ffff:10.0.0.0/104` are 8. */
function prefixOf({ address, prefix }: Network): bigint {
  return BigInt(prefix) - (address.legacy === 'mapped' ? 96n : 0n);
}
