// Which kinds of the API are deprecated or gone in a minor release, as data tells it, and what to use instead. Reads no files and
// looks at no objects.
import { type GVK, printApiVersion } from './gvk.ts';

/** The life of one kind in one version of its group; releases as `1.25`. */
export interface ApiLife {
  readonly deprecated?: string;
  /** The first release that does not serve it. */
  readonly removed?: string;
  /** The kind to use instead, as `apps/v1 Deployment`, and the release that serves it first. */
  readonly replacement?: { readonly kind: string; readonly since?: string };
  /** What a migration needs beside another apiVersion. */
  readonly note?: string;
}

/** Lives of all built-in kinds that are deprecated or gone, or known to go, by `apps/v1beta1 Deployment`. */
export interface ApiLifecycle {
  readonly kinds: Readonly<Record<string, ApiLife>>;
}

/** What is said of a kind at one minor release. */
export interface ApiState {
  readonly state: 'deprecated' | 'removed';
  /** The release that deprecated or removed it; of a removed kind, the first that does not serve it. */
  readonly since: string;
  /** Of a deprecated kind: the release that will not serve it any more, where that is settled. */
  readonly removedIn?: string;
  /** `apps/v1 Deployment`, where the release serves it. */
  readonly replacement?: string;
  readonly message: string;
  readonly remediation: string;
}

/** The state of a kind at the minor release `minor` (`1.35`); undefined where nothing is to be said against it. */
export function lifecycleOf(gvk: GVK, minor: string, data: ApiLifecycle): ApiState | undefined {
  const key = `${printApiVersion(gvk)} ${gvk.kind}`;
  const life = Object.hasOwn(data.kinds, key) ? data.kinds[key] : undefined;
  if (!life) return undefined;
  const { deprecated, removed } = life;
  const name = `\`${printApiVersion(gvk)}\` ${gvk.kind}`;
  const replacement = life.replacement && isAtMost(life.replacement.since, minor) ? life.replacement.kind : undefined;
  const rest = { ...(replacement !== undefined && { replacement }), remediation: remediationOf(life, minor) };
  if (removed !== undefined && isAtMost(removed, minor)) {
    const message = `${name} is not served since Kubernetes ${removed}`;
    return { state: 'removed', since: removed, message, ...rest };
  }
  if (deprecated === undefined || !isAtMost(deprecated, minor)) return undefined;
  const until = removed === undefined ? '' : ` and not served from ${removed} on`;
  const message = `${name} is deprecated since Kubernetes ${deprecated}${until}`;
  return {
    state: 'deprecated',
    since: deprecated,
    ...(removed !== undefined && { removedIn: removed }),
    message,
    ...rest,
  };
}

/** `use …`, with what more it takes; the note alone where nothing replaces the kind. */
function remediationOf({ replacement, note, removed }: ApiLife, minor: string): string {
  if (!replacement) return note ?? (removed === undefined ? 'plan for its removal' : 'remove the object');
  const [version = '', kind = ''] = replacement.kind.split(' ');
  const since = replacement.since;
  const later = isAtMost(since, minor) ? '' : `, which Kubernetes ${since} serves first`;
  return `use \`${version}\` ${kind}${later}${note === undefined ? '' : `: ${note}`}`;
}

/** Whether a release is not after another one; one that nobody names is not. */
function isAtMost(release: string | undefined, minor: string): boolean {
  if (release === undefined) return true;
  const [major = 0, number = 0] = release.split('.').map(Number);
  const [otherMajor = 0, otherNumber = 0] = minor.split('.').map(Number);
  return major < otherMajor || (major === otherMajor && number <= otherNumber);
}
