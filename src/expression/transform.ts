// Transforms `|pattern|update, delete|`: a function that changes a copy. What does not belong to the copy is never written to, nor are lists.
import { charge } from './budget.ts';
import type { Code, Compiler } from './code.ts';
import { copyOf } from './copy.ts';
import { ExpressionError } from './messages.ts';
import type { Ast } from './parse.ts';
import type { Frame, Scope } from './scope.ts';
import { signatureOf } from './signature.ts';
import { type Callable, keysOf } from './values.ts';

const SIGNATURE = signatureOf('<(oa):o>');

/** Compiles a transform. */
export function compileTransform(ast: Ast, scope: Scope, compiler: Compiler): Code {
  const pattern = compiler.node(ast.pattern as Ast, scope);
  const update = compiler.node(ast.update as Ast, scope);
  const deletion = ast.delete && compiler.node(ast.delete, scope);
  const updatePosition = ast.update?.position ?? ast.position ?? 0;
  const deletePosition = ast.delete?.position ?? ast.position ?? 0;
  const change = (match: unknown, made: ReadonlySet<object>, frame: Frame) => {
    const own =
      typeof match === 'object' && match !== null && made.has(match) ? (match as Record<string, unknown>) : undefined;
    const members = update(match, frame);
    if (members !== undefined) {
      if (typeof members !== 'object' || members === null || Array.isArray(members))
        throw new ExpressionError('T2011', updatePosition, { value: members });
      if (own) for (const key of keysOf(members)) own[key] = (members as Record<string, unknown>)[key];
    }
    const names = deletion?.(match, frame);
    if (names === undefined) return;
    for (const name of Array.isArray(names) ? names : [names]) {
      if (typeof name !== 'string') throw new ExpressionError('T2012', deletePosition, { value: names });
    }
    if (own) for (const name of Array.isArray(names) ? names : [names]) delete own[name as string];
  };
  return (_input, frame) => {
    const transformer = ((args: readonly unknown[], context: unknown) => {
      const [object] = SIGNATURE(args, context, 'transform');
      if (object === undefined) return undefined;
      const made = new Set<object>();
      const result = copyOf(object, made);
      const matches = pattern(result, frame);
      if (matches === undefined) return result;
      const list = Array.isArray(matches) ? matches : [matches];
      charge(list.length);
      for (const match of list) change(match, made, frame);
      return result;
    }) as Callable;
    transformer.arity = 1;
    return transformer;
  };
}
