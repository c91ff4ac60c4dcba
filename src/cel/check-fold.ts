// The types of macros: of the variables that they bind, and of what they give. They are those of the loops that cel-go makes of them
// (parser/macro.go, ext/comprehensions.go, cel/library.go for optionals).
import { type CelType, generic, TYPES } from './cel-type.ts';
import { overloadsOf } from './library.ts';
import { Mistake } from './mistake.ts';
import type { Inference } from './resolve.ts';
import { bindLocal, type Scope } from './scope.ts';
import type { Fold, Node } from './tree.ts';

/** What the checker lends to its parts. */
export interface Checking {
  readonly inference: Inference;
  check(node: Node, scope: Scope | undefined): CelType;
  /** Raises a `Mistake` for a type that is no bool. */
  condition(node: Node, type: CelType): void;
}

/** The type of a macro. */
export function foldType(checking: Checking, node: Fold & Node, scope: Scope | undefined): CelType {
  const { inference } = checking;
  const range = inference.known(checking.check(node.range, scope));
  if (node.macro === 'optMap' || node.macro === 'optFlatMap') return optionalType(checking, node, range, scope);
  const [first, second] = variableTypes(inference, node, range);
  let inner = bindLocal(node.variables[0] as string, first, scope);
  if (second && node.variables[1] !== undefined) inner = bindLocal(node.variables[1], second, inner);
  if (node.filter) checking.condition(node.filter, checking.check(node.filter, inner));
  const body = checking.check(node.body, inner);
  switch (node.macro) {
    case 'all':
    case 'exists':
    case 'existsOne':
      checking.condition(node.body, body);
      return TYPES.bool;
    case 'filter':
      checking.condition(node.body, body);
      return applied(inference, node, '+', generic('list', inference.fresh()), generic('list', first));
    case 'transformMap':
      return mapType(inference, node, generic('map', first, body));
    case 'transformMapEntry':
      return mapType(inference, node, body);
    case 'sortBy':
      return sortedType(inference, node, range, body);
    default:
      return applied(inference, node, '+', generic('list', inference.fresh()), generic('list', body));
  }
}

/** The type of a call that a macro stands for. */
function applied(inference: Inference, node: Node, name: string, ...args: readonly CelType[]): CelType {
  return inference.resolve(node.at, name, overloadsOf(name) ?? [], args, false).type;
}

function variableTypes(inference: Inference, node: Fold & Node, range: CelType): readonly [CelType, CelType?] {
  const two = node.variables.length === 2;
  const [first, second] = range.params;
  switch (range.kind) {
    case 'list':
      return two ? [TYPES.int, first as CelType] : [first as CelType];
    case 'map':
      return [first as CelType, second as CelType];
    case 'dyn':
    case 'error':
    case 'param':
      inference.assign(TYPES.dyn, range);
      return [TYPES.dyn, TYPES.dyn];
    default:
      throw new Mistake(`\`${node.macro}\` takes a list or a map, not ${inference.text(range)}`, node.at);
  }
}

function mapType(inference: Inference, node: Node, type: CelType): CelType {
  const map = generic('map', inference.fresh(), inference.fresh());
  if (inference.assign(map, type)) return inference.known(map);
  throw new Mistake(`a map is needed where ${inference.text(type)} is given`, node.at);
}

function sortedType(inference: Inference, node: Node, range: CelType, key: CelType): CelType {
  const list = generic('list', inference.fresh());
  const keys = [generic('list', key)];
  const sortable = (overloadsOf('sort') ?? []).some(({ args }) => inference.assignAll(keys, args));
  if (sortable && inference.assign(range, list)) return inference.known(list);
  throw new Mistake('`sortBy` takes a list and a key that has an order', node.at);
}

function optionalType(checking: Checking, node: Fold & Node, range: CelType, scope: Scope | undefined): CelType {
  const { inference } = checking;
  const held = inference.fresh();
  if (!inference.assign(range, generic('optional', held))) {
    throw new Mistake(`\`${node.macro}\` takes an optional, not ${inference.text(range)}`, node.at);
  }
  const body = checking.check(node.body, bindLocal(node.variables[0] as string, inference.known(held), scope));
  const found = node.macro === 'optMap' ? generic('optional', body) : body;
  return applied(inference, node, '?:', TYPES.bool, found, generic('optional', inference.fresh()));
}
