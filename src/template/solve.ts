// Solving: resources to parameters, and to everything in which they differ from the template. The walk is match.ts, its end finish.ts.

import { joinPointer } from '../change/pointer.ts';
import type { Json, JsonObject } from '../kube/object.ts';
import type { Failure } from '../policy/rule-type.ts';
import { assign } from './assign.ts';
import { sourceValue } from './context.ts';
import { driftOf } from './drift.ts';
import { isDue } from './due.ts';
import { eraseCompletion } from './erase.ts';
import { brokenConstraints, fillDefaults, joinItems, judgeLate, parametersOf, resolveDeferred } from './finish.ts';
import { type Frame, Items, makeFrame } from './frame.ts';
import { judgeParameters } from './judge-parameters.ts';
import { match } from './match.ts';
import { withoutPopulated } from './populated.ts';
import type { ObjectProgram } from './program.ts';
import { judgeSet } from './set.ts';
import type { Choice, CompiledTemplate, Place, Resource, Solution, TemplateContext } from './template.ts';
import { goTo, startWalk, type Walk } from './walk.ts';

/** Finds the parameters with which the template makes the resources, and what differs. */
export function solve(
  template: CompiledTemplate,
  resources: readonly Resource[],
  context: TemplateContext = {},
): Solution {
  const cleaned = resources.map(
    ({ id, object }): Resource => ({ ...(id !== undefined && { id }), object: withoutPopulated(object) }),
  );
  const assigned = assign(template, cleaned);
  const quick = run(template, cleaned, assigned, context, false);
  // Where everything fits nobody asks for places, or hardly: they are looked up when someone does.
  if (quick.walk.log.drifts.length === 0)
    return solutionOf(quick, [], () => run(template, cleaned, assigned, context, true));
  const traced = run(template, cleaned, assigned, context, true);
  const drifts = traced.walk.log.drifts.map((raw) => driftOf(raw, traced.walk, cleaned, traced.params));
  return solutionOf(traced, drifts, () => traced);
}

/** One walk with all that follows it. */
interface Run {
  readonly walk: Walk;
  readonly root: Frame;
  readonly params: JsonObject;
  readonly defaulted: readonly string[];
  readonly unbound: readonly string[];
  readonly failures: readonly Failure[];
  readonly unjudged: readonly string[];
}

function run(
  template: CompiledTemplate,
  resources: readonly Resource[],
  assigned: readonly (ObjectProgram | undefined)[],
  context: TemplateContext,
  tracing: boolean,
): Run {
  const walk = startWalk(template, context, tracing, match);
  const { program } = template;
  const root = makeFrame(program.scope);
  const [first] = resources;
  const sources = program.sources.size === 0 ? NO_SOURCES : sourcesOf(template, context, first?.object);
  for (const slot of sources.size === 0 ? [] : program.scope.slots) {
    const value = slot.path.length === 1 ? sources.get(slot.name) : undefined;
    if (value === undefined) continue;
    root.values[slot.index] = value;
    walk.sourced.add(slot);
  }
  for (const [index, object] of assigned.entries()) {
    if (!object) continue;
    goTo(walk, { object: object.index, resource: index, tokens: [] });
    if (!object.when || isDue(object.when, true, object.body, root, walk))
      match(object.body, resources[index]!.object, root, walk);
  }
  judgeSet(walk, resources, assigned, root);
  resolveDeferred(walk);
  joinItems(walk);
  eraseCompletion(
    walk,
    resources,
    parametersOf(walk, root, sources, () => true),
    0,
  );
  const isPartial = context.partial === true;
  const concerns = isPartial
    ? (name: string) => assigned.some((object) => object?.parameters.has(name) ?? false)
    : () => true;
  const defaulted = fillDefaults(walk, root, concerns);
  const params = parametersOf(walk, root, sources, concerns);
  const failures: Failure[] = [];
  const unjudged = sourcesMissing(template, context).filter(concerns);
  const before = walk.log.drifts.length;
  judgeLate(walk, params, failures);
  eraseCompletion(walk, resources, params, before);
  const unbound = judgeParameters(walk, root, params, { sources, concerns, unjudged });
  for (const constraint of brokenConstraints(walk, params, isPartial, failures)) {
    const [name] = constraint.parameters;
    const place = placesOf(walk, root).get(name ?? '')?.[0];
    walk.log.drifts.push({
      type: 'constraint',
      object: walk.template.program.objects.findIndex(({ spec }) => spec.id === place?.object),
      resource: place?.resource ?? (resources.length > 0 ? 0 : undefined),
      pointer: place?.pointer ?? '',
      node: undefined,
      frame: root,
      templatePointer: constraint.pointer,
      note: constraint.message,
      ...(name !== undefined && { parameter: name }),
    });
  }
  return { walk, root, params, defaulted, unbound, failures, unjudged };
}

const NO_SOURCES: ReadonlyMap<string, Json> = new Map();

/** What is around the objects, by parameter. */
function sourcesOf({ program }: CompiledTemplate, context: TemplateContext, object: JsonObject | undefined) {
  return new Map(
    [...program.sources].flatMap(([name, source]) => {
      const value = sourceValue(source, context, object);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** Parameters that the path of the file tells, where there is none. */
function sourcesMissing({ program }: CompiledTemplate, { path }: TemplateContext): readonly string[] {
  if (program.sources.size === 0 || path !== undefined) return [];
  return program.names.filter((name) => program.sources.get(name)?.from === 'path');
}

function solutionOf(found: Run, drifts: Solution['drifts'], trace: () => Run): Solution {
  let places:
    | {
        readonly bindings: ReadonlyMap<string, readonly Place[]>;
        readonly choices: readonly Choice[];
        readonly following: readonly Place[];
      }
    | undefined;
  const traced = () => {
    if (!places) {
      const { walk, root } = trace();
      places = { bindings: placesOf(walk, root), choices: walk.log.choices, following: walk.following };
    }
    return places;
  };
  return {
    params: found.params,
    get bindings() {
      return traced().bindings;
    },
    get choices() {
      return traced().choices;
    },
    get following() {
      return traced().following;
    },
    defaulted: found.defaulted,
    unbound: found.unbound,
    drifts,
    failures: found.failures,
    unjudged: found.unjudged,
    steps: found.walk.steps,
  };
}

/** Where each parameter was read; what items of a list tell counts for the list. */
function placesOf(walk: Walk, root: Frame): ReadonlyMap<string, readonly Place[]> {
  const owner = new Map<Frame, string>();
  const own = (frame: Frame, name: string | undefined) => {
    for (const slot of frame.scope.slots) {
      const value = frame.values[slot.index];
      if (!(value instanceof Items)) continue;
      for (const inner of value.frames) {
        const known = name ?? slot.path[0] ?? '';
        owner.set(inner, known);
        own(inner, known);
      }
    }
  };
  own(root, undefined);
  const places = new Map<string, Place[]>();
  for (const { frame, slot, spot } of walk.log.sites) {
    const name = frame === root ? root.scope.slots[slot]?.path[0] : owner.get(frame);
    if (name === undefined) continue;
    const { object, resource, tokens } = spot;
    const place: Place = {
      object: walk.template.program.objects[object]?.spec.id ?? '',
      resource,
      pointer: joinPointer('', ...tokens),
    };
    const known = places.get(name);
    if (known) known.push(place);
    else places.set(name, [place]);
  }
  return places;
}
