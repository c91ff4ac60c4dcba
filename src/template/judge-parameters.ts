// The parameters that were found, held against their schema; each failing value is a drift where it was read.
import { joinPointer, parsePointer } from '../change/pointer.ts';
import type { Json, JsonObject } from '../kube/object.ts';
import { type Frame, Items } from './frame.ts';
import type { Site, Walk } from './walk.ts';

/** What is known beside the walk. */
export interface Known {
  /** Values that what is around the objects gives. */
  readonly sources: ReadonlyMap<string, Json>;
  readonly concerns: (name: string) => boolean;
  /** Parameters that only another gate can tell. */
  readonly unjudged: readonly string[];
}

/** Notes drifts of type `parameter` and `unbound`; the unbound ones are returned. */
export function judgeParameters(walk: Walk, root: Frame, params: JsonObject, known: Known): readonly string[] {
  const { validate, required, substitutable } = walk.template.program;
  if (validate(params)) return [];
  const unbound: string[] = [];
  const excused = new Set(walk.log.excused.map(({ frame }) => frame));
  const places = new Set<string>();
  for (const { keyword, instancePath, params: details, message } of validate.errors ?? []) {
    const [name = '', ...rest] = parsePointer(instancePath) ?? [];
    if (keyword === 'required' && instancePath === '') {
      const missing = String(details['missingProperty']);
      if (!required.has(missing) || !known.concerns(missing) || isExcused(missing, walk, root)) continue;
      if (known.unjudged.includes(missing)) continue;
      unbound.push(missing);
      note(walk, root, 'unbound', missing, [], `the parameter \`${missing}\` is told by nothing`, {});
      continue;
    }
    if (keyword === 'required' && excusedBelow(walk, [name, ...rest], root, excused)) continue;
    const value = valueAt(params, [name, ...rest]);
    if (substitutable.has(name) && typeof value === 'string' && /\$\{[A-Za-z_]/.test(value)) continue;
    if (places.has(instancePath) || !known.concerns(name)) continue;
    places.add(instancePath);
    const label = [name, ...rest].join('.');
    note(walk, root, 'parameter', name, rest, `the parameter \`${label}\` ${message ?? 'is not valid'}`, {
      actual: value ?? null,
    });
  }
  return unbound;
}

function note(
  walk: Walk,
  root: Frame,
  type: 'unbound' | 'parameter',
  name: string,
  rest: readonly string[],
  text: string,
  more: { readonly actual?: Json },
): void {
  const site = siteOf(walk, [name, ...rest], root);
  const object = site?.spot.object ?? walk.object;
  walk.log.drifts.push({
    type,
    object,
    resource: site?.spot.resource ?? walk.resource,
    pointer: joinPointer('', ...(site?.spot.tokens ?? [])),
    node: undefined,
    frame: root,
    templatePointer: joinPointer('/spec/parameters/properties', name),
    parameter: name,
    note: text,
    ...more,
  });
}

function isExcused(name: string, { log }: Walk, root: Frame): boolean {
  return log.excused.some(({ frame, slot }) => frame === root && root.scope.slots[slot]?.path[0] === name);
}

/** Whether a member is missing from an item because its place in the resource is missing or wrong. */
function excusedBelow(walk: Walk, path: readonly string[], root: Frame, excused: ReadonlySet<Frame>): boolean {
  return framesOn(path, root).some(
    (frame) => excused.has(frame) && (frame !== root || isExcused(path[0] ?? '', walk, root)),
  );
}

/** The frames that a path into the parameters goes through. */
function framesOn(path: readonly string[], root: Frame): readonly Frame[] {
  const frames = [root];
  let frame = root;
  let rest = path;
  for (;;) {
    const slot = frame.scope.slots.find(
      (one) => frame.values[one.index] instanceof Items && one.path.every((token, at) => rest[at] === token),
    );
    const items = slot && frame.values[slot.index];
    if (!slot || !(items instanceof Items)) return frames;
    const inner = items.frames[Number(rest[slot.path.length])];
    if (!inner) return frames;
    frames.push(inner);
    frame = inner;
    rest = rest.slice(slot.path.length + 1);
  }
}

const indexes = new WeakMap<Walk, ReadonlyMap<Frame, readonly Site[]>>();

/** Places by their frame, gathered once the walk is through: there may be as many errors as places. */
function sitesOf(walk: Walk): ReadonlyMap<Frame, readonly Site[]> {
  const before = indexes.get(walk);
  if (before) return before;
  const index = new Map<Frame, Site[]>();
  for (const site of walk.log.sites) {
    const known = index.get(site.frame);
    if (known) known.push(site);
    else index.set(site.frame, [site]);
  }
  indexes.set(walk, index);
  return index;
}

/** The first place that told the value at a path, or the nearest around it. */
function siteOf(walk: Walk, path: readonly string[], root: Frame): Site | undefined {
  const frames = framesOn(path, root);
  const last = path.at(-1);
  for (const frame of [...frames].reverse()) {
    const sites = sitesOf(walk).get(frame) ?? [];
    const of = (site: Site) => frame.scope.slots[site.slot]?.path ?? [];
    const found =
      sites.find(
        (site) => of(site).length > 0 && of(site).every((token) => path.includes(token)) && of(site).at(-1) === last,
      ) ?? sites.find((site) => (frame === root ? of(site)[0] === path[0] : true));
    if (found) return found;
  }
  return undefined;
}

function valueAt(params: JsonObject, path: readonly string[]): Json | undefined {
  let at: Json | undefined = params;
  for (const token of path) at = typeof at === 'object' && at !== null ? (at as JsonObject)[token] : undefined;
  return at;
}
