// The compiler that every expression of a document goes through: the names that the engine binds, and problems at the document's pointers.
import { EXPRESSION_NAMES } from '../engine/facts.ts';
import { compileExpression, type ExpressionProblem } from '../expression/compile.ts';
import type { DocumentProblem, Expression, ExpressionCompiler } from '../policy/rule-type.ts';

/** A compiler; `warn` hears of the traps that an expression may have walked into. */
export function expressionsWith(warn: (problem: DocumentProblem) => void): ExpressionCompiler {
  return (text, pointer, condition) => {
    const compiled = compileExpression(text, { names: EXPRESSION_NAMES, condition });
    const problemOf = ({ code, message, position }: ExpressionProblem): DocumentProblem => ({
      code,
      message: `${message} (at character ${position + 1} of the expression)`,
      pointer,
    });
    if (!compiled.ok) return { ok: false, problems: compiled.problems.map(problemOf) };
    for (const warning of compiled.expression.warnings) warn(problemOf(warning));
    return { ok: true, value: compiled.expression };
  };
}

/** A compiler of what is known to compile: each expression is compiled when it is first asked. */
export const deferredExpressions: ExpressionCompiler = (text, pointer, condition) => {
  let made: Expression | undefined;
  const expression = (): Expression => {
    if (made) return made;
    const compiled = compileExpression(text, { names: EXPRESSION_NAMES, condition });
    if (!compiled.ok) throw new Error(`the shipped expression at ${pointer} does not compile: ${text}`);
    made = compiled.expression;
    return made;
  };
  return {
    ok: true,
    value: {
      text,
      get reads() {
        return expression().reads;
      },
      evaluate: (input, bindings) => expression().evaluate(input, bindings),
    },
  };
};
