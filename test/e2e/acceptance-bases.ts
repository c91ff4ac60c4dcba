// The objects that the acceptance generator starts from: valid ones of each kind, as data in test/e2e/acceptance, and what of them
// can be given to others.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { completionData } from '../../src/bundle/api-data.ts';
import { type FieldType, typeReader } from '../../src/completion/field-type.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../src/kube/object.ts';
import { parseText } from '../../src/manifest/parse.ts';

const FOLDER = 'test/e2e/acceptance';
const VALUES = 'test/e2e/acceptance-values.yaml';

/** Values for fields by name, for scalars by type, and for what has neither. */
export interface Values {
  readonly fields: Readonly<Record<string, readonly Json[]>>;
  readonly types: Readonly<Record<string, readonly Json[]>>;
  readonly mapKeys: readonly string[];
  readonly unknownFields: readonly string[];
}

/** One place of an object: where, of which type, and whose field it is (of an item, the field that holds the list or map). */
export interface Place {
  readonly path: readonly (string | number)[];
  readonly type: FieldType;
  readonly owner: string;
  readonly field: string;
  /** Undefined for a field that the type has and the object has not. */
  readonly value: Json | undefined;
}

/** Everything that a generator draws from. */
export interface Stock {
  /** By `apps/v1 Deployment`. */
  readonly bases: ReadonlyMap<string, readonly JsonObject[]>;
  readonly values: Values;
  /** Values that bases have in a field, by `owner.field`, and of a struct, by its name. */
  readonly donors: ReadonlyMap<string, readonly Json[]>;
  /** Changes with the data: part of a cache's key. */
  readonly digest: string;
}

const reader = typeReader(completionData().types);
const { types, kinds } = completionData().types;

let stock: Stock | undefined;

/** All bases, read once. */
export function readStock(): Stock {
  stock ??= freshStock();
  return stock;
}

function freshStock(): Stock {
  const hash = createHash('sha256');
  const text = (file: string): string => {
    const content = readFileSync(file, 'utf8');
    hash.update(content);
    return content;
  };
  const bases = new Map<string, JsonObject[]>();
  for (const file of readdirSync(FOLDER).sort())
    for (const object of documents(text(join(FOLDER, file)), file)) {
      const kind = kindOf(object);
      bases.set(kind, [...(bases.get(kind) ?? []), object]);
    }
  const values = documents(text(VALUES), VALUES)[0] as unknown as Values;
  const donors = new Map<string, Json[]>();
  const give = (key: string, value: Json): void => {
    const given = donors.get(key);
    if (given) given.push(value);
    else donors.set(key, [value]);
  };
  for (const object of [...bases.values()].flat())
    for (const { type, owner, field, value, path } of placesOf(object).present) {
      if (value === undefined) continue;
      if (typeof path.at(-1) === 'string') give(`${owner}.${field}`, value);
      if (type.of.shape === 'struct') give(type.of.name, value);
    }
  return { bases, values, donors, digest: hash.digest('hex').slice(0, 12) };
}

function documents(text: string, file: string): readonly JsonObject[] {
  const parsed = parseText(text);
  const [problem] = parsed.problems;
  if (problem) throw new Error(`${file}:${problem.position.line}: ${problem.message}`);
  return parsed.documents.map(({ value }) => value as JsonObject);
}

/** `apps/v1 Deployment`. */
export function kindOf({ apiVersion, kind }: JsonObject): string {
  return `${String(apiVersion)} ${String(kind)}`;
}

/** The fields of a struct by name. */
export function fieldsOf(struct: string): readonly (readonly [string, FieldType])[] {
  return Object.entries(types[struct] ?? {}).map(([field, text]) => [field, reader(text)]);
}

const METADATA_TYPE = 'meta/v1.ObjectMeta';
/** What the server sets itself, and what would send the request elsewhere. */
const METADATA = new Set(['name', 'generateName', 'labels', 'annotations', 'finalizers', 'ownerReferences']);
const withheld = (path: readonly (string | number)[]): boolean =>
  (path.length === 1 && ['apiVersion', 'kind', 'status'].includes(String(path[0]))) ||
  (path.length === 2 && path[0] === 'metadata' && !METADATA.has(String(path[1])));

/** All places of an object that may be changed: those that hold a value, and fields that do not. */
export function placesOf(object: JsonObject): {
  readonly present: readonly Place[];
  readonly absent: readonly Place[];
} {
  const present: Place[] = [];
  const absent: Place[] = [];
  const root = kinds[kindOf(object)];
  if (root === undefined) throw new Error(`no type of ${kindOf(object)}`);
  const walk = ({ path, type, owner, field, value }: Place): void => {
    if (type.of.shape === 'struct') {
      if (!isJsonObject(value as Json)) return;
      const { name } = type.of;
      for (const [key, inner] of fieldsOf(name)) visit([...path, key], inner, name, key, (value as JsonObject)[key]);
    } else if (type.of.shape === 'list' && isJsonList(value as Json)) {
      const { item } = type.of;
      for (const [index, one] of (value as readonly Json[]).entries()) visit([...path, index], item, owner, field, one);
    } else if (type.of.shape === 'map' && isJsonObject(value as Json)) {
      const { item } = type.of;
      for (const [key, one] of Object.entries(value as JsonObject))
        visit([...path, key], item, owner, `${field}{}`, one);
    }
  };
  const visit = (
    path: readonly (string | number)[],
    type: FieldType,
    owner: string,
    field: string,
    value: Json | undefined,
  ): void => {
    if (withheld(path)) return;
    const place = { path, type, owner, field, value };
    (value === undefined ? absent : present).push(place);
    walk(place);
  };
  walk({ path: [], type: reader(root), owner: '', field: '', value: object });
  return { present, absent };
}

/** The fields that objects of a kind can have, however deep, as `core/v1.Probe.httpGet`: a measure of how much there is to try. */
export function fieldNames(kind: string): ReadonlySet<string> {
  const root = kinds[kind] ?? '';
  const names = new Set<string>();
  const seen = new Set<string>();
  const visit = ({ of }: FieldType): void => {
    if (of.shape === 'list' || of.shape === 'map') visit(of.item);
    if (of.shape !== 'struct' || seen.has(of.name)) return;
    seen.add(of.name);
    for (const [field, type] of fieldsOf(of.name)) {
      if (withheld(of.name === root ? [field] : of.name === METADATA_TYPE ? ['metadata', field] : [])) continue;
      names.add(`${of.name}.${field}`);
      visit(type);
    }
  };
  visit(reader(root));
  return names;
}
