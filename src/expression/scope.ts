// Where a variable lives: names become slots of frames when an expression is compiled.
import { type Ast, childrenOf } from './parse.ts';

/** `[parent, ...slots]`; in the frame of a tuple the first slot holds the tuple. */
export type Frame = unknown[];

/** A slot that nothing was bound to yet: the outer binding, if any, still shows. */
export const UNBOUND: unique symbol = Symbol('unbound');

/** A region whose variables share a frame: the whole expression, a block that binds, a function, a step over tuples. */
export interface Scope {
  readonly parent: Scope | undefined;
  readonly slots: ReadonlyMap<string, number>;
  /** Names that tuples may bring (`@$x`, `#$i`, `%`); undefined for other scopes. */
  readonly tupleNames: ReadonlySet<string> | undefined;
}

/** One place where a variable may be bound: so many frames up, in a slot (or in the tuple of that frame). */
export interface Place {
  readonly hops: number;
  /** 0 means the tuple. */
  readonly slot: number;
}

/** A scope for these names. */
export function scopeOf(parent: Scope | undefined, names: Iterable<string>, tupleNames?: ReadonlySet<string>): Scope {
  const slots = new Map<string, number>();
  const first = tupleNames ? 2 : 1;
  for (const name of names) if (!slots.has(name)) slots.set(name, slots.size + first);
  return { parent, slots, tupleNames };
}

/** A fresh frame with nothing bound. */
export function frameFor(scope: Scope, parent: Frame | undefined): Frame {
  const frame: Frame = [parent];
  if (scope.tupleNames) frame.push(undefined);
  for (let i = 0; i < scope.slots.size; i++) frame.push(UNBOUND);
  return frame;
}

/** All places where a name may be bound, nearest first. */
export function placesOf(scope: Scope, name: string): readonly Place[] {
  const places: Place[] = [];
  let hops = 0;
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    const slot = at.slots.get(name);
    if (slot !== undefined) places.push({ hops, slot });
    if (at.tupleNames?.has(name)) places.push({ hops, slot: 0 });
    hops++;
  }
  return places;
}

/** Names that `:=` binds right in this region, not in a block, function or tuple step inside it. */
export function boundIn(nodes: readonly Ast[]): readonly string[] {
  const names: string[] = [];
  const look = (node: Ast): void => {
    if (node.type === 'bind') names.push((node.lhs as Ast).value as string);
    if (node.type === 'block' || node.type === 'lambda') lookBeside(node);
    else for (const child of childrenOf(node)) look(child);
  };
  // predicates and groupings of a block stand outside of it
  const lookBeside = (node: Ast): void => {
    for (const stage of node.predicate ?? []) look(stage.expr);
    for (const stage of node.stages ?? []) if (stage.type === 'filter') look(stage.expr);
    for (const [key, value] of node.group?.lhs ?? []) {
      look(key);
      look(value);
    }
  };
  for (const node of nodes) look(node);
  return names;
}

/** Names that tuples may bring anywhere in the expression. */
export function tupleNamesOf(tree: Ast): ReadonlySet<string> {
  const names = new Set<string>();
  const look = (node: Ast): void => {
    for (const name of [node.focus, node.index, node.ancestor?.label]) if (name !== undefined) names.add(name);
    for (const stage of [...(node.stages ?? []), ...(node.predicate ?? [])])
      if (stage.type === 'index' && stage.value !== undefined) names.add(stage.value);
    for (const child of childrenOf(node)) look(child);
  };
  look(tree);
  return names;
}
