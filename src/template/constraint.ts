// Relations between parameters: anything but true is a problem.
import type { Json, JsonObject } from '../kube/object.ts';
import type { DocumentProblem } from '../policy/rule-type.ts';
import { contextOf } from './context.ts';
import type { Constraint } from './program.ts';
import type { CompiledTemplate, TemplateContext } from './template.ts';

/** Whether a constraint holds, or why that cannot be told. */
export type Held =
  | { readonly ok: true; readonly holds: boolean }
  | { readonly ok: false; readonly code: string; readonly message: string };

/** Evaluates one constraint. */
export function evaluateConstraint({ expression }: Constraint, params: JsonObject, context: TemplateContext): Held {
  const result = expression.evaluate({ params, context: contextOf(context) } as Json);
  if (result.ok) return { ok: true, holds: result.value === true };
  const { code, message, position } = result.error;
  return { ok: false, code, message: `${message} (at character ${position + 1} of the constraint)` };
}

/** The constraints that given parameters break, for those who render. */
export function constraintProblems(
  { program }: CompiledTemplate,
  params: JsonObject,
  context: TemplateContext,
): readonly DocumentProblem[] {
  return program.constraints.flatMap((constraint) => {
    const held = evaluateConstraint(constraint, params, context);
    if (held.ok && held.holds) return [];
    const [first] = constraint.parameters;
    const pointer = first === undefined ? '' : `/${first}`;
    return [held.ok ? { code: 'constraint', message: constraint.message, pointer } : { ...held, pointer }];
  });
}
