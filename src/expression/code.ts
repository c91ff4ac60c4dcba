// What compiling turns a node into, and what the parts of the compiler ask of each other.
import type { Builtin } from './builtin.ts';
import type { Ast } from './parse.ts';
import type { Frame, Scope } from './scope.ts';

/** A compiled node: the context and the variables in, its value out. */
export type Code = (input: unknown, frame: Frame) => unknown;

/** The compiler as its parts see it. */
export interface Compiler {
  /** Compiles a node with its predicates and grouping. */
  node(ast: Ast, scope: Scope): Code;
  /** Compiles the reading of a variable by name. */
  variable(name: string, scope: Scope): Code;
  /** The built-in that a name means where no `:=` or parameter can hide it. */
  builtin(name: string, scope: Scope): Builtin | undefined;
  /** Names that tuples may bring anywhere in the expression. */
  readonly tupleNames: ReadonlySet<string>;
}
