// The text of a field's type (`*core/v1.Probe`, `[]string!`) taken apart. What the marks mean is the business of encode.ts.
import type { CompletionTypes } from './data.ts';

/** A type: `pointer` for `*`, `mark` for the trailing sign, the rest in `of`. */
export interface FieldType {
  readonly pointer: boolean;
  readonly mark: '' | '!' | '?';
  readonly of: TypeShape;
}

/** What a value is made of. A struct's `fields` are read from the table when they are needed: types refer to themselves. */
export type TypeShape =
  | { readonly shape: 'list'; readonly item: FieldType }
  | { readonly shape: 'map'; readonly item: FieldType }
  | { readonly shape: 'struct'; readonly name: string }
  | { readonly shape: 'scalar'; readonly name: string };

/** Reads a type's text. */
export type TypeReader = (text: string) => FieldType;

const MAP = 'map[string]';

/** A reader that takes each text apart once. */
export function typeReader({ types }: CompletionTypes): TypeReader {
  const known = new Map<string, FieldType>();
  const read = (text: string): FieldType => {
    const before = known.get(text);
    if (before) return before;
    const mark = text.endsWith('!') ? '!' : text.endsWith('?') ? '?' : '';
    const bare = text.slice(text.startsWith('*') ? 1 : 0, text.length - mark.length);
    const fresh: FieldType = { pointer: text.startsWith('*'), mark, of: shapeOf(bare) };
    known.set(text, fresh);
    return fresh;
  };
  const shapeOf = (bare: string): TypeShape => {
    if (bare.startsWith('[]')) return { shape: 'list', item: read(bare.slice(2)) };
    if (bare.startsWith(MAP)) return { shape: 'map', item: read(bare.slice(MAP.length)) };
    return { shape: Object.hasOwn(types, bare) ? 'struct' : 'scalar', name: bare };
  };
  return read;
}

/** A field of a struct. */
export interface StructField {
  readonly key: string;
  readonly type: FieldType;
}

/** The fields of a struct in the order of its type. */
export interface StructFields {
  readonly all: readonly StructField[];
  readonly byKey: ReadonlyMap<string, FieldType>;
  /** Structs that are no pointers: they are always there. */
  readonly always: readonly (StructField & { readonly name: string })[];
}

/** Finds the fields of a struct by its name. */
export type FieldsReader = (name: string) => StructFields;

/** A finder that reads each struct once; a struct that the table does not have has no fields. */
export function fieldsReader({ types }: Pick<CompletionTypes, 'types'>, read: TypeReader): FieldsReader {
  const known = new Map<string, StructFields>();
  return (name) => {
    const before = known.get(name);
    if (before) return before;
    const stated = Object.hasOwn(types, name) ? types[name] : {};
    const all = Object.entries(stated ?? {}).map(([key, text]) => ({ key, type: read(text) }));
    const always = all.flatMap((field) => {
      const { pointer, of } = field.type;
      return !pointer && of.shape === 'struct' ? [{ ...field, name: of.name }] : [];
    });
    const fresh = { all, byKey: new Map(all.map(({ key, type }) => [key, type])), always };
    known.set(name, fresh);
    return fresh;
  };
}
