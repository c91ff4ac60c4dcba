// What stands in the holes of one scope: a parameter of its own, or a text that other parameters make. Names come later.
import { valueKey } from './column.ts';
import { coreOf, explain, type Texts } from './explain.ts';
import type { Column, HolePattern, Path } from './pattern.ts';
import type { Vector } from './vectors.ts';

/** A parameter in the making: its values, where they stand, and its name once it has one. */
export interface Parameter {
  readonly column: Column;
  readonly paths: readonly Path[];
  /** Ids of the objects that tell it. */
  readonly objects: ReadonlySet<string>;
  /** Whether every resource has it. */
  readonly isEverywhere: boolean;
  /** As holes write it: `replicas`, in items of a list `item.name`. */
  name: string;
}

/** What stands in a hole. */
export interface Reading {
  /** Text and parameters in turn; one parameter alone for its very value. */
  readonly pieces: readonly (string | Parameter)[];
  /** Whether the hole holds the text of a parameter that is no text: `"8080"` where the parameter is 8080. */
  readonly asText: boolean;
}

/** A parameter that can explain others. */
interface Base {
  readonly parameter: Parameter;
  readonly texts: Texts;
}

/** The parameters of a scope in the order of the document, and what stands in each hole. */
export interface Readings {
  readonly parameters: readonly Parameter[];
  readonly of: ReadonlyMap<HolePattern, Reading>;
}

/**
 * Reads the vectors of a scope. `outer` are parameters of the scope around it, with their values lifted to this one; they explain
 * values here and are not told again. In items of lists, where `everywhere`
 * is undefined, no expression can make a text of a number.
 */
export function readingsOf(
  vectors: readonly Vector[],
  outer: readonly Parameter[],
  everywhere: ReadonlySet<HolePattern> | undefined,
): Readings {
  const readings = new Map<Vector, Reading>();
  const bases: Base[] = outer.map((parameter) => ({
    parameter,
    texts: textsOf(parameter.column),
  }));
  const accept = (vector: Vector, pieces: Reading['pieces'], asText = false) =>
    readings.set(vector, { pieces, asText });
  const known = new Map(outer.map((parameter) => [columnKey(parameter.column), parameter]));
  const open: { readonly vector: Vector; readonly texts: Texts }[] = [];
  // Numbers and short texts first: they are what longer ones are made of. An image is what releases change: it is always whole.
  for (const vector of [...vectors].sort((a, b) => weightOf(a.column) - weightOf(b.column))) {
    const same = known.get(columnKey(vector.column));
    const texts = textsOf(vector.column);
    const isText = vector.column.done.every((value) => value === undefined || typeof value === 'string');
    const isImage = vector.holes.every(({ path }) => path.at(-1) === 'image');
    const found =
      isText && !isImage && !same
        ? explain(
            texts,
            bases.map((base) => base.texts),
          )
        : undefined;
    const pieces = found?.map((piece) => (typeof piece === 'string' ? piece : (bases[piece] as Base).parameter));
    if (same) accept(vector, [same]);
    else if (pieces && pieces.length > 1) accept(vector, pieces);
    else if (pieces && everywhere && isToldBeside(vector, pieces[0])) accept(vector, pieces, true);
    else {
      const parameter = own(vector, everywhere);
      accept(vector, [parameter]);
      if (texts.some((text) => text !== undefined && text.length > 1)) bases.push({ parameter, texts });
      if (isText && !isImage) open.push({ vector, texts });
    }
  }
  shareCores(
    [...open].sort((a, b) => vectors.indexOf(a.vector) - vectors.indexOf(b.vector)),
    accept,
    everywhere,
  );
  const of = new Map<HolePattern, Reading>();
  for (const vector of vectors) for (const hole of vector.holes) of.set(hole, readings.get(vector) as Reading);
  const order = new Map<Parameter, number>();
  vectors.forEach((vector, index) => {
    for (const piece of (readings.get(vector) as Reading).pieces)
      if (typeof piece !== 'string' && !outer.includes(piece) && !order.has(piece)) order.set(piece, index);
  });
  return { parameters: [...order].sort((a, b) => a[1] - b[1]).map(([parameter]) => parameter), of };
}

function own({ column, holes }: Vector, everywhere: ReadonlySet<HolePattern> | undefined): Parameter {
  const isEverywhere = everywhere ? holes.some((hole) => everywhere.has(hole)) : !column.done.includes(undefined);
  const objects = new Set(holes.map(({ object }) => object));
  return { column, paths: holes.map(({ path }) => path), objects, isEverywhere, name: '' };
}

/** Gates judge objects one by one: an expression can only read what its own object tells. A text is never the text of a text. */
function isToldBeside({ holes }: Vector, parameter: string | Parameter | undefined): boolean {
  if (typeof parameter !== 'object' || parameter.column.done.some((value) => typeof value === 'string')) return false;
  return holes.every(({ object }) => parameter.objects.has(object));
}

/** `web-config` and `web-secrets`, where `web` alone stands nowhere: both are made of what they share. */
function shareCores(
  open: readonly { readonly vector: Vector; readonly texts: Texts }[],
  accept: (vector: Vector, pieces: Reading['pieces']) => void,
  everywhere: ReadonlySet<HolePattern> | undefined,
): void {
  const byCore = new Map<string, { vector: Vector; prefix: string; core: Texts; suffix: string }[]>();
  for (const { vector, texts } of open) {
    const found = coreOf(texts);
    if (!found || new Set(found.core).size < 2) continue;
    const key = JSON.stringify(found.core);
    byCore.set(key, [...(byCore.get(key) ?? []), { vector, ...found }]);
  }
  for (const sharing of byCore.values()) {
    const [first] = sharing;
    if (!first || sharing.length < 2) continue;
    const holes = sharing.flatMap(({ vector }) => vector.holes);
    const parameter = own({ column: { raw: first.core, done: first.core }, holes }, everywhere);
    for (const { vector, prefix, suffix } of sharing)
      accept(
        vector,
        [prefix, parameter, suffix].filter((piece) => piece !== ''),
      );
  }
}

const columnKey = (column: Column) =>
  column.done.map((value) => (value === undefined ? '' : valueKey(value))).join('\n');

/** Scalars as a text shows them: texts, whole numbers; nothing else stands inside a text. */
function textsOf(column: Column): Texts {
  return column.done.map((value) =>
    typeof value === 'string' ? value : Number.isInteger(value) ? String(value) : undefined,
  );
}

function weightOf(column: Column): number {
  const given = column.done.filter((value) => value !== undefined);
  if (!given.every((value) => typeof value === 'string')) return 0;
  return given.reduce((sum, text) => sum + text.length, 0) / Math.max(1, given.length);
}
