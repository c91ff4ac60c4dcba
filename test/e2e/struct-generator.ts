// Objects that together touch every struct of every kind's type: one for each path to a struct, in which the struct is empty,
// filled, or filled with zero values and nulls. Most are not valid; each can be decoded. Judges nothing.
import type { CompletionTypes } from '../../src/completion/data.ts';
import type { Json, JsonObject } from '../../src/kube/object.ts';

/** What the struct at the end of a path holds. */
export type Filling = 'empty' | 'filled' | 'zero';

/** One object, with the place of its struct. */
export interface StructSubject {
  readonly kind: string;
  readonly path: string;
  readonly filling: Filling;
  readonly object: JsonObject;
}

type Path = readonly (string | 0 | 'k')[];

/** A value of each scalar that the server reads, none of them its zero value. Quantities and labels are not yet canonical. */
const FILLED: Readonly<Record<string, Json>> = {
  string: 'x',
  bool: true,
  int32: 1,
  int64: 1,
  float64: 1.5,
  bytes: 'YQ==',
  quantity: '0.5',
  'int-or-string': 'x',
  time: '2026-01-02T03:04:05Z',
  'micro-time': '2026-01-02T03:04:05.000000Z',
  duration: '1m0s',
  raw: { a: 1 },
};
const ZERO: Readonly<Record<string, Json>> = {
  string: '',
  bool: false,
  int32: 0,
  int64: 0,
  float64: 0,
  bytes: '',
  quantity: 0,
  'int-or-string': 0,
};
/** Bookkeeping of the server, or objects within objects. */
const LEFT_OUT: ReadonlySet<string> = new Set(['meta/v1.ManagedFieldsEntry', 'meta/v1.TypeMeta']);

/** What the request decides, or what a new object must not have. */
const PLACED: ReadonlySet<string> = new Set(['namespace', 'generateName', 'resourceVersion', 'uid']);

const bare = (type: string): string => type.replace(/[!?]+$/, '').replace(/^\*/, '');

/** Paths to the structs below one, each struct once on its way down. */
function pathsBelow(types: CompletionTypes['types'], type: string, path: Path, within: readonly string[]): Path[] {
  const name = bare(type);
  if (name.startsWith('[]')) return pathsBelow(types, name.slice(2), [...path, 0], within);
  if (name.startsWith('map[string]'))
    return pathsBelow(types, name.slice('map[string]'.length), [...path, 'k'], within);
  const fields = types[name];
  if (!fields || within.includes(name) || LEFT_OUT.has(name)) return [];
  const below = Object.entries(fields).flatMap(([field, one]) =>
    pathsBelow(types, one, [...path, field], [...within, name]),
  );
  return [path, ...below];
}

/** The value of a scalar, of a list or map of scalars; undefined for a struct, which has its own path. */
function scalarOf(types: CompletionTypes['types'], type: string, filling: Filling, place: number): Json | undefined {
  const name = bare(type);
  if (name.startsWith('[]')) return containerOf(types, name.slice(2), filling, (item) => [item]);
  if (name.startsWith('map[string]'))
    return containerOf(types, name.slice('map[string]'.length), filling, (item) => ({ k: item }));
  if (types[name]) return undefined;
  if (filling === 'filled') return FILLED[name];
  // Every other field is null, which is another way of not being there.
  return place % 2 === 0 ? (ZERO[name] ?? null) : null;
}

function containerOf(
  types: CompletionTypes['types'],
  item: string,
  filling: Filling,
  held: (item: Json) => Json,
): Json | undefined {
  const value = scalarOf(types, item, filling, 0);
  if (filling === 'zero') return Array.isArray(held('')) ? [] : {};
  return value === undefined ? undefined : held(value);
}

function typeAt(types: CompletionTypes['types'], type: string, path: Path): string {
  return path.reduce<string>((at, step) => {
    const name = bare(at);
    if (name.startsWith('[]')) return name.slice(2);
    if (name.startsWith('map[string]')) return name.slice('map[string]'.length);
    return types[name]?.[String(step)] ?? '';
  }, type);
}

function holding(path: Path, value: Json): Json {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const inner = holding(rest, value);
  return step === 0 ? [inner] : { [step]: inner };
}

function structAt(types: CompletionTypes['types'], type: string, path: Path, filling: Filling): Json {
  if (filling === 'empty') return {};
  const fields = Object.entries(types[bare(typeAt(types, type, path))] ?? {});
  const values = fields.flatMap(([field, one], place) => {
    const value = scalarOf(types, one, filling, place);
    return value === undefined ? [] : [[field, value] as const];
  });
  return Object.fromEntries(values);
}

/** All objects of a kind. Those whose struct has only structs are not filled. */
export function structSubjects({ kinds, types }: CompletionTypes, kind: string): readonly StructSubject[] {
  const [apiVersion = '', name = ''] = kind.split(' ');
  const type = kinds[kind] ?? '';
  const own = new Set(['metadata', 'status', 'apiVersion', 'kind']);
  const paths = pathsBelow(types, type, [], []).filter(
    ([first]) => !own.has(String(first ?? '')) || first === 'metadata',
  );
  return paths.flatMap((path) =>
    (['empty', 'filled', 'zero'] as const).flatMap((filling) => {
      const struct = structAt(types, type, path, filling);
      if (filling !== 'empty' && Object.keys(struct ?? {}).length === 0) return [];
      const object = holding(path, struct) as JsonObject;
      const metadata = Object.entries((object['metadata'] ?? {}) as JsonObject).filter(([key]) => !PLACED.has(key));
      const named = { ...Object.fromEntries(metadata), name: 'struct' };
      return [{ kind, path: path.join('.'), filling, object: { ...object, apiVersion, kind: name, metadata: named } }];
    }),
  );
}
