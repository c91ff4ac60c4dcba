// What reading a template's body carries along: delimiters, defaults, problems, and which names were used where. The readers are read-*.ts.

import type { Json } from '../kube/object.ts';
import { closest } from '../kube/suggestion.ts';
import type { DocumentProblem, Expression, ExpressionCompiler } from '../policy/rule-type.ts';
import { type Delimiters, escapeHint, HOLE } from './holes.ts';
import type { Condition, Node, Ref, Scope, Slot } from './program.ts';
import { resolveName } from './scope.ts';

/** One use of a name. */
export interface Usage {
  readonly slot: Slot;
  /** `when` tells a value only as far as the condition does. */
  readonly by: 'hole' | 'case' | 'each' | 'when';
  /** Whether the place may be absent. */
  readonly conditional: boolean;
  readonly object: number;
  readonly pointer: string;
  /** For `when`: whether absence tells the value as well. */
  readonly certain: boolean;
}

/** Parameters that an expression names. */
export interface ExpressionUse {
  readonly parameters: readonly string[];
  readonly object: number;
  readonly pointer: string;
}

/** A node, and whether it may be absent. */
export interface Read {
  readonly node: Node;
  readonly optional: boolean;
  readonly when: Condition | undefined;
}

/** The state of one reading. */
export interface Reading {
  readonly delimiters: Delimiters;
  readonly extra: 'deny' | 'allow';
  readonly order: 'any' | 'listed';
  readonly expressions: ExpressionCompiler;
  readonly problems: DocumentProblem[];
  readonly usages: Usage[];
  readonly uses: ExpressionUse[];
  /** Reads any value: lists, maps and alternatives hold such. */
  readonly read: (value: Json, spot: Spot, reading: Reading) => Read | undefined;
}

/** Where the reader is. */
export interface Spot {
  readonly pointer: string;
  /** Keys from the object's root; `[]` for a list item. */
  readonly path: readonly string[];
  readonly scope: Scope;
  readonly object: number;
  readonly depth: number;
  /** Whether what stands here may be absent from a conforming object. */
  readonly conditional: boolean;
}

/** Notes a problem. */
export function refuse(reading: Reading, code: string, message: string, pointer: string): void {
  reading.problems.push({ code, message, pointer });
}

/** A name in a hole as a slot; undefined after a problem. */
export function refOf(name: string, by: Usage['by'], spot: Spot, reading: Reading, certain = true): Ref | undefined {
  const resolved = resolveName(name, spot.scope);
  if (!resolved.ok) {
    const hint = by === 'hole' ? `; ${escapeHint(reading.delimiters, name)}` : '';
    refuse(reading, 'parameter-unknown', `the parameter ${resolved.message}${hint}`, spot.pointer);
    return undefined;
  }
  noteUse(resolved.ref, by, spot, reading, certain);
  return resolved.ref;
}

/** Notes that a slot is used; from within the items of a list, one from outside stands there only if there are items. */
export function noteUse({ slot, up }: Ref, by: Usage['by'], spot: Spot, reading: Reading, certain = true): void {
  const { object, pointer } = spot;
  const conditional = spot.conditional || up > 0;
  reading.usages.push({ slot, by, conditional, object, pointer, certain });
}

/** An expression over `params` and `context`; undefined after a problem. */
export function expressionOf(
  text: string,
  pointer: string,
  object: number,
  root: Scope,
  reading: Reading,
): Expression | undefined {
  const compiled = reading.expressions(text, pointer, false);
  if (!compiled.ok) {
    reading.problems.push(...compiled.problems);
    return undefined;
  }
  const [read] = compiled.value.reads;
  if (read) {
    const message = `a template's expression reads \`params\` and \`context\`, not \`$${read.variable}\``;
    refuse(reading, 'expression-name', message, pointer);
    return undefined;
  }
  const names = Object.keys((root.schema['properties'] ?? {}) as object);
  const parameters = namedParameters(text);
  for (const name of parameters.filter((one) => !names.includes(one))) {
    const meant = closest(name, names);
    const hint = meant === undefined ? '' : `, did you mean \`${meant}\``;
    refuse(reading, 'parameter-unknown', `the parameter \`${name}\` is not declared${hint}`, pointer);
  }
  reading.uses.push({ parameters, object, pointer });
  return compiled.value;
}

/** The names behind `params.` in an expression. */
export function namedParameters(text: string): readonly string[] {
  return [...new Set([...text.matchAll(/\bparams\.([A-Za-z_]\w*)/g)].map(([, name]) => name ?? ''))];
}

/** A fresh reading. */
export function startReading(
  defaults: { readonly extra?: 'deny' | 'allow'; readonly order?: 'any' | 'listed' } | undefined,
  hole: Delimiters | undefined,
  expressions: ExpressionCompiler,
  problems: DocumentProblem[],
  read: Reading['read'],
): Reading {
  return {
    delimiters: hole ?? HOLE,
    extra: defaults?.extra ?? 'deny',
    order: defaults?.order ?? 'any',
    expressions,
    problems,
    usages: [],
    uses: [],
    read,
  };
}

/** What every node has. */
export function base({ pointer }: Spot, why: string | undefined, refs: readonly Ref[], voidable = false) {
  return { pointer, why, refs, voidable };
}
