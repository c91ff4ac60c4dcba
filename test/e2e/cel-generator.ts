// Seeded rules over seeded schemas and values: mostly well typed, with some mistakes, so that both the checker and the evaluation are
// reached in every corner of the language and its libraries. Judges nothing.
import type { CelSchema } from '../../src/cel/declare.ts';
import { escapeName } from '../../src/cel/identifier.ts';
import type { Json } from '../../src/kube/object.ts';
import { type Chooser, chooser } from './pod-generator.ts';

/** Rules over one schema and the values they are asked about. */
export interface GeneratedRules {
  readonly schema: CelSchema;
  readonly root: boolean;
  readonly optional: boolean;
  readonly values: readonly { readonly self: Json; readonly old?: Json }[];
  readonly rules: readonly string[];
  /** Expressions that give a text, as a `messageExpression` does. */
  readonly texts: readonly string[];
}

type Draft = { [key: string]: unknown };

const NAMES = [
  'a',
  'b',
  'c',
  'size',
  'namespace',
  'x-y',
  'd.e',
  'f__g',
  'type',
  'value',
  'int',
  'self',
  'in',
  '_p',
  'q/r',
];
const WORDS = [
  '',
  'a',
  'b',
  'abc',
  'Abc-1',
  'x.example.com',
  'héllo',
  '😀!',
  '10',
  '-7',
  '1.5',
  '1h',
  '90s',
  '10.0.0.1',
  '::1',
  '10.0.0.0/8',
  '1Gi',
  '500m',
  '1.2.3',
  'v1.2',
  'https://a.b:80/c?d=e',
  '2024-02-29T10:00:00Z',
  '2024-02-29',
  'a b',
  'true',
  '%',
  'a/b',
  'default',
  'aGk=',
];
const INTEGERS = [0, 1, -1, 2, 3, 7, 10, 100, 65535, 2147483647, -2147483648, 9007199254740991];
const DOUBLES = [0, 1, -1, 0.5, 1.5, -2.25, 1e6, 1234567.5, 1e-7, 3];
const TIMES = [
  '2024-01-01T00:00:00Z',
  '2023-12-31T23:59:59.5Z',
  '2024-02-29T12:00:00+02:00',
  '1970-01-01T00:00:00Z',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
];
const DATES = ['2024-02-29', '1999-12-31', '2024-01-01'];
const SPANS = ['1s', '1h30m', '-5m', '0s', '1.5s', '100ms', '2 days', '8760h'];
const BYTES = ['', 'aGVsbG8=', '_-8=', 'YQ=='];

/** `count` groups of `each` rules. */
export function generateRules(seed: number, count: number, each: number): readonly GeneratedRules[] {
  return Array.from({ length: count }, (_, at) => oneGroup(chooser(seed * 100_003 + at), each));
}

function oneGroup(choose: Chooser, each: number): GeneratedRules {
  const schema = objectSchema(choose, 0) as CelSchema;
  const optional = choose.chance(15);
  const values = Array.from({ length: 4 }, () => {
    const self = valueFor(choose, schema, 8) as Json;
    if (choose.chance(30)) return { self };
    return { self, old: choose.chance(25) ? self : (valueFor(choose, schema, 8) as Json) };
  });
  const root = choose.chance(10);
  const rules = Array.from({ length: each }, () => new RuleWriter(choose, schema, optional).rule());
  const texts = Array.from({ length: each >> 2 }, () => new RuleWriter(choose, schema, optional).text());
  return { schema, root, optional, values, rules, texts };
}

function schemaFor(choose: Chooser, depth: number): Draft {
  const kind = choose.below(depth > 2 ? 9 : 13);
  switch (kind) {
    case 0:
    case 1:
      return { type: 'string', ...(choose.chance(10) ? { nullable: true } : {}) };
    case 2:
      return { type: 'integer', ...(choose.chance(10) ? { nullable: true } : {}) };
    case 3:
      return { type: 'number' };
    case 4:
      return { type: 'boolean' };
    case 5:
      return { type: 'string', format: choose.one(['date', 'date-time', 'duration', 'byte', 'uuid']) };
    case 6:
      return { 'x-kubernetes-int-or-string': true };
    case 7:
      return choose.chance(30) ? { 'x-kubernetes-preserve-unknown-fields': true } : { type: 'string' };
    case 8:
      return { type: 'object', additionalProperties: schemaFor(choose, depth + 2) };
    case 9:
    case 10:
      return listSchema(choose, depth);
    default:
      return objectSchema(choose, depth + 1);
  }
}

function listSchema(choose: Chooser, depth: number): Draft {
  const items = schemaFor(choose, depth + 1);
  const type = items['type'];
  if (type === 'object' && items['properties'] && !items['nullable'] && choose.chance(50)) {
    const keys = Object.entries(items['properties'] as Draft)
      .filter(
        ([name, one]) =>
          /^[a-z]+$/.test(name) &&
          ['string', 'integer'].includes(String((one as Draft)['type'])) &&
          !(one as Draft)['nullable'],
      )
      .map(([name]) => name);
    const key = keys[0];
    if (key !== undefined) {
      return {
        type: 'array',
        items: { ...items, required: [key] },
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': [key],
      };
    }
  }
  const scalar = ['string', 'integer', 'boolean'].includes(String(type)) && !items['format'] && !items['nullable'];
  return { type: 'array', items, ...(scalar && choose.chance(30) ? { 'x-kubernetes-list-type': 'set' } : {}) };
}

function objectSchema(choose: Chooser, depth: number): Draft {
  const properties: Draft = {};
  for (let count = 2 + choose.below(5); count > 0; count--)
    properties[choose.one(NAMES)] = schemaFor(choose, depth + 1);
  return { type: 'object', properties, ...(depth > 0 && choose.chance(8) ? { nullable: true } : {}) };
}

function valueFor(choose: Chooser, schema: CelSchema, room: number): unknown {
  if (schema.nullable && choose.chance(25)) return null;
  if (schema['x-kubernetes-int-or-string']) return choose.chance(50) ? choose.one(INTEGERS) : choose.one(WORDS);
  switch (schema.type) {
    case 'integer':
      return choose.one(INTEGERS);
    case 'number':
      return choose.one(DOUBLES);
    case 'boolean':
      return choose.chance(50);
    case 'string':
      return textFor(choose, schema.format);
    case 'array':
      return itemsFor(choose, schema, room);
    case 'object': {
      const object: Draft = {};
      if (typeof schema.additionalProperties === 'object') {
        for (let count = choose.below(4); count > 0; count--) {
          object[choose.one([...NAMES, 'k', 'k1'])] = valueFor(choose, schema.additionalProperties, room - 1);
        }
        return object;
      }
      for (const [name, property] of Object.entries(schema.properties ?? {})) {
        if (choose.chance(75)) object[name] = valueFor(choose, property, room - 1);
      }
      return object;
    }
    default:
      return choose.one<unknown>([1, 'x', { y: [1] }, [2], true]);
  }
}

function textFor(choose: Chooser, format: string | undefined): string {
  switch (format) {
    case 'date':
      return choose.one(DATES);
    case 'date-time':
      return choose.one(TIMES);
    case 'duration':
      return choose.one(SPANS);
    case 'byte':
      return choose.one(BYTES);
    default:
      return choose.one(WORDS);
  }
}

function itemsFor(choose: Chooser, schema: CelSchema, room: number): unknown[] {
  const items: unknown[] = [];
  const seen = new Set<string>();
  const keys = schema['x-kubernetes-list-map-keys'];
  for (let count = choose.below(4); count > 0; count--) {
    const item = valueFor(choose, schema.items as CelSchema, room - 1);
    const [key] = keys ?? [];
    if (key !== undefined)
      (item as Draft)[key] ??= valueFor(choose, schema.items?.properties?.[key] as CelSchema, room - 1);
    const identity = JSON.stringify(key !== undefined ? (item as Draft)[key] : item);
    // what the schema calls a set or a list by keys holds nothing twice
    if (schema['x-kubernetes-list-type'] && seen.has(identity)) continue;
    seen.add(identity);
    items.push(item);
  }
  return items;
}

/** An expression that a rule may begin with, and its type. Types: `int`, `list(int)`, `map(string)` by value, `object`. */
interface Path {
  readonly text: string;
  readonly type: string;
  readonly schema: CelSchema;
}

function typeOf(schema: CelSchema): string {
  if (schema['x-kubernetes-int-or-string']) return 'dyn';
  switch (schema.type) {
    case 'integer':
      return 'int';
    case 'number':
      return 'double';
    case 'boolean':
      return 'bool';
    case 'string':
      return (
        { date: 'timestamp', 'date-time': 'timestamp', duration: 'duration', byte: 'bytes' }[schema.format ?? ''] ??
        'string'
      );
    case 'array':
      return `list(${typeOf(schema.items as CelSchema)})`;
    case 'object':
      return typeof schema.additionalProperties === 'object' ? `map(${typeOf(schema.additionalProperties)})` : 'object';
    default:
      return 'none';
  }
}

const inner = (type: string): string => type.slice(type.indexOf('(') + 1, -1);

const SCALARS = ['int', 'double', 'bool', 'string', 'timestamp', 'duration', 'bytes', 'dyn', 'uint'];

class RuleWriter {
  readonly #choose: Chooser;
  readonly #paths: Path[];
  #variables = 0;

  constructor(choose: Chooser, schema: CelSchema, optional: boolean) {
    this.#choose = choose;
    this.#paths = [{ text: 'self', type: 'object', schema }];
    if (!optional) this.#paths.push({ text: 'oldSelf', type: 'object', schema });
    for (const path of [...this.#paths]) this.#grow(path, 0);
    if (optional) this.#paths.push({ text: 'oldSelf.orValue(self)', type: 'object', schema });
  }

  #grow(path: Path, depth: number): void {
    if (depth > 3 || path.type !== 'object') return;
    for (const [name, property] of Object.entries(path.schema.properties ?? {})) {
      const identifier = escapeName(name);
      if (identifier === undefined) continue;
      const one = { text: `${path.text}.${identifier}`, type: typeOf(property), schema: property };
      if (one.type.includes('none')) continue;
      this.#paths.push(one);
      this.#grow(one, depth + 1);
    }
  }

  rule(): string {
    return this.#make('bool', 4);
  }

  text(): string {
    return this.#make('string', 4);
  }

  #path(type: string): Path | undefined {
    const fitting = this.#paths.filter((path) => path.type === type);
    return fitting.length > 0 ? this.#choose.one(fitting) : undefined;
  }

  /** An expression of a type; now and then of another. */
  #make(type: string, room: number): string {
    if (this.#choose.chance(1) && room < 4) return this.#make(this.#choose.one(SCALARS), room - 1);
    if (room <= 0 || this.#choose.chance(25)) return this.#leaf(type);
    if (this.#choose.chance(4))
      return `(${this.#make('bool', room - 1)} ? ${this.#make(type, room - 1)} : ${this.#make(type, room - 1)})`;
    if (this.#choose.chance(4))
      return `${this.#make(`optional(${type})`, room - 1)}.orValue(${this.#make(type, room - 1)})`;
    if (this.#choose.chance(4))
      return `${this.#make(`list(${type})`, room - 1)}[${this.#choose.one(['0', '1', this.#make('int', 0)])}]`;
    if (this.#choose.chance(3)) return `${this.#make(`map(${type})`, room - 1)}[${this.#make('string', 0)}]`;
    if (type.startsWith('list(')) return this.#list(inner(type), room - 1);
    if (type.startsWith('map(')) return this.#map(inner(type), room - 1);
    if (type.startsWith('optional(')) return this.#optional(inner(type), room - 1);
    const forms = this.#forms(type, room - 1);
    return forms.length > 0 ? this.#choose.one(forms)() : this.#leaf(type);
  }

  #leaf(type: string): string {
    const path = this.#path(type);
    if (path && this.#choose.chance(75)) return path.text;
    const quoted = (text: string): string => (this.#choose.chance(80) ? `'${text}'` : `"${text}"`);
    switch (type) {
      case 'int':
        return String(this.#choose.one(INTEGERS));
      case 'uint':
        return `${this.#choose.one(['0', '1', '7', '4294967296'])}u`;
      case 'double':
        return this.#choose.one(['0.0', '1.5', '-2.25', '1e6', '1e-7', '3.0', '0.5']);
      case 'bool':
        return this.#choose.one(['true', 'false']);
      case 'string':
        return quoted(this.#choose.one(WORDS));
      case 'bytes':
        return this.#choose.one(["b'hello'", "b''", "bytes('a')", "b'\\xff'"]);
      case 'timestamp':
        return `timestamp('${this.#choose.one(TIMES)}')`;
      case 'duration':
        return `duration('${this.#choose.one(['1s', '1h30m', '-5m', '0', '1.5s', '100ms'])}')`;
      case 'dyn':
        return path?.text ?? `dyn(${this.#leaf(this.#choose.one(['int', 'string', 'double']))})`;
      case 'object':
        return path?.text ?? 'self';
      case 'ip':
        return `ip('${this.#choose.one(['10.0.0.1', '::1', 'fe80::1', '224.0.0.1', '2001:db8::1'])}')`;
      case 'cidr':
        return `cidr('${this.#choose.one(['10.0.0.0/8', '10.1.2.3/16', '::/0', 'fd00::/8'])}')`;
      case 'url':
        return `url('${this.#choose.one(['https://a.b:80/c?d=e', '/x', 'http://[::1]/%20', 'mailto:a@b'])}')`;
      case 'quantity':
        return `quantity('${this.#choose.one(['1Gi', '500m', '0.5', '1e3', '-1', '1.5Gi', '100', '9223372036854775807', '1n', '10E'])}')`;
      case 'semver':
        return `semver('${this.#choose.one(['1.2.3', '1.2.3-a.1', '0.0.1', '10.0.0'])}')`;
      case 'format':
        return `format.${this.#choose.one(['dns1123Label', 'dns1123Subdomain', 'dns1035Label', 'qualifiedName', 'labelValue', 'uri', 'uuid', 'byte', 'date', 'datetime', 'dns1123LabelPrefix'])}()`;
      case 'type':
        return this.#choose.one([
          'int',
          'string',
          'double',
          'bool',
          'list',
          'map',
          'type(self)',
          'null_type',
          'google.protobuf.Timestamp',
        ]);
      default:
        if (type.startsWith('list('))
          return `[${Array.from({ length: this.#choose.below(3) }, () => this.#leaf(inner(type))).join(', ')}]`;
        if (type.startsWith('map('))
          return `{'a': ${this.#leaf(inner(type))}${this.#choose.chance(50) ? `, 'k': ${this.#leaf(inner(type))}` : ''}}`;
        if (type.startsWith('optional('))
          return this.#choose.chance(30) ? 'optional.none()' : `optional.of(${this.#leaf(inner(type))})`;
        return 'self';
    }
  }

  /** Binds a variable of a type while something is written. */
  #bound(type: string, write: (name: string) => string, more: readonly Path[] = []): string {
    const name = this.#choose.chance(90) ? `v${this.#variables++}` : this.#choose.one(['x', 'self', 'size', 'int']);
    const source = this.#choose.one(this.#paths);
    const schema = type === 'object' ? source.schema : {};
    const before = this.#paths.length;
    const added = [{ text: name, type, schema }, ...more];
    this.#paths.push(...added, ...added);
    const text = write(name);
    this.#paths.length = before;
    return text;
  }

  /** A list or map in the schema, with the schema of its items, or a list that is made. */
  #range(room: number): { readonly text: string; readonly type: string; readonly schema: CelSchema } {
    const lists = this.#paths.filter((path) => path.type.startsWith('list(') || path.type.startsWith('map('));
    if (lists.length > 0 && this.#choose.chance(70)) return this.#choose.one(lists);
    const type = `list(${this.#choose.one(['int', 'string', 'double', 'bool', 'dyn'])})`;
    return { text: this.#make(type, room), type, schema: {} };
  }

  /** `range.macro(v, …)`; `write` sees the variables. */
  #fold(macro: string, room: number, write: (variable: string) => string): string {
    const range = this.#range(room);
    const two =
      !['map', 'filter', 'sortBy'].includes(macro) &&
      (macro.startsWith('transform') || macro === 'existsOne' || this.#choose.chance(20));
    const isMap = range.type.startsWith('map(');
    const item = inner(range.type);
    const itemSchema =
      range.schema.items ??
      (typeof range.schema.additionalProperties === 'object' ? range.schema.additionalProperties : {});
    const before = this.#paths.length;
    const names = two ? [`v${this.#variables++}`, `v${this.#variables++}`] : [`v${this.#variables++}`];
    const bind = (text: string, type: string, schema: CelSchema): void => {
      const path = { text, type, schema };
      this.#paths.push(path, path);
      this.#grow(path, 1);
    };
    if (two) {
      bind(names[0] as string, isMap ? 'string' : 'int', {});
      bind(names[1] as string, item, itemSchema);
    } else {
      bind(names[0] as string, isMap ? 'string' : item, isMap ? {} : itemSchema);
    }
    const text = `${range.text}.${macro}(${names.join(', ')}, ${write(names[names.length - 1] as string)})`;
    this.#paths.length = before;
    return text;
  }

  #list(type: string, room: number): string {
    const choose = this.#choose;
    const list = (): string => this.#make(`list(${type})`, room);
    const forms: (() => string)[] = [
      () => `[${Array.from({ length: 1 + choose.below(3) }, () => this.#make(type, room)).join(', ')}]`,
      () => `[?${this.#make(`optional(${type})`, room)}, ${this.#make(type, room)}]`,
      () => `(${list()} + ${list()})`,
      () =>
        this.#fold(
          'map',
          room,
          () => (choose.chance(30) ? `${this.#make('bool', room)}, ` : '') + this.#make(type, room),
        ),
      () =>
        this.#fold(
          'transformList',
          room,
          () => (choose.chance(30) ? `${this.#make('bool', room)}, ` : '') + this.#make(type, room),
        ),
      () => this.#bound(type, (name) => `${list()}.filter(${name}, ${this.#make('bool', room)})`),
      () =>
        this.#bound(type, (name) => `${list()}.sortBy(${name}, ${this.#make(choose.one(['int', 'string']), room)})`),
      () => `${list()}.reverse()`,
      () => `${list()}.distinct()`,
      () => `${list()}.slice(0, ${this.#make('int', 0)})`,
      () => `optional.unwrap([${this.#make(`optional(${type})`, room)}])`,
      () => `${this.#make(`list(list(${type}))`, room - 1)}.flatten()`,
    ];
    if (type === 'string') {
      forms.push(
        () =>
          `${this.#make('string', room)}.split(${this.#make('string', 0)}${choose.chance(30) ? `, ${this.#make('int', 0)}` : ''})`,
        () =>
          `${this.#make('string', room)}.findAll('${choose.one(['[a-z]+', '', 'a*', '[0-9]', '.'])}'${choose.chance(30) ? `, ${this.#make('int', 0)}` : ''})`,
        () => `${this.#make('map(int)', room)}.map(k, k)`,
        () => `${this.#make('format', 0)}.validate(${this.#make('string', room)}).orValue([]).map(p, 'problem')`,
      );
    }
    if (['int', 'string', 'double', 'bool', 'timestamp', 'duration'].includes(type))
      forms.push(() => `${list()}.sort()`);
    if (type === 'int')
      forms.push(
        () => `lists.range(${choose.one(['0', '3', this.#make('int', 0).slice(0, 2).replace(/\D/g, '') || '2'])})`,
      );
    return choose.one(forms)();
  }

  #map(type: string, room: number): string {
    const choose = this.#choose;
    return choose.one<() => string>([
      () => `{${this.#make('string', 0)}: ${this.#make(type, room)}}`,
      () => `{'a': ${this.#make(type, room)}, ?'k': ${this.#make(`optional(${type})`, room)}}`,
      () =>
        this.#fold(
          'transformMapEntry',
          room,
          (name) => `{string(${choose.one([name, `'${choose.one(['a', 'k'])}'`])}): ${this.#make(type, room)}}`,
        ),
      () => `{'a': ${this.#make(type, room)}}.transformMap(k, w, ${choose.chance(50) ? 'w' : this.#make(type, room)})`,
    ])();
  }

  #optional(type: string, room: number): string {
    const path = this.#choose.one(this.#paths);
    const optionalPath = path.text.replace(/\.(\w+)$/, '.?$1');
    return this.#choose.one<() => string>([
      () => `optional.of(${this.#make(type, room)})`,
      () => `optional.ofNonZeroValue(${this.#make(type, room)})`,
      () => `optional.none()`,
      () =>
        path.type === type && optionalPath !== path.text ? optionalPath : `optional.of(${this.#make(type, room)})`,
      () => `${this.#make(`list(${type})`, room)}[?${this.#make('int', 0)}]`,
      () => `${this.#make(`map(${type})`, room)}[?${this.#make('string', 0)}]`,
      () => `${this.#make(`list(${type})`, room)}.${this.#choose.one(['first', 'last'])}()`,
      () => `${this.#make(`optional(${type})`, room)}.or(${this.#make(`optional(${type})`, room)})`,
      () =>
        this.#bound('int', (name) => `${this.#make('optional(int)', room)}.optMap(${name}, ${this.#make(type, room)})`),
      () =>
        this.#bound(
          'string',
          (name) =>
            `${this.#make('optional(string)', room)}.optFlatMap(${name}, ${this.#make(`optional(${type})`, room)})`,
        ),
    ])();
  }

  #forms(type: string, room: number): readonly (() => string)[] {
    const choose = this.#choose;
    const make = (wanted: string): string => this.#make(wanted, room);
    const two = (sign: string, wanted: string): string => `(${make(wanted)} ${sign} ${make(wanted)})`;
    const any = (): string =>
      choose.one([
        ...SCALARS,
        'list(int)',
        'list(string)',
        'map(int)',
        'optional(int)',
        'object',
        'ip',
        'quantity',
        'semver',
        'url',
        'list(dyn)',
      ]);
    const comparable = (): string =>
      choose.one(['int', 'double', 'string', 'timestamp', 'duration', 'bytes', 'bool', 'uint', 'dyn']);
    switch (type) {
      case 'bool':
        return [
          () => two(choose.one(['&&', '||']), 'bool'),
          () => two(choose.one(['&&', '||']), 'bool'),
          () => `!${make('bool')}`,
          () => two(choose.one(['==', '!=']), any()),
          () => two(choose.one(['==', '!=']), any()),
          () =>
            `(${make(choose.one(['int', 'double', 'uint', 'dyn']))} ${choose.one(['<', '>=', '=='])} ${make(choose.one(['int', 'double', 'uint', 'dyn']))})`,
          () => two(choose.one(['<', '<=', '>', '>=']), comparable()),
          () => `(${make('int')} in ${make('list(int)')})`,
          () => `(${make('string')} in ${make(choose.one(['list(string)', 'map(int)', 'list(dyn)', 'map(string)']))})`,
          () => this.#has(),
          () => this.#fold(choose.one(['all', 'exists', 'exists_one', 'existsOne']), room, () => make('bool')),
          () => this.#fold(choose.one(['all', 'exists', 'exists_one']), room, () => make('bool')),
          () => `${make('string')}.${choose.one(['contains', 'startsWith', 'endsWith'])}(${make('string')})`,
          () => `${make('string')}.matches('${choose.one(['^[a-z]+$', '(?i)A', '[0-9]*', '\\\\d', '^(a|b)*$', '['])}')`,
          () => `${choose.one(['isIP', 'isCIDR', 'isURL', 'isQuantity', 'isSemver'])}(${make('string')})`,
          () => `isSemver(${make('string')}, ${make('bool')})`,
          () => `ip.isCanonical(${make('string')})`,
          () =>
            `${make('ip')}.${choose.one(['isUnspecified', 'isLoopback', 'isLinkLocalMulticast', 'isLinkLocalUnicast', 'isGlobalUnicast'])}()`,
          () => `${make('cidr')}.${choose.one(['containsIP', 'containsCIDR'])}(${make('string')})`,
          () => `${make('cidr')}.containsIP(${make('ip')})`,
          () => `${make('quantity')}.${choose.one(['isGreaterThan', 'isLessThan'])}(${make('quantity')})`,
          () => `${make('quantity')}.isInteger()`,
          () => `${make('semver')}.${choose.one(['isGreaterThan', 'isLessThan'])}(${make('semver')})`,
          () => `${make('format')}.validate(${make('string')}).hasValue()`,
          () => `${make(`optional(${choose.one(['int', 'string', 'object'])})`)}.hasValue()`,
          () =>
            `sets.${choose.one(['contains', 'equivalent', 'intersects'])}(${make('list(int)')}, ${make('list(int)')})`,
          () => `${make(`list(${choose.one(['int', 'string', 'double', 'timestamp', 'dyn'])})`)}.isSorted()`,
          () => `bool(${make('string')})`,
          () => `(type(${make(any())}) == ${make('type')})`,
        ];
      case 'int':
        return [
          () => two(choose.one(['+', '-', '*', '/', '%']), 'int'),
          () => `-${make('int').replace(/^-/, '')}`,
          () => `size(${make(choose.one(['string', 'list(int)', 'map(int)', 'bytes', 'list(string)']))})`,
          () => `${make(choose.one(['string', 'list(int)', 'map(string)', 'list(dyn)']))}.size()`,
          () => `int(${make(choose.one(['string', 'double', 'int', 'uint', 'timestamp', 'duration', 'dyn']))})`,
          () =>
            `${make('string')}.${choose.one(['indexOf', 'lastIndexOf'])}(${make('string')}${choose.chance(30) ? `, ${make('int')}` : ''})`,
          () => `${make('list(string)')}.${choose.one(['indexOf', 'lastIndexOf'])}(${make('string')})`,
          () => `${make('list(int)')}.${choose.one(['sum', 'max', 'min'])}()`,
          () =>
            `${make('timestamp')}.${choose.one(['getFullYear', 'getMonth', 'getDate', 'getDayOfMonth', 'getDayOfWeek', 'getDayOfYear', 'getHours', 'getMinutes', 'getSeconds', 'getMilliseconds'])}(${choose.one(['', '', "'UTC'", "'+05:30'", "'America/New_York'", "'-02:00'"])})`,
          () => `${make('duration')}.${choose.one(['getHours', 'getMinutes', 'getSeconds', 'getMilliseconds'])}()`,
          () => `${make('ip')}.family()`,
          () => `${make('cidr')}.prefixLength()`,
          () => `sign(${make('quantity')})`,
          () => `${make('quantity')}.asInteger()`,
          () => `${make('quantity')}.compareTo(${make('quantity')})`,
          () => `${make('semver')}.${choose.one(['major', 'minor', 'patch'])}()`,
          () => `${make('semver')}.compareTo(${make('semver')})`,
        ];
      case 'double':
        return [
          () => two(choose.one(['+', '-', '*', '/']), 'double'),
          () => `double(${make(choose.one(['int', 'string', 'uint', 'double', 'dyn']))})`,
          () => `${make('list(double)')}.${choose.one(['sum', 'max', 'min'])}()`,
          () => `${make('quantity')}.asApproximateFloat()`,
        ];
      case 'uint':
        return [
          () => two(choose.one(['+', '-', '*', '/', '%']), 'uint'),
          () => `uint(${make(choose.one(['int', 'double', 'string']))})`,
        ];
      case 'string':
        return [
          () => `(${make('string')} + ${make('string')})`,
          () =>
            `string(${make(choose.one(['int', 'double', 'bool', 'string', 'timestamp', 'duration', 'bytes', 'uint', 'ip', 'cidr', 'dyn']))})`,
          () => `${make('string')}.${choose.one(['lowerAscii', 'upperAscii', 'trim'])}()`,
          () => `${make('string')}.charAt(${this.#make('int', 0)})`,
          () =>
            `${make('string')}.substring(${this.#choose.one(['0', '1', '2', this.#make('int', 0)])}${choose.chance(40) ? `, ${this.#choose.one(['1', '2', '3'])}` : ''})`,
          () =>
            `${make('string')}.replace(${make('string')}, ${make('string')}${choose.chance(30) ? `, ${this.#make('int', 0)}` : ''})`,
          () => `${make('list(string)')}.join(${choose.chance(50) ? make('string') : ''})`,
          () => `${make('list(string)')}.${choose.one(['max', 'min'])}()`,
          () => `${make('string')}.find('${choose.one(['[a-z]+', '[0-9]+', '.$', ''])}')`,
          () => `strings.quote(${make('string')})`,
          () => `'%s %d'.format([${make(any())}, ${make('int')}])`,
          () =>
            `'%s|%.2f|%x|%b'.format([${make(choose.one(['list(string)', 'map(int)', 'list(double)', 'bytes', 'timestamp', 'duration']))}, ${make('double')}, ${make(choose.one(['int', 'string', 'bytes']))}, ${make(choose.one(['int', 'bool']))}])`,
          () => `${make('url')}.${choose.one(['getScheme', 'getHost', 'getHostname', 'getPort', 'getEscapedPath'])}()`,
          () => `string(type(${make(any())}))`,
        ];
      case 'bytes':
        return [() => `bytes(${make('string')})`, () => two('+', 'bytes')];
      case 'timestamp':
        return [
          () => `(${make('timestamp')} ${choose.one(['+', '-'])} ${make('duration')})`,
          () => `timestamp(${make(choose.one(['string', 'int']))})`,
          () => `${make('list(timestamp)')}.max()`,
        ];
      case 'duration':
        return [
          () => two(choose.one(['+', '-']), choose.one(['duration', 'duration'])),
          () => `(${make('timestamp')} - ${make('timestamp')})`,
          () => `duration(${make('string')})`,
          () => `${make('list(duration)')}.sum()`,
        ];
      case 'dyn':
        return [() => `dyn(${make(choose.one(['int', 'string', 'double', 'list(int)', 'bool']))})`];
      case 'ip':
        return [() => `ip(${make('string')})`, () => `${make('cidr')}.ip()`];
      case 'cidr':
        return [() => `cidr(${make('string')})`, () => `${make('cidr')}.masked()`];
      case 'url':
        return [() => `url(${make('string')})`];
      case 'quantity':
        return [
          () => `quantity(${make('string')})`,
          () => `${make('quantity')}.${choose.one(['add', 'sub'])}(${make(choose.one(['quantity', 'int']))})`,
        ];
      case 'semver':
        return [() => `semver(${make('string')}${choose.chance(40) ? ', true' : ''})`];
      case 'format':
        return [() => `format.named('${choose.one(['uuid', 'dns1123Label', 'nope', 'byte'])}').value()`];
      default:
        return [];
    }
  }

  #has(): string {
    const fields = this.#paths.filter((path) => /\.\w+$/.test(path.text));
    return fields.length > 0 ? `has(${this.#choose.one(fields).text})` : 'true';
  }
}
