// IP addresses and networks as texts and numbers (Go's net/netip, as k8s.io/apiserver pkg/cel/library uses it: no zones, no IPv4 inside IPv6).
import type { CidrValue, IpValue } from './value.ts';

const LONGEST = 100;

/** Reads an address; undefined for what is none, or one with a zone, or an IPv4 address written as IPv6. */
export function parseIp(text: string): IpValue | undefined {
  if (text.length > LONGEST) return undefined;
  if (!text.includes(':')) {
    const address = parseIpv4(text);
    return address === undefined ? undefined : { kind: 'ip', bits: 32, address };
  }
  const address = parseIpv6(text);
  if (address === undefined || address >> 32n === 0xffffn) return undefined;
  return { kind: 'ip', bits: 128, address };
}

function parseIpv4(text: string): bigint | undefined {
  const fields = text.split('.');
  if (fields.length !== 4 || !fields.every((field) => /^(0|[1-9]\d{0,2})$/.test(field) && Number(field) < 256))
    return undefined;
  return fields.reduce((address, field) => (address << 8n) | BigInt(field), 0n);
}

/** Any address in the notation of IPv6, without a zone; as a number. */
export function parseIpv6(text: string): bigint | undefined {
  const [head = '', tail, more] = text.split('::');
  if (more !== undefined) return undefined;
  const front = groupsOf(head, tail === undefined);
  const back = tail === undefined ? [] : groupsOf(tail, true);
  if (!front || !back) return undefined;
  const missing = 8 - front.length - back.length;
  // `::` stands for at least one group of zeros
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...front, ...Array<number>(missing).fill(0), ...back];
  return groups.reduce((address, group) => (address << 16n) | BigInt(group), 0n);
}

/** Groups of 16 bits; the last may be an IPv4 address where the address ends. */
function groupsOf(text: string, end: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (end && index === parts.length - 1 && part.includes('.')) {
      const address = parseIpv4(part);
      if (address === undefined) return undefined;
      groups.push(Number(address >> 16n), Number(address & 0xffffn));
    } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else {
      return undefined;
    }
  }
  return groups;
}

/** The canonical text of an address. */
export function ipText({ bits, address }: IpValue): string {
  if (bits === 32) return [24n, 16n, 8n, 0n].map((shift) => (address >> shift) & 255n).join('.');
  const groups = Array.from({ length: 8 }, (_, index) => Number((address >> BigInt(112 - 16 * index)) & 0xffffn));
  let [start, longest] = [-1, 1];
  for (let index = 0; index < 8; index++) {
    let end = index;
    while (end < 8 && groups[end] === 0) end++;
    if (end - index > longest) [start, longest] = [index, end - index];
  }
  const written = (part: readonly number[]): string => part.map((group) => group.toString(16)).join(':');
  return start < 0 ? written(groups) : `${written(groups.slice(0, start))}::${written(groups.slice(start + longest))}`;
}

/** Reads `address/length`. */
export function parseCidr(text: string): CidrValue | undefined {
  const slash = text.lastIndexOf('/');
  const ip = slash < 0 ? undefined : parseIp(text.slice(0, slash));
  const length = text.slice(slash + 1);
  if (!ip || !/^(\d|[1-9]\d{1,2})$/.test(length) || Number(length) > ip.bits) return undefined;
  return { kind: 'cidr', ip, prefix: Number(length) };
}

/** The text of a network, address as it was given. */
export function cidrText({ ip, prefix }: CidrValue): string {
  return `${ipText(ip)}/${prefix}`;
}

/** The address with only the first bits left. */
export function maskIp({ bits, address }: IpValue, prefix: number): IpValue {
  const rest = BigInt(bits - prefix);
  return { kind: 'ip', bits, address: (address >> rest) << rest };
}

/** Whether the network holds the address. */
export function holdsIp({ ip, prefix }: CidrValue, other: IpValue): boolean {
  const rest = BigInt(ip.bits - prefix);
  return ip.bits === other.bits && ip.address >> rest === other.address >> rest;
}

const within = ({ address, bits }: IpValue, from: number, network: bigint): boolean =>
  address >> BigInt(bits - from) === network;

/** `127.0.0.0/8` and `::1`. */
export function isLoopback(ip: IpValue): boolean {
  return ip.bits === 32 ? within(ip, 8, 127n) : ip.address === 1n;
}

/** `169.254.0.0/16` and `fe80::/10`. */
export function isLinkLocalUnicast(ip: IpValue): boolean {
  return ip.bits === 32 ? within(ip, 16, 0xa9fen) : within(ip, 10, 0xfe80n >> 6n);
}

/** `224.0.0.0/24` and `ff_2::/16`. */
export function isLinkLocalMulticast(ip: IpValue): boolean {
  return ip.bits === 32 ? within(ip, 24, 0xe00000n) : ((ip.address >> 112n) & 0xff0fn) === 0xff02n;
}

/** Neither unspecified, loopback, multicast, link-local nor the broadcast address. */
export function isGlobalUnicast(ip: IpValue): boolean {
  const multicast = ip.bits === 32 ? within(ip, 4, 14n) : within(ip, 8, 255n);
  const broadcast = ip.bits === 32 && ip.address === 0xffffffffn;
  return ip.address !== 0n && !broadcast && !isLoopback(ip) && !multicast && !isLinkLocalUnicast(ip);
}
