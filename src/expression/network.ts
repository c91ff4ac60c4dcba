// IP addresses and networks as numbers, v4 and v6, for `$cidrContains`. Text only: nothing is resolved.

/** An address or network: its bits, and how many of them name the network. */
export interface Network {
  readonly version: 4 | 6;
  readonly address: bigint;
  readonly prefix: number;
}

const WIDTH = { 4: 32, 6: 128 } as const;

/** Reads `10.0.0.1`, `10.0.0.0/8`, `fd00::1` or `fd00::/8`; undefined for anything else. Leading zeros are refused, as Kubernetes does. */
export function parseNetwork(text: string): Network | undefined {
  if (text.length > 64) return undefined;
  const [host = '', length, more] = text.split('/');
  if (more !== undefined) return undefined;
  const version = host.includes(':') ? 6 : 4;
  const address = version === 6 ? parseV6(host) : parseV4(host);
  if (address === undefined) return undefined;
  if (length === undefined) return { version, address, prefix: WIDTH[version] };
  if (!/^(0|[1-9][0-9]{0,2})$/.test(length) || Number(length) > WIDTH[version]) return undefined;
  return { version, address, prefix: Number(length) };
}

/** Whether every address of the inner one lies in the outer network. */
export function networkContains(outer: Network, inner: Network): boolean {
  if (outer.version !== inner.version || outer.prefix > inner.prefix) return false;
  const shift = BigInt(WIDTH[outer.version] - outer.prefix);
  return outer.address >> shift === inner.address >> shift;
}

function parseV4(text: string): bigint | undefined {
  const parts = text.split('.');
  if (parts.length !== 4) return undefined;
  let address = 0n;
  for (const part of parts) {
    if (!/^(0|[1-9][0-9]{0,2})$/.test(part) || Number(part) > 255) return undefined;
    address = (address << 8n) | BigInt(part);
  }
  return address;
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const [head = [], tail = []] = halves.map((half) => (half === '' ? [] : groupsOf(half)));
  if (head === undefined || tail === undefined) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const groups = [...head, ...Array<bigint>(missing).fill(0n), ...tail];
  return groups.reduce((address, group) => (address << 16n) | group, 0n);
}

/** Groups of 16 bits; the last two may be written as an IPv4 address. */
function groupsOf(text: string): bigint[] {
  const groups: bigint[] = [];
  const parts = text.split(':');
  for (const [at, part] of parts.entries()) {
    const v4 = at === parts.length - 1 && part.includes('.') ? parseV4(part) : undefined;
    if (v4 !== undefined) groups.push(v4 >> 16n, v4 & 0xffffn);
    else if (/^[0-9a-fA-F]{1,4}$/.test(part)) groups.push(BigInt(`0x${part}`));
    else return Array<bigint>(9).fill(0n);
  }
  return groups;
}
