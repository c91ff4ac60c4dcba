// Kinds that no release has, in groups that are Kubernetes' own: the API server would not find them, and no definition can add them.
// Says what was meant.
import { closest } from '../kube/suggestion.ts';
import type { ApiSchemas } from './schema.ts';

/** The sentence about a kind that can only be a mistake; undefined for a kind that is known or may be a custom one. */
export function mistakenKind(apiVersion: string, kind: string, { version, kinds }: ApiSchemas): string | undefined {
  const known = Object.keys(kinds).map((key) => key.split(' ') as [string, string]);
  const groupOf = (one: string) => (one.includes('/') ? one.slice(0, one.indexOf('/')) : '');
  const group = groupOf(apiVersion);
  const inGroup = known.filter(([one]) => groupOf(one) === group);
  if (inGroup.length === 0 || inGroup.some(([one, name]) => one === apiVersion && name === kind)) return undefined;
  const elsewhere = known.find(([, name]) => name === kind);
  const near = closest(
    kind,
    inGroup.filter(([one]) => one === apiVersion).map(([, name]) => name),
  );
  const meant = elsewhere
    ? `, did you mean \`apiVersion: ${elsewhere[0]}\``
    : near === undefined
      ? ''
      : `, did you mean \`${near}\``;
  return `Kubernetes ${version} has no kind \`${kind.slice(0, 80)}\` in \`${apiVersion.slice(0, 80)}\`${meant}`;
}
