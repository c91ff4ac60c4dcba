// Semantic versions as github.com/blang/semver reads and orders them, which is what the server's `semver()` uses.
import type { SemverValue } from './value.ts';

const SYNTAX = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z.-]*))?(?:\+([0-9A-Za-z.-]*))?$/;
const MAX_UINT64 = 2n ** 64n - 1n;
const LONGEST = 1_000;

/** Reads `major.minor.patch-pre+build`; undefined for anything else. */
export function parseSemver(text: string): SemverValue | undefined {
  const match = text.length <= LONGEST ? SYNTAX.exec(text) : null;
  if (!match) return undefined;
  const [, major = '', minor = '', patch = '', pre, build] = match;
  const parts = pre === undefined ? [] : pre.split('.');
  const isNumber = (part: string): boolean => /^\d+$/.test(part);
  if (parts.some((part) => part === '' || (isNumber(part) && /^0./.test(part)))) return undefined;
  if (build?.split('.').includes('')) return undefined;
  const numbers = [BigInt(major), BigInt(minor), BigInt(patch)] as const;
  const large = [...numbers, ...parts.filter(isNumber).map(BigInt)];
  return large.some((number) => number > MAX_UINT64) ? undefined : { kind: 'semver', numbers, pre: parts };
}

/** Reads a version as people write them: `v1`, `1.02` (k8s.io/apiserver pkg/cel/library, normalizeAndParse). */
export function parseLooseSemver(text: string): SemverValue | undefined {
  const [major = '', minor, ...rest] = text.replace(/^v/, '').split('.');
  const parts = [major, ...(minor === undefined ? [] : [minor]), ...(rest.length > 0 ? [rest.join('.')] : [])];
  // leading zeros go; a part that is left without a digit in front gets one back
  const bare = parts.map((part) => (part.length > 1 ? part.replace(/^0+/, '').replace(/^(?!\d)/, '0') : part));
  if (bare.length < 3 && /[+-]/.test(bare[bare.length - 1] ?? '')) return undefined;
  while (bare.length < 3) bare.push('0');
  return parseSemver(bare.join('.'));
}

/** -1, 0 or 1; build metadata does not count. */
export function compareSemver(left: SemverValue, right: SemverValue): bigint {
  for (const [index, number] of left.numbers.entries()) {
    const other = right.numbers[index] as bigint;
    if (number !== other) return number < other ? -1n : 1n;
  }
  if (left.pre.length === 0 || right.pre.length === 0) {
    return BigInt(Math.sign(Number(left.pre.length === 0) - Number(right.pre.length === 0)));
  }
  const shared = Math.min(left.pre.length, right.pre.length);
  for (let index = 0; index < shared; index++) {
    const order = compareParts(left.pre[index] as string, right.pre[index] as string);
    if (order !== 0n) return order;
  }
  return BigInt(Math.sign(left.pre.length - right.pre.length));
}

function compareParts(left: string, right: string): bigint {
  const [leftNumber, rightNumber] = [/^\d+$/.test(left), /^\d+$/.test(right)];
  if (leftNumber !== rightNumber) return leftNumber ? -1n : 1n;
  const [a, b] = leftNumber ? [BigInt(left), BigInt(right)] : [left, right];
  return a < b ? -1n : a > b ? 1n : 0n;
}
