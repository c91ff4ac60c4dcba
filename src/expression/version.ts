// Versions as tags and charts write them: semantic versions (semver.org 2.0.0), with a leading `v` and missing parts allowed.

/** The parts of a version. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** Identifiers after `-`, joined by dots; absent for a release. */
  readonly prerelease?: string;
  /** What follows `+`; counts for nothing when versions are compared. */
  readonly build?: string;
}

const VERSION =
  /^v?(0|[1-9]\d{0,9})(?:\.(0|[1-9]\d{0,9}))?(?:\.(0|[1-9]\d{0,9}))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/;

/** The parts of a version; undefined for a text that is none, such as `latest`. */
export function parseVersion(text: string): Version | undefined {
  if (text.length > 256) return undefined;
  const match = VERSION.exec(text);
  if (!match) return undefined;
  const [, major, minor, patch, prerelease, build] = match;
  return {
    major: Number(major),
    minor: Number(minor ?? 0),
    patch: Number(patch ?? 0),
    ...(prerelease !== undefined && { prerelease }),
    ...(build !== undefined && { build }),
  };
}

/** -1, 0 or 1: the precedence of semver.org, section 11. */
export function compareVersions(a: Version, b: Version): -1 | 0 | 1 {
  for (const part of ['major', 'minor', 'patch'] as const) if (a[part] !== b[part]) return a[part] < b[part] ? -1 : 1;
  if (a.prerelease === b.prerelease) return 0;
  if (a.prerelease === undefined) return 1;
  if (b.prerelease === undefined) return -1;
  return comparePrereleases(a.prerelease.split('.'), b.prerelease.split('.'));
}

function comparePrereleases(a: readonly string[], b: readonly string[]): -1 | 0 | 1 {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [one, other] = [a[i], b[i]];
    if (one === undefined) return -1;
    if (other === undefined) return 1;
    if (one === other) continue;
    const [isNumber, otherIsNumber] = [/^\d+$/.test(one), /^\d+$/.test(other)];
    if (isNumber && otherIsNumber) {
      if (BigInt(one) === BigInt(other)) continue;
      return BigInt(one) < BigInt(other) ? -1 : 1;
    }
    if (isNumber !== otherIsNumber) return isNumber ? -1 : 1;
    return one < other ? -1 : 1;
  }
  return 0;
}
