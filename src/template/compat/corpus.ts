// What a template is known by: sets of objects that conform to it, made of its own parameters and of what it leaves open, and those that
// people have. A new version is held against all of them.
import { gvkOf } from '../../kube/gvk.ts';
import type { Json, JsonObject } from '../../kube/object.ts';
import { HOLE } from '../holes.ts';
import { render } from '../render.ts';
import { solve } from '../solve.ts';
import type { CompiledTemplate, RenderedObject, TemplateContext } from '../template.ts';
import { enrich } from './enrich.ts';
import { sampleParameters } from './sample-params.ts';

/** A set of objects, and where it is from. */
export interface Specimen {
  readonly from: 'manifests' | 'cases' | 'parameters';
  /** For people: a file, or `generated with …`. */
  readonly origin: string;
  readonly objects: readonly { readonly id?: string; readonly object: JsonObject }[];
  /** The parameters that it was rendered with; undefined for what was given. */
  readonly params?: JsonObject;
  readonly context: TemplateContext;
}

/** So often what is left open is filled in, each time with other values. */
const TURNS = 3;

/** Sets that conform to the template: rendered as they come, and with what the template leaves open. */
export function generateCorpus(template: CompiledTemplate, context: TemplateContext): readonly Specimen[] {
  return sampleParameters(template).flatMap((params, index) => {
    const made = render(template, params, context);
    if (!made.ok) return [];
    const origin = `generated with ${JSON.stringify(params)}`;
    const from = 'parameters';
    const specimens: Specimen[] = [{ from, origin, objects: made.value, params, context }];
    for (let turn = index * TURNS; turn < (index + 1) * TURNS; turn++) {
      const objects = made.value.map(({ id, object }) => ({ id, object: enriched(template, id, object, turn) }));
      specimens.push({ from, origin: `${origin}, and with what may be added`, objects, context });
    }
    return specimens.filter(({ objects }) => conforms(template, objects, context));
  });
}

function enriched({ spec }: CompiledTemplate, id: string, object: JsonObject, turn: number): JsonObject {
  const body = spec.objects.find((one) => one.id === id)?.body ?? {};
  const [open] = spec.hole ?? HOLE;
  return enrich(body as Json, object, { open, turn }) as JsonObject;
}

/** Whether a set has no drift. */
export function conforms(
  template: CompiledTemplate,
  objects: readonly { readonly id?: string; readonly object: JsonObject }[],
  context: TemplateContext,
): boolean {
  const { drifts, failures } = solve(template, objects, context);
  return drifts.length === 0 && failures.length === 0;
}

/** Objects by what they are called in the set, for messages: `Deployment web`. */
export function describe({ object }: Pick<RenderedObject, 'object'>): string {
  const metadata = object['metadata'] as JsonObject | undefined;
  return `${gvkOf(object).kind} ${String(metadata?.['name'] ?? '')}`.trim();
}
