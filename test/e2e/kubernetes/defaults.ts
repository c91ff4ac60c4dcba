// Makes the defaults that the package carries of what an API server added to skeletons, and of those that are stated in
// stated-defaults.yaml. Pure; its result is what src/completion applies.
import type { CompletionData, CompletionTypes, DefaultEntry } from '../../../src/completion/data.ts';
import { isJsonList, isJsonObject, type Json } from '../../../src/kube/object.ts';
import type { RecordedSkeleton } from './skeleton.ts';

/** An entry that holds from a release on. */
type StatedEntry = DefaultEntry & { readonly since?: string };

/** stated-defaults.yaml. */
export interface StatedDefaults {
  readonly before: Readonly<Record<string, readonly StatedEntry[]>>;
  readonly podSpecs: Readonly<Record<string, string>>;
  readonly podSpec: readonly StatedEntry[];
  readonly plugins: Readonly<Record<string, string>>;
  readonly after: Readonly<Record<string, readonly StatedEntry[]>>;
}

/** A value that the server added, with the steps to it and the declared type of its field. */
interface Added {
  readonly steps: readonly string[];
  readonly value: Json;
  readonly field: string;
}

const OWN: ReadonlySet<string> = new Set(['metadata', 'status', 'apiVersion', 'kind']);
/** Fields that the skeleton's emptiness fills, or the request. */
const FROM_ELSEWHERE = ['.namespace', '.timeAdded', '.imagePullPolicy', '.image.pullPolicy', '.targetPort'];
/** Stated in `after`, since the recording shows them with the skeleton's own lists. */
const LISTS_OF_PLUGINS = /^\.spec\.(volumes|serviceAccount)$|volumeMounts/;

const bare = (type: string): string => type.replace(/[!?]+$/, '').replace(/^\*+/, '');
const textOf = (steps: readonly string[]): string => steps.map((s) => (/^[[{]/.test(s) ? s : `.${s}`)).join('');
const stepsOf = (path: string): readonly string[] => path.match(/\[\*\]|\{\*\}|[A-Za-z0-9_-]+/g) ?? [];

/** The declared type at a path; undefined where there is no such field. */
function typeAt(types: CompletionTypes['types'], kind: string, steps: readonly string[]): string | undefined {
  let type: string | undefined = kind;
  for (const step of steps) {
    const name: string = bare(type ?? '');
    if (step === '[*]') type = name.startsWith('[]') ? name.slice(2) : undefined;
    else if (step === '{*}') type = name.startsWith('map[string]') ? name.slice('map[string]'.length) : undefined;
    else type = types[name]?.[step];
    if (type === undefined) return undefined;
  }
  return type;
}

/** Everything that the server added, leaf by leaf. */
function addedTo(
  types: CompletionTypes['types'],
  type: string,
  sent: Json,
  shown: Json,
  steps: string[] = [],
): Added[] {
  const name = bare(type);
  if (isJsonList(shown)) {
    if (!isJsonList(sent)) return [];
    const both = Math.min(sent.length, shown.length);
    return shown
      .slice(0, both)
      .flatMap((item, index) => addedTo(types, name.slice(2), sent[index] ?? null, item, [...steps, '[*]']));
  }
  if (!isJsonObject(shown)) return [];
  const fields = types[name];
  if (fields)
    return Object.entries(shown).flatMap(([key, value]) => {
      const field = fields[key];
      if (field === undefined || (steps.length === 0 && OWN.has(key))) return [];
      const before = isJsonObject(sent) ? sent[key] : undefined;
      if (before === undefined) return [{ steps: [...steps, key], value, field }];
      return addedTo(types, field, before, value, [...steps, key]);
    });
  if (!name.startsWith('map[string]') || !isJsonObject(sent)) return [];
  return Object.entries(sent).flatMap(([key, value]) =>
    shown[key] === undefined
      ? []
      : addedTo(types, name.slice('map[string]'.length), value, shown[key], [...steps, '{*}']),
  );
}

/** Shorter paths first: a struct comes into being before its fields. */
function inOrder(a: Added, b: Added): number {
  if (a.steps.length !== b.steps.length) return a.steps.length - b.steps.length;
  const differs = a.steps.findIndex((step, index) => step !== b.steps[index]);
  return differs < 0 ? 0 : (a.steps[differs] ?? '') < (b.steps[differs] ?? '') ? -1 : 1;
}

/** What the server writes for any absent field of the type: no default. */
function isFiller({ value, field }: Added): boolean {
  if (!field.endsWith('!')) return false;
  if (value === null) return true;
  const empty = value === '' || value === 0 || value === false || value === '0' || sizeOf(value) === 0;
  return !field.startsWith('*') && empty;
}

const sizeOf = (value: Json): number | undefined =>
  typeof value === 'object' && value !== null ? Object.keys(value).length : undefined;

/** Before the first entry inside a struct that is no pointer, and so always there: the struct itself. */
function withStructs(types: CompletionTypes['types'], kind: string, entries: readonly DefaultEntry[]): DefaultEntry[] {
  const done = new Set<string>();
  return entries.flatMap((entry) => {
    const steps = stepsOf(entry.path);
    const structs = steps.slice(1).flatMap((_, index) => {
      const outer = steps.slice(0, index + 1);
      const path = textOf(outer);
      if (done.has(path) || path === '.metadata' || /[\]}]$/.test(path)) return [];
      done.add(path);
      const field = typeAt(types, kind, outer)?.replace(/[!?]+$/, '') ?? '';
      return Object.hasOwn(types, field) ? [{ path, value: {} }] : [];
    });
    return [...structs, entry];
  });
}

const isLater = (release: string, minor: string): boolean =>
  Number(release.split('.')[1]) > Number(minor.split('.')[1]);

/** The entries of one kind. */
function entriesOf(
  { kind, sent, shown }: RecordedSkeleton,
  { kinds, types }: CompletionTypes,
  stated: StatedDefaults,
  minor: string,
): DefaultEntry[] {
  const key = kind.replace(' ', '/');
  const type = kinds[kind] ?? '';
  const at = stated.podSpecs[key];
  const isPod = key === 'v1/Pod';
  const entries: StatedEntry[] = [...(stated.before[key] ?? [])];
  if (at !== undefined) entries.push(...stated.podSpec.map((entry) => ({ ...entry, path: at + entry.path })));
  const seen = new Set(entries.map(({ path }) => path));
  const all = shown === undefined ? [] : addedTo(types, type, sent, shown).sort(inOrder);
  for (const added of all) {
    const path = textOf(added.steps);
    if (seen.has(path) || isFiller(added) || FROM_ELSEWHERE.some((end) => path.endsWith(end))) continue;
    const { value, field, steps } = added;
    const plugin = isPod ? stated.plugins[path] : undefined;
    if (plugin !== undefined) {
      if (!LISTS_OF_PLUGINS.test(path)) entries.push({ path, value, by: plugin });
    } else {
      const beside = types[bare(typeAt(types, type, steps.slice(0, -1)) ?? '')] ?? {};
      const counted = steps.at(-1) === 'count' && 'allocationMode' in beside;
      entries.push({
        path,
        value,
        ...(!/^(\*|\[\]|map)/.test(field) && { zero: true }),
        ...(counted && { when: { field: 'allocationMode', in: ['ExactCount'] } }),
      });
    }
    seen.add(path);
  }
  entries.push(...(stated.after[key] ?? []));
  const known = entries.flatMap(({ since, ...entry }) => {
    const isThere = typeAt(types, type, stepsOf(entry.path)) !== undefined;
    return isThere && !(since !== undefined && isLater(since, minor)) ? [entry] : [];
  });
  return withStructs(types, type, known);
}

/** The defaults of a release, by `apps/v1/Deployment`. */
export function defaultsOf(
  recorded: readonly RecordedSkeleton[],
  types: CompletionTypes,
  stated: StatedDefaults,
  minor: string,
): CompletionData['defaults'] {
  const made = recorded.map((one) => [one.kind.replace(' ', '/'), entriesOf(one, types, stated, minor)] as const);
  return Object.fromEntries(made.filter(([, entries]) => entries.length > 0));
}
