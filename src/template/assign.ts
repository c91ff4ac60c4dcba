// Which object of the template each resource is: by its id, else by its group and kind, and among several by what fits best.
import { gvkOf } from '../kube/gvk.ts';
import { mayFit } from './fit.ts';
import { type Frame, makeFrame } from './frame.ts';
import type { ObjectProgram } from './program.ts';
import type { CompiledTemplate, Resource } from './template.ts';

/** The template's object for each resource; undefined for what is none of them. */
export function assign(
  template: CompiledTemplate,
  resources: readonly Resource[],
): readonly (ObjectProgram | undefined)[] {
  const { objects, scope } = template.program;
  const [first] = resources;
  // The usual question of a gate: one object, and one of the template's that has its kind.
  if (first && resources.length === 1 && first.id === undefined) {
    const candidates = objects.filter((one) => isOfKind(one, first));
    if (candidates.length < 2) return [candidates[0]];
  }
  const blank = makeFrame(scope);
  const taken = new Set<ObjectProgram>();
  const chosen = resources.map((): ObjectProgram | undefined => undefined);
  const give = (index: number, object: ObjectProgram | undefined) => {
    if (!object) return;
    chosen[index] = object;
    taken.add(object);
  };
  for (const [index, { id }] of resources.entries())
    if (id !== undefined)
      give(
        index,
        objects.find((one) => one.spec.id === id && !taken.has(one)),
      );
  const free = (resource: Resource) => objects.filter((one) => !taken.has(one) && isOfKind(one, resource));
  // First those that can be one object only, so that they do not lose it to another.
  for (const exact of [true, false]) {
    for (const [index, resource] of resources.entries()) {
      if (chosen[index] || resource.id !== undefined) continue;
      const candidates = free(resource);
      const fitting = candidates.filter((one) => mayFit(one.body, resource.object, blank, { steps: 0 }));
      const named = candidates.filter((one) => fitsName(one, resource, blank));
      if (exact) give(index, fitting.length === 1 ? fitting[0] : named.length === 1 ? named[0] : undefined);
      else give(index, fitting[0] ?? named[0] ?? candidates[0]);
    }
  }
  return chosen;
}

function isOfKind({ group, kind }: ObjectProgram, { object }: Resource): boolean {
  const gvk = gvkOf(object);
  return gvk.group === group && gvk.kind === kind;
}

function fitsName({ body }: ObjectProgram, { object }: Resource, frame: Frame): boolean {
  const metadata = body.kind === 'map' ? body.byKey.get('metadata')?.node : undefined;
  const name = metadata?.kind === 'map' ? metadata.byKey.get('name')?.node : undefined;
  const given = (object['metadata'] as Readonly<Record<string, string>> | undefined)?.['name'];
  return !name || given === undefined || mayFit(name, given, frame, { steps: 0 });
}
