// Functions as signatures: `(string).charAt(int): string` is a method, `size(list(A)): int` a function; capitals are type parameters.
// The checker picks among overloads by types, a running call by values.
import { type CelType, generic, parameter, TYPES } from './cel-type.ts';
import { itemAt } from './elements.ts';
import { Fault, noOverload } from './fault.ts';
import { type CelValue, type Entries, isList, isMap, kindOf, type List, type Members } from './value.ts';

/** Computes the value of a call; arguments have the kinds that the signature names. */
export type Run = (...args: readonly CelValue[]) => CelValue;

/** One line of a library: a signature and what computes it. `never` lets each say the kinds it takes. */
export type Definition = readonly [signature: string, run: (...args: never[]) => CelValue];

/** One way to call a function. */
export interface Overload {
  readonly method: boolean;
  /** Types of the arguments, of a method its receiver first. */
  readonly args: readonly CelType[];
  readonly result: CelType;
  readonly run: Run;
}

/** Overloads by name; names may hold dots: `format.named`. */
export type Library = ReadonlyMap<string, readonly Overload[]>;

/** Reads definitions. */
export function libraryOf(definitions: readonly Definition[]): Library {
  const library = new Map<string, Overload[]>();
  for (const [signature, run] of definitions) {
    const { name, ...overload } = readSignature(signature);
    const known = library.get(name);
    const entry: Overload = { ...overload, run: run as Run };
    if (known) known.push(entry);
    else library.set(name, [entry]);
  }
  return library;
}

const SIGNATURE = /^(?:\((.+?)\)\.(?=[a-zA-Z]+\())?([^(\s]+)\((.*)\): (.+)$/;

function readSignature(text: string): Omit<Overload, 'run'> & { readonly name: string } {
  const [, receiver, name = '', args = '', result = ''] = SIGNATURE.exec(text) ?? [];
  const types = [...(receiver === undefined ? [] : [receiver]), ...splitTypes(args)].map(readType);
  return { name, method: receiver !== undefined, args: types, result: readType(result) };
}

function splitTypes(text: string): readonly string[] {
  const types: string[] = [];
  let depth = 0;
  let current = '';
  for (const one of text) {
    if (one === ',' && depth === 0) {
      types.push(current.trim());
      current = '';
      continue;
    }
    if (one === '(') depth++;
    if (one === ')') depth--;
    current += one;
  }
  return current.trim() === '' ? types : [...types, current.trim()];
}

function readType(text: string): CelType {
  if (/^[A-Z]$/.test(text)) return parameter(text);
  const [, outer, inner = ''] = /^(list|map|optional|type)\((.*)\)$/.exec(text) ?? [];
  if (outer) return generic(outer as 'list', ...splitTypes(inner).map(readType));
  const type = (TYPES as Readonly<Record<string, CelType>>)[text];
  // a signature is ours: one that cannot be read is a mistake in this folder
  if (!type) throw new Error(`no type \`${text}\``);
  return type;
}

/** Whether a value may be an argument of the type; of a list or map the first entry decides, as on the server. */
export function accepts(type: CelType, value: CelValue): boolean {
  const kind = kindOf(value);
  switch (type.kind) {
    case 'dyn':
    case 'param':
      return true;
    case 'list':
      return kind === 'list' && acceptsFirst(type, value as List);
    case 'map':
      return isMap(value);
    case 'struct':
    case 'opaque':
      return KINDS[type.name] === kind;
    default:
      return type.kind === kind;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  'kubernetes.Quantity': 'quantity',
  'kubernetes.URL': 'url',
  'kubernetes.Semver': 'semver',
  'kubernetes.NamedFormat': 'format',
  'net.IP': 'ip',
  'net.CIDR': 'cidr',
};

function acceptsFirst(type: CelType, list: List): boolean {
  const item = type.params[0] as CelType;
  if (list.items.length === 0 || item.kind === 'param' || item.kind === 'dyn') return true;
  try {
    return accepts(item, itemAt(list, 0));
  } catch (error) {
    // an item that does not fit its schema is found out by the function
    if (error instanceof Fault) return false;
    throw error;
  }
}

/** A function of any of these overloads: the first that takes the values runs. */
export function dispatch(name: string, overloads: readonly Overload[]): Run {
  const [only] = overloads;
  if (only && overloads.length === 1) {
    return (...args) => (takes(only, args) ? only.run(...args) : noOverload(name));
  }
  return (...args) => {
    for (const overload of overloads) if (takes(overload, args)) return overload.run(...args);
    return noOverload(name);
  };
}

function takes(overload: Overload, args: readonly CelValue[]): boolean {
  if (overload.args.length !== args.length) return false;
  for (let index = 0; index < args.length; index++) {
    if (!accepts(overload.args[index] as CelType, args[index] as CelValue)) return false;
  }
  return true;
}

/** A value as a list, or the fault of the function that wanted one. */
export function asList(value: CelValue, name: string): List {
  return isList(value) ? value : noOverload(name);
}

/** A value as a map. */
export function asMap(value: CelValue, name: string): Entries | Members {
  return isMap(value) ? value : noOverload(name);
}
