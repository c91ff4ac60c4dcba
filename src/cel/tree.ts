// The tree of an expression: what the parser yields, the checker types and the builder turns into closures. Macros are nodes of their own.
import type { CelValue } from './value.ts';

/** One node; `at` is its offset in the text. */
export type Node = { readonly at: number } & (
  | { readonly op: 'literal'; readonly value: CelValue }
  | { readonly op: 'name'; readonly name: string }
  | Select
  | Call
  | { readonly op: 'list'; readonly items: readonly { readonly node: Node; readonly optional: boolean }[] }
  | {
      readonly op: 'map';
      readonly entries: readonly { readonly key: Node; readonly value: Node; readonly optional: boolean }[];
    }
  /** `&&` and `||` of any number of terms. */
  | { readonly op: 'and' | 'or'; readonly terms: readonly Node[] }
  | Fold
);

/** `a.b`, `a.?b` and `has(a.b)`. */
export interface Select {
  readonly op: 'select';
  readonly operand: Node;
  readonly field: string;
  readonly optional: boolean;
  readonly test: boolean;
}

/** A call of a function, an operator or a method. Operators go by their signs: `+`, `!`, `?:`, `[]`, `[?]`, `in`. */
export interface Call {
  readonly op: 'call';
  readonly name: string;
  readonly target: Node | undefined;
  readonly args: readonly Node[];
}

/** Macros that bind variables. */
export type Macro =
  | 'all'
  | 'exists'
  | 'existsOne'
  | 'map'
  | 'filter'
  | 'transformList'
  | 'transformMap'
  | 'transformMapEntry'
  | 'optMap'
  | 'optFlatMap'
  | 'sortBy';

/** A macro over a range. */
export interface Fold {
  readonly op: 'fold';
  readonly macro: Macro;
  readonly range: Node;
  /** One variable, or index (key) and value. */
  readonly variables: readonly string[];
  readonly filter: Node | undefined;
  readonly body: Node;
}

/** A select, index or call, as a narrowed node. */
export type NodeOf<Op extends Node['op']> = Extract<Node, { readonly op: Op }>;

/** The dotted name that a chain of selects spells, undefined for anything else: `format.named` is a function, not a field. */
export function qualifiedName(node: Node): string | undefined {
  if (node.op === 'name') return node.name;
  if (node.op !== 'select' || node.test || node.optional) return undefined;
  const prefix = qualifiedName(node.operand);
  return prefix === undefined ? undefined : `${prefix}.${node.field}`;
}
