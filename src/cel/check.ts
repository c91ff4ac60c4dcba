// The types of an expression, and which function each call means (cel-go checker/checker.go): what does not check is refused by the server
// when the definition is created. Types flow up the tree; the first mistake ends it. Macros are check-fold.ts.
import { type CelType, generic, mostGeneral, TYPES, typeText } from './cel-type.ts';
import { foldType } from './check-fold.ts';
import { shown } from './fault.ts';
import { isReserved } from './identifier.ts';
import { overloadsOf } from './library.ts';
import { Mistake } from './mistake.ts';
import { Inference, type Resolution } from './resolve.ts';
import { type Scope, scopeOf, typeNamed, variableOf } from './scope.ts';
import { type Call, type Node, type NodeOf, qualifiedName, type Select } from './tree.ts';
import type { TypeValue } from './value.ts';

/** What a call means. */
export interface Meant {
  readonly name: string;
  readonly overloads: Resolution['overloads'];
  /** True where the target belongs to the function's name: `format.named(…)`. */
  readonly bare: boolean;
}

/** What the checker found out, by node. */
export interface Checked {
  readonly type: CelType;
  readonly calls: ReadonlyMap<Node, Meant>;
  /** Names that are types. */
  readonly constants: ReadonlyMap<Node, TypeValue>;
  /** Variables that are read. */
  readonly variables: ReadonlySet<string>;
  /** Type of a node, without parameters. */
  typeOf(node: Node): CelType;
}

/** Checks a tree whose variables have these types; raises a `Mistake`. */
export function check(tree: Node, variables: Readonly<Record<string, CelType>>): Checked {
  const checker = new Checker();
  const type = checker.check(tree, scopeOf(variables));
  const { calls, constants, inference, types } = checker;
  return {
    type: inference.known(type, true),
    calls,
    constants,
    variables: checker.variables,
    typeOf: (node) => inference.known(types.get(node) ?? TYPES.dyn, true),
  };
}

/** One pass over a tree. */
class Checker {
  readonly inference = new Inference();
  readonly types = new Map<Node, CelType>();
  readonly calls = new Map<Node, Meant>();
  readonly constants = new Map<Node, TypeValue>();
  readonly variables = new Set<string>();

  check(node: Node, scope: Scope | undefined): CelType {
    const type = this.#type(node, scope);
    this.types.set(node, type);
    return type;
  }

  condition(node: Node, type: CelType): void {
    if (!this.inference.assign(type, TYPES.bool)) {
      throw new Mistake(`a bool is needed where ${this.inference.text(type)} is given`, node.at);
    }
  }

  #type(node: Node, scope: Scope | undefined): CelType {
    switch (node.op) {
      case 'literal':
        return literalType(node);
      case 'name':
        return this.#name(node, scope);
      case 'select':
        return this.#select(node, scope);
      case 'and':
      case 'or':
        for (const term of node.terms) this.condition(term, this.check(term, scope));
        return TYPES.bool;
      case 'list':
        return this.#list(node, scope);
      case 'map':
        return this.#map(node, scope);
      case 'call':
        return this.#call(node, scope);
      case 'fold':
        return foldType(this, node, scope);
    }
  }

  #name(node: NodeOf<'name'>, scope: Scope | undefined): CelType {
    const variable = variableOf(node.name, scope);
    if (variable && !variable.local) this.variables.add(node.name);
    const type = variable?.type ?? this.#typeValue(node, node.name);
    if (type) return type;
    throw new Mistake(`there is no variable \`${shown(node.name)}\``, node.at);
  }

  /** The type of a name that is a type. */
  #typeValue(node: Node, name: string): CelType | undefined {
    const type = typeNamed(name);
    if (type) this.constants.set(node, { kind: 'type', name });
    return type && generic('type', type);
  }

  #select(node: Select & Node, scope: Scope | undefined): CelType {
    const name = node.test ? undefined : qualifiedName(node);
    // a dotted name may be that of a type, unless it begins with a variable
    const root = name?.slice(0, name.indexOf('.'));
    const named = name !== undefined && root !== undefined && !variableOf(root, scope) && this.#typeValue(node, name);
    if (named) return named;
    const operand = this.inference.known(this.check(node.operand, scope));
    const target = operand.kind === 'optional' ? (operand.params[0] as CelType) : operand;
    const type = this.inference.known(this.#field(node, target));
    if (node.test) return TYPES.bool;
    return node.optional || operand.kind === 'optional' ? generic('optional', type) : type;
  }

  #field(node: Select & Node, target: CelType): CelType {
    switch (target.kind) {
      case 'map':
        return target.params[1] as CelType;
      case 'struct': {
        const { fields } = target.shape ?? {};
        // since 1.31 a field named like a word of CEL may be written as it is: `self.namespace`
        const field =
          fields?.get(node.field) ?? (isReserved(node.field) ? fields?.get(`__${node.field}__`) : undefined);
        if (field?.type) return field.type;
        throw new Mistake(`there is no field \`${shown(node.field)}\``, node.at);
      }
      case 'param':
        this.inference.assign(TYPES.dyn, target);
        return TYPES.dyn;
      case 'dyn':
      case 'error':
        return TYPES.dyn;
      default:
        throw new Mistake(`a value of type ${typeText(target)} has no fields`, node.at);
    }
  }

  #list(node: NodeOf<'list'>, scope: Scope | undefined): CelType {
    let type: CelType | undefined;
    for (const { node: item, optional } of node.items) {
      const given = this.check(item, scope);
      type = this.#join(type, optional ? unwrapped(item, given) : given);
    }
    return generic('list', type ?? this.inference.fresh());
  }

  #map(node: NodeOf<'map'>, scope: Scope | undefined): CelType {
    let keys: CelType | undefined;
    let values: CelType | undefined;
    for (const { key, value, optional } of node.entries) {
      keys = this.#join(keys, this.check(key, scope));
      const given = this.check(value, scope);
      values = this.#join(values, optional ? unwrapped(value, given) : given);
    }
    return generic('map', keys ?? this.inference.fresh(), values ?? this.inference.fresh());
  }

  /** Entries of several types are refused later (literal.ts), except where a format takes them. */
  #join(previous: CelType | undefined, current: CelType): CelType {
    if (!previous) return current;
    return this.inference.assign(previous, current) ? mostGeneral(previous, current) : TYPES.dyn;
  }

  #call(node: Call & Node, scope: Scope | undefined): CelType {
    const args = node.args.map((arg) => this.check(arg, scope));
    const prefix = node.target && qualifiedName(node.target);
    const qualified = prefix === undefined ? undefined : `${prefix}.${node.name}`;
    const bare = qualified === undefined ? undefined : overloadsOf(qualified);
    if (bare && qualified !== undefined) return this.#resolve(node, qualified, bare, args, 'bare');
    const overloads = overloadsOf(node.name);
    const target = node.target && this.check(node.target, scope);
    if (!overloads) throw new Mistake(`there is no function \`${shown(node.name)}\``, node.at);
    if (target) return this.#resolve(node, node.name, overloads, [target, ...args], 'method');
    return this.#resolve(node, node.name, overloads, args, 'function');
  }

  #resolve(
    node: Node,
    name: string,
    overloads: Resolution['overloads'],
    args: readonly CelType[],
    form: 'bare' | 'method' | 'function',
  ): CelType {
    const resolution = this.inference.resolve(node.at, name, overloads, args, form === 'method');
    this.calls.set(node, { name, overloads: resolution.overloads, bare: form === 'bare' });
    return resolution.type;
  }
}

function unwrapped(node: Node, type: CelType): CelType {
  if (type.kind === 'optional') return type.params[0] as CelType;
  if (type.kind === 'dyn') return type;
  throw new Mistake(`an optional is needed where ${typeText(type)} is given`, node.at);
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
