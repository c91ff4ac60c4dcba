// Rendering: parameters to objects. Parameters are checked by their schema and the constraints first; what is left out takes its default.
import { joinPointer } from '../change/pointer.ts';
import type { Json, JsonObject } from '../kube/object.ts';
import type { DocumentProblem, Result } from '../policy/rule-type.ts';
import { constraintProblems } from './constraint.ts';
import { sourceValue } from './context.ts';
import { type Frame, frameFrom, holds } from './frame.ts';
import { type Rendering, renderNode } from './render-node.ts';
import type { CompiledTemplate, RenderedObject, TemplateContext } from './template.ts';

/** The objects of a template, or what is wrong with the parameters (pointers lead into them). */
export function render(
  template: CompiledTemplate,
  params: JsonObject,
  context: TemplateContext = {},
): Result<readonly RenderedObject[]> {
  const { program } = template;
  const complete = withDefaults(template, params, context);
  const problems: DocumentProblem[] = [];
  if (!program.validate(complete)) {
    for (const { instancePath, message, params: details } of program.validate.errors ?? []) {
      const name = details['additionalProperty'] ?? details['missingProperty'];
      const pointer = name === undefined ? instancePath : joinPointer(instancePath, String(name));
      const told =
        details['missingProperty'] !== undefined
          ? 'is missing, and has no default'
          : details['additionalProperty'] !== undefined
            ? 'is no parameter of the template'
            : (message ?? 'is not valid');
      problems.push({ code: 'parameter-invalid', message: `\`${pointer.slice(1)}\` ${told}`, pointer });
    }
    return { ok: false, problems };
  }
  problems.push(...constraintProblems(template, complete, context));
  const objects = objectsOf(template, complete, context, problems);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: objects };
}

/**
 * The objects as far as parameters tell them, right or wrong: what a template would have made of what was found in resources. For
 * comparing with, not for applying.
 */
export function renderAsFound(
  template: CompiledTemplate,
  params: JsonObject,
  context: TemplateContext = {},
): readonly RenderedObject[] {
  return objectsOf(template, params, context, []);
}

function objectsOf(
  { program }: CompiledTemplate,
  params: JsonObject,
  context: TemplateContext,
  problems: DocumentProblem[],
): readonly RenderedObject[] {
  const rendering: Rendering = { params, context, problems, zero: false };
  const frame = frameFrom(program.scope, params);
  return program.objects.flatMap((object): readonly RenderedObject[] => {
    if (object.when && !holds(object.when, frame)) return [];
    if (object.spec.required === false && !isWanted(object.body.refs, frame)) return [];
    const made = renderNode(object.body, frame, rendering);
    return made === undefined ? [] : [{ id: object.spec.id, object: made as JsonObject }];
  });
}

/** An object that need not be there is rendered where parameters of its own are given. */
function isWanted(
  refs: readonly { readonly slot: { readonly index: number; readonly conditional: boolean } }[],
  frame: Frame,
): boolean {
  const own = refs.filter(({ slot }) => slot.conditional);
  return own.length > 0 && own.every(({ slot }) => frame.values[slot.index] !== undefined);
}

/** The parameters with what is around them and the defaults filled in. */
function withDefaults({ program }: CompiledTemplate, params: JsonObject, context: TemplateContext): JsonObject {
  const made: Record<string, Json> = { ...params };
  for (const name of program.names) {
    if (Object.hasOwn(made, name)) continue;
    const source = program.sources.get(name);
    const value = (source && sourceValue(source, context, undefined)) ?? program.defaults.get(name);
    if (value !== undefined) made[name] = value;
  }
  return made;
}
