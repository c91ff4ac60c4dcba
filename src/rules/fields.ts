// Whether a path can lead anywhere in the built-in kinds that a policy matches, by the API types. A path that never can is a mistake.
import type { GVK } from '../kube/gvk.ts';
import { parseApiVersion } from '../kube/gvk.ts';
import { closest } from '../kube/suggestion.ts';
import { podSpecPathOf } from '../kube/workload.ts';
import { kindMatcher } from '../policy/match.ts';
import type { Path } from './path.ts';

/**
 * Types of the API: `kinds` from `apps/v1 Deployment` to the name of its type, `types` from there to the type of each field
 * (`[]T`, `map[string]T`, `*T`, a scalar or another name; a trailing mark says how the server writes an empty one).
 */
export interface ApiTypes {
  readonly kinds: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

const POD = 'core/v1.PodSpec';
const CONTAINERS = ['core/v1.Container', 'core/v1.EphemeralContainer'];
/** A field whose content the types do not describe. */
const ANYTHING = 'raw';

/** What is wrong with the path, undefined when it can be followed or when a matched kind is not a built-in one. */
export function unreachable(path: Path, matched: readonly string[], api: ApiTypes): string | undefined {
  const start = startOf(path, matched, api);
  if (!start) return undefined;
  let current: readonly string[] = start;
  let walked: string = path.root;
  for (const step of path.steps) {
    const next: readonly string[] = current.flatMap((type) => follow(plain(type), step, api));
    if (next.length === 0) return describe(step, walked, current, api);
    if (next.some((type) => plain(type) === ANYTHING)) return undefined;
    walked += typeof step === 'string' ? (step === 'items' ? '[*]' : '.*') : `.${step.name}`;
    current = next;
  }
  return undefined;
}

/** What is wrong with an item of `kinds`: it is a slip of the pen away from a built-in kind. Other names may be custom kinds. */
export function unknownKind(item: string, { kinds }: ApiTypes): string | undefined {
  const words = item.split('/');
  const kind = words.at(-1) ?? '';
  const known = Object.keys(kinds).map(gvkOfKey);
  const inGroup = words.length === 1 ? known : known.filter(kindMatcher([...words.slice(0, -1), '*'].join('/')));
  if (kind === '*' || kind === 'workload' || inGroup.some((gvk) => gvk.kind === kind)) return undefined;
  const meant = closest(
    kind,
    inGroup.map((gvk) => gvk.kind),
    1,
  );
  if (meant === undefined) return undefined;
  const custom = words.length === 1 ? '; a custom kind is written with its group' : '';
  return `no built-in kind is named \`${kind}\`, did you mean \`${meant}\`${custom}`;
}

function startOf(path: Path, matched: readonly string[], api: ApiTypes): readonly string[] | undefined {
  if (path.root === 'pod') return [POD];
  if (path.root === 'containers') return CONTAINERS;
  const starts: string[] = [];
  for (const item of matched) {
    const matches = item === 'workload' ? isWorkload : kindMatcher(item);
    const found = item === '*' ? [] : Object.keys(api.kinds).filter((key) => matches(gvkOfKey(key)));
    // A custom kind may have any field.
    if (found.length === 0) return undefined;
    starts.push(...found.map((key) => api.kinds[key] ?? ''));
  }
  return starts;
}

const isWorkload = (gvk: GVK) => podSpecPathOf(gvk, new Map()) !== undefined;

function gvkOfKey(key: string): GVK {
  const [apiVersion = '', kind = ''] = key.split(' ');
  return { ...parseApiVersion(apiVersion), kind };
}

/** The type without its marks: pointer before, how it is written when empty behind. */
const plain = (type: string) => type.replace(/^\*+/, '').replace(/[!?]$/, '');

function follow(type: string, step: Path['steps'][number], { types }: ApiTypes): readonly string[] {
  const map = 'map[string]';
  if (step === 'items') return type.startsWith('[]') ? [type.slice(2)] : [];
  if (type.startsWith(map)) return [type.slice(map.length)];
  const fields = Object.hasOwn(types, type) ? types[type] : undefined;
  if (!fields) return type === ANYTHING ? [type] : [];
  if (step === 'values') return Object.values(fields);
  const field = Object.hasOwn(fields, step.name) ? fields[step.name] : undefined;
  return field === undefined ? [] : [field];
}

function describe(
  step: Path['steps'][number],
  walked: string,
  current: readonly string[],
  { types }: ApiTypes,
): string {
  if (step === 'items') return `\`${walked}\` is no list, so \`[*]\` leads nowhere`;
  if (step === 'values') return `\`${walked}\` is no map, so \`.*\` leads nowhere`;
  const fields = current.flatMap((type) => Object.keys(types[plain(type)] ?? {}));
  const meant = closest(step.name, fields);
  return `no kind that the policy matches has a field \`${step.name}\` in \`${walked}\`${meant ? `, did you mean \`${meant}\`` : ''}`;
}
