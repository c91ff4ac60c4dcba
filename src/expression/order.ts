// The order-by clause `^(…)`: terms are asked of both items, what is missing comes last.
import type { Code, Compiler } from './code.ts';
import { compileEither } from './filter.ts';
import { ExpressionError } from './messages.ts';
import type { Ast } from './parse.ts';
import type { Frame, Scope } from './scope.ts';
import { mergeSort } from './sort.ts';
import type { Marked } from './values.ts';

/** Sorts items, or tuples. A list of one is returned as it is. */
export type SortCode = (items: readonly unknown[], frame: Frame) => readonly unknown[];

interface Term {
  readonly descending: boolean;
  readonly code: Code;
}

/** Compiles a sort step; `tupled` where its items may be tuples. */
export function compileSort(ast: Ast, scope: Scope, compiler: Compiler, tupled = false): SortCode {
  const position = ast.position ?? 0;
  const plain: Term[] = [];
  const onTuples: Term[] = [];
  for (const { descending, expression } of ast.terms ?? []) {
    if (tupled) {
      const { onTuple, onItem } = compileEither(expression, scope, compiler);
      plain.push({ descending, code: onItem });
      onTuples.push({ descending, code: onTuple as Code });
    } else plain.push({ descending, code: compiler.node(expression, scope) });
  }
  return (items, frame) => {
    if (items.length <= 1) return items;
    const isTuples = (items as Marked).tuples === true;
    const terms = isTuples ? onTuples : plain;
    const sorted: Marked = mergeSort(items, (a, b) => isAfter(a, b, terms, frame, position));
    if (isTuples) sorted.tuples = true;
    return sorted;
  };
}

function isAfter(a: unknown, b: unknown, terms: readonly Term[], frame: Frame, position: number): boolean {
  for (const { code, descending } of terms) {
    const left = code(a, frame);
    const right = code(b, frame);
    if (left === undefined || right === undefined) {
      if (left === right) continue;
      return left === undefined;
    }
    for (const value of [left, right])
      if (typeof value !== 'string' && typeof value !== 'number')
        throw new ExpressionError('T2008', position, { value });
    if (typeof left !== typeof right) throw new ExpressionError('T2007', position, { value: left, value2: right });
    if (left === right) continue;
    return descending ? (left as number) < (right as number) : !((left as number) < (right as number));
  }
  return false;
}
