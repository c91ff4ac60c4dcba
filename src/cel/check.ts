// The types of an expression, and which function each call means (cel-go checker/checker.go): what does not check is refused by the server
// when the definition is created. Types flow up the tree; the first mistake ends it.
import {
  assign,
  assignAll,
  type Bindings,
  type CelType,
  generic,
  isExact,
  mostGeneral,
  parameter,
  resolved,
  TYPES,
  typeText,
} from './cel-type.ts';
import { shown } from './fault.ts';
import { isReserved } from './identifier.ts';
import { overloadsOf } from './library.ts';
import type { Overload } from './overload.ts';
import { type Call, type Fold, type Node, type NodeOf, qualifiedName, type Select } from './tree.ts';
import type { TypeValue } from './value.ts';

/** A mistake, and where. */
export class Mistake {
  readonly message: string;
  readonly offset: number;
  constructor(message: string, offset: number) {
    this.message = message;
    this.offset = offset;
  }
}

/** What the checker found out, by node. */
export interface Checked {
  readonly type: CelType;
  /** Overloads that a call may mean, and whether its target is part of the function's name. */
  readonly calls: ReadonlyMap<
    Node,
    { readonly name: string; readonly overloads: readonly Overload[]; readonly bare: boolean }
  >;
  /** Names that are types. */
  readonly constants: ReadonlyMap<Node, TypeValue>;
  /** Names that are variables. */
  readonly variables: ReadonlySet<string>;
  /** Types of all nodes, without parameters. */
  typeOf(node: Node): CelType;
}

const LIST = generic('list', parameter('A'));
/** Types that have a name in an expression; `duration` and `timestamp` check, but have no value. */
const NAMED_TYPES: Readonly<Record<string, CelType>> = {
  bool: TYPES.bool,
  int: TYPES.int,
  uint: TYPES.uint,
  double: TYPES.double,
  string: TYPES.string,
  bytes: TYPES.bytes,
  list: LIST,
  map: generic('map', parameter('A'), parameter('B')),
  null_type: TYPES.null,
  type: TYPES.type,
  optional_type: generic('optional', TYPES.dyn),
  'google.protobuf.Timestamp': TYPES.timestamp,
  'google.protobuf.Duration': TYPES.duration,
  'net.IP': TYPES.ip,
  'net.CIDR': TYPES.cidr,
};

/** Variables in scope, the innermost first. */
interface Scope {
  readonly name: string;
  readonly type: CelType;
  /** Bound by a macro. */
  readonly local: boolean;
  readonly outer: Scope | undefined;
}

/** Checks a tree whose variables have these types; raises a `Mistake`. */
export function check(tree: Node, variables: Readonly<Record<string, CelType>>): Checked {
  let scope: Scope | undefined;
  for (const [name, type] of Object.entries(variables)) scope = { name, type, local: false, outer: scope };
  const checker = new Checker();
  const type = checker.check(tree, scope);
  return {
    type: resolved(checker.bindings, type, true),
    calls: checker.calls,
    constants: checker.constants,
    variables: checker.variables,
    typeOf: (node) => resolved(checker.bindings, checker.types.get(node) ?? TYPES.dyn, true),
  };
}

/** One pass over a tree. */
class Checker {
  readonly bindings: Bindings = new Map();
  readonly types = new Map<Node, CelType>();
  readonly calls = new Map<Node, { name: string; overloads: readonly Overload[]; bare: boolean }>();
  readonly constants = new Map<Node, TypeValue>();
  readonly variables = new Set<string>();
  #fresh = 0;

  check(node: Node, scope: Scope | undefined): CelType {
    const type = this.#type(node, scope);
    this.types.set(node, type);
    return type;
  }

  #type(node: Node, scope: Scope | undefined): CelType {
    switch (node.op) {
      case 'literal':
        return literalType(node);
      case 'name':
        return this.#name(node, node.name, scope) ?? unknownName(node.name, node.at);
      case 'select':
        return this.#select(node, scope);
      case 'and':
      case 'or':
        for (const term of node.terms) this.#condition(term, this.check(term, scope));
        return TYPES.bool;
      case 'list':
        return this.#list(node, scope);
      case 'map':
        return this.#map(node, scope);
      case 'call':
        return this.#call(node, scope);
      case 'fold':
        return this.#fold(node, scope);
    }
  }

  #name(node: Node, name: string, scope: Scope | undefined): CelType | undefined {
    for (let one = scope; one; one = one.outer) {
      if (one.name !== name) continue;
      if (!one.local) this.variables.add(name);
      return one.type;
    }
    const type = Object.hasOwn(NAMED_TYPES, name) ? NAMED_TYPES[name] : undefined;
    if (!type) return undefined;
    this.constants.set(node, { kind: 'type', name });
    return generic('type', type);
  }

  #select(node: Select & Node, scope: Scope | undefined): CelType {
    const name = node.test || node.optional ? undefined : qualifiedName(node);
    // A dotted name may be the name of a type; a variable never has dots.
    const named =
      name !== undefined && name.includes('.') && !isVariable(name, scope)
        ? this.#name(node, name, undefined)
        : undefined;
    if (named) return named;
    const operand = resolved(this.bindings, this.check(node.operand, scope));
    const target = operand.kind === 'optional' ? (operand.params[0] as CelType) : operand;
    const field = this.#field(node, target);
    if (node.test) return TYPES.bool;
    const type = resolved(this.bindings, field);
    return node.optional || operand.kind === 'optional' ? generic('optional', type) : type;
  }

  #field(node: Select & Node, target: CelType): CelType {
    switch (target.kind) {
      case 'map':
        return target.params[1] as CelType;
      case 'struct': {
        const { fields } = target.shape ?? {};
        // since 1.31 a field named like a word of CEL may be written as it is: `self.namespace`
        const field = fields?.get(node.field) ?? (isReserved(node.field) ? fields?.get(`__${node.field}__`) : undefined);
        if (field?.type) return field.type;
        throw new Mistake(`there is no field \`${shown(node.field)}\``, node.at);
      }
      case 'param':
        assign(this.bindings, TYPES.dyn, target);
        return TYPES.dyn;
      case 'dyn':
      case 'error':
        return TYPES.dyn;
      default:
        throw new Mistake(`a value of type ${typeText(target)} has no fields`, node.at);
    }
  }

  #condition(node: Node, type: CelType): void {
    if (!assign(this.bindings, type, TYPES.bool)) {
      throw new Mistake(`a bool is needed where ${typeText(resolved(this.bindings, type, true))} is given`, node.at);
    }
  }

  #list(node: NodeOf<'list'>, scope: Scope | undefined): CelType {
    let type: CelType | undefined;
    for (const item of node.items) {
      const given = this.check(item.node, scope);
      type = this.#join(type, item.optional ? this.#unwrapped(item.node, given) : given);
    }
    return generic('list', type ?? this.#freshType());
  }

  #map(node: NodeOf<'map'>, scope: Scope | undefined): CelType {
    let keys: CelType | undefined;
    let values: CelType | undefined;
    for (const { key, value, optional } of node.entries) {
      keys = this.#join(keys, this.check(key, scope));
      const given = this.check(value, scope);
      values = this.#join(values, optional ? this.#unwrapped(value, given) : given);
    }
    return generic('map', keys ?? this.#freshType(), values ?? this.#freshType());
  }

  #unwrapped(node: Node, type: CelType): CelType {
    if (type.kind === 'optional') return type.params[0] as CelType;
    if (type.kind === 'dyn') return type;
    throw new Mistake(`an optional is needed where ${typeText(type)} is given`, node.at);
  }

  #join(previous: CelType | undefined, current: CelType): CelType {
    if (!previous) return current;
    // entries of several types are refused later (literal.ts), except where a format takes them
    return assign(this.bindings, previous, current) ? mostGeneral(previous, current) : TYPES.dyn;
  }

  #freshType(): CelType {
    return parameter(`_${this.#fresh++}`);
  }

  #call(node: Call & Node, scope: Scope | undefined): CelType {
    const args = node.args.map((arg) => this.check(arg, scope));
    const prefix = node.target && qualifiedName(node.target);
    const qualified = prefix === undefined ? undefined : `${prefix}.${node.name}`;
    const bare = qualified !== undefined ? overloadsOf(qualified) : undefined;
    if (bare && qualified !== undefined) return this.#resolve(node, qualified, bare, args, false, true);
    const types = node.target ? [this.check(node.target, scope), ...args] : args;
    const overloads = overloadsOf(node.name);
    if (!overloads) throw new Mistake(`there is no function \`${shown(node.name)}\``, node.at);
    return this.#resolve(node, node.name, overloads, types, node.target !== undefined, false);
  }

  #resolve(
    node: Node,
    name: string,
    overloads: readonly Overload[],
    args: readonly CelType[],
    method: boolean,
    bare: boolean,
  ): CelType {
    const fitting: Overload[] = [];
    let result: CelType | undefined;
    for (const overload of overloads) {
      if (overload.method !== method || overload.args.length !== args.length) continue;
      const fresh: Bindings = new Map();
      const open = (type: CelType): CelType => this.#opened(fresh, type);
      if (!assignAll(this.bindings, args, overload.args.map(open))) continue;
      fitting.push(overload);
      const given = resolved(this.bindings, open(overload.result));
      if (!result) result = given;
      else if (result.kind !== 'dyn' && !isExact(given, result)) result = TYPES.dyn;
    }
    if (!result) {
      const [receiver, ...rest] = args.map((type) => typeText(resolved(this.bindings, type, true)));
      const given = method
        ? `(${receiver}).${shown(name)}(${rest.join(', ')})`
        : `${shown(name)}(${[receiver, ...rest].filter((one) => one !== undefined).join(', ')})`;
      throw new Mistake(`there is no \`${given}\``, node.at);
    }
    this.calls.set(node, { name, overloads: fitting, bare });
    return result;
  }

  /** A type of a signature with parameters of its own. */
  #opened(fresh: Bindings, type: CelType): CelType {
    if (type.kind === 'param') {
      const known = fresh.get(type.name);
      if (known) return known;
      const made = this.#freshType();
      fresh.set(type.name, made);
      return made;
    }
    return type.params.length === 0 ? type : { ...type, params: type.params.map((one) => this.#opened(fresh, one)) };
  }

  /** The type of a call that a macro stands for. */
  #applied(node: Node, name: string, ...args: readonly CelType[]): CelType {
    const { calls } = this;
    const known = calls.get(node);
    const type = this.#resolve(node, name, overloadsOf(name) ?? [], args, false, false);
    if (known) calls.set(node, known);
    else calls.delete(node);
    return type;
  }

  #fold(node: Fold & Node, scope: Scope | undefined): CelType {
    const range = resolved(this.bindings, this.check(node.range, scope));
    if (node.macro === 'optMap' || node.macro === 'optFlatMap') return this.#optional(node, range, scope);
    const [first, second] = this.#rangeTypes(node, range);
    let inner = local(node.variables[0] as string, first, scope);
    if (second && node.variables[1] !== undefined) inner = local(node.variables[1], second, inner);
    if (node.filter) this.#condition(node.filter, this.check(node.filter, inner));
    const body = this.check(node.body, inner);
    switch (node.macro) {
      case 'all':
      case 'exists':
      case 'existsOne':
        this.#condition(node.body, body);
        return TYPES.bool;
      case 'filter':
        this.#condition(node.body, body);
        return this.#collected(node, generic('list', first));
      case 'transformMap':
        return this.#inserted(node, generic('map', first, body));
      case 'transformMapEntry':
        return this.#inserted(node, body);
      case 'sortBy':
        return this.#sorted(node, range, body);
      default:
        return this.#collected(node, generic('list', body));
    }
  }

  #collected(node: Node, type: CelType): CelType {
    return this.#applied(node, '+', generic('list', this.#freshType()), type);
  }

  #inserted(node: Node, type: CelType): CelType {
    const map = generic('map', this.#freshType(), this.#freshType());
    if (assign(this.bindings, map, type)) return resolved(this.bindings, map);
    throw new Mistake(`a map is needed where ${typeText(resolved(this.bindings, type, true))} is given`, node.at);
  }

  #sorted(node: Fold & Node, range: CelType, key: CelType): CelType {
    const list = generic('list', this.#freshType());
    const keys = generic('list', key);
    const sortable = (overloadsOf('sort') ?? []).some(({ args }) => assignAll(this.bindings, [keys], args));
    if (assign(this.bindings, range, list) && sortable) return resolved(this.bindings, list);
    throw new Mistake('`sortBy` takes a list and a key that has an order', node.at);
  }

  #optional(node: Fold & Node, range: CelType, scope: Scope | undefined): CelType {
    const inner = this.#freshType();
    if (!assign(this.bindings, range, generic('optional', inner))) {
      throw new Mistake(
        `\`${node.macro}\` takes an optional, not ${typeText(resolved(this.bindings, range, true))}`,
        node.at,
      );
    }
    const body = this.check(node.body, local(node.variables[0] as string, resolved(this.bindings, inner), scope));
    const found = node.macro === 'optMap' ? generic('optional', body) : body;
    return this.#applied(node, '?:', TYPES.bool, found, generic('optional', this.#freshType()));
  }

  #rangeTypes(node: Fold & Node, range: CelType): readonly [CelType, CelType?] {
    const two = node.variables.length === 2;
    switch (range.kind) {
      case 'list':
        return two ? [TYPES.int, range.params[0] as CelType] : [range.params[0] as CelType];
      case 'map':
        return two ? [range.params[0] as CelType, range.params[1] as CelType] : [range.params[0] as CelType];
      case 'dyn':
      case 'error':
      case 'param':
        assign(this.bindings, TYPES.dyn, range);
        return two ? [TYPES.dyn, TYPES.dyn] : [TYPES.dyn];
      default:
        throw new Mistake(`\`${node.macro}\` takes a list or a map, not ${typeText(range)}`, node.at);
    }
  }
}

function local(name: string, type: CelType, outer: Scope | undefined): Scope {
  return { name, type, local: true, outer };
}

function isVariable(name: string, scope: Scope | undefined): boolean {
  const root = name.slice(0, name.indexOf('.'));
  for (let one = scope; one; one = one.outer) if (one.name === root) return true;
  return false;
}

function unknownName(name: string, at: number): never {
  throw new Mistake(`there is no variable \`${shown(name)}\``, at);
}

function literalType({ value }: NodeOf<'literal'>): CelType {
  switch (typeof value) {
    case 'string':
      return TYPES.string;
    case 'bigint':
      return TYPES.int;
    case 'number':
      return TYPES.double;
    case 'boolean':
      return TYPES.bool;
    default:
      return value === null ? TYPES.null : value instanceof Uint8Array ? TYPES.bytes : TYPES.uint;
  }
}
