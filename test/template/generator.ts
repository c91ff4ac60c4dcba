// Templates, parameters and resources drawn from one number: the same number gives the same law to check.
import type { Json, JsonObject } from '../../src/kube/object.ts';
import type { Parts } from '../builders/template.ts';

/** Draws whole numbers below a bound. */
export type Draw = (below: number) => number;

/** A small generator with a period long enough for a test (mulberry32). */
export function drawFrom(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

export const pick = <T>(list: readonly T[], draw: Draw): T => list[draw(list.length)] as T;

const WORDS = ['web', 'api', 'a', 'b-c', 'x', 'job', 'a-b', ''];
const NUMBERS = [0, 1, 2, 80, 443];

/** Every parameter that a template may use; those that it does not use are left out of its schema. */
const SCHEMAS: JsonObject = {
  name: { type: 'string' },
  team: { type: 'string', enum: ['shop', 'pay', 'a'] },
  free: { type: 'string' },
  count: { type: 'integer', maximum: 90 },
  flag: { type: 'boolean' },
  size: { type: 'string', enum: ['small', 'large', 'huge'] },
  extra: { type: 'string' },
  vars: {
    type: 'array',
    items: {
      type: 'object',
      required: ['k'],
      properties: { k: { type: 'string' }, v: { type: 'string' }, r: { type: 'string' } },
    },
  },
  args: { type: 'array', items: { type: 'string' } },
};
const OPTIONAL = ['extra'];

interface Making {
  readonly draw: Draw;
  readonly used: Set<string>;
  /** Whether every place has one form: then rendering gives the resource itself back. */
  readonly strict: boolean;
  depth: number;
}

/** A template, and whether it has places that the author of a resource is free in. */
export function drawTemplate(draw: Draw): Parts & { readonly body: JsonObject; readonly strict: boolean } {
  const making: Making = { draw, used: new Set(), strict: draw(2) === 0, depth: 0 };
  const data = drawMap(making, 1 + draw(5));
  const spec: JsonObject = draw(2) === 0 ? { spec: drawMap(making, 1 + draw(3)) } : {};
  const pins = [...making.used]
    .filter((name) => !OPTIONAL.includes(name))
    .flatMap((name) => (needsPin(name, draw) ? [[`pin-${name}`, `\${${name}}`]] : []));
  const body = { data, ...spec, pins: Object.fromEntries(pins) };
  const properties = Object.fromEntries([...making.used].map((name) => [name, SCHEMAS[name] as Json]));
  return {
    body,
    properties,
    required: [...making.used].filter((name) => !OPTIONAL.includes(name)),
    strict: making.strict,
  };
}

/** A place that tells the parameter whatever the rest of the template is. */
const needsPin = (name: string, draw: Draw) => name === 'size' || draw(3) > 0;

function use(name: string, { used }: Making): string {
  used.add(name);
  return `\${${name}}`;
}

function drawMap(making: Making, size: number): JsonObject {
  const made: Record<string, Json> = {};
  for (let at = 0; at < size; at += 1) {
    const key = pick(['a', 'b', 'c', 'd', 'e', 'constructor'], making.draw);
    if (!Object.hasOwn(made, key)) made[key] = drawNode(making);
  }
  if (!making.strict && making.draw(6) === 0) made['$extra'] = 'allow';
  return made;
}

function drawScalar(making: Making): Json {
  const { draw } = making;
  switch (draw(8)) {
    case 0:
      return pick(NUMBERS, draw);
    case 1:
      return draw(2) === 0;
    case 2:
      return use(pick(['name', 'team', 'count', 'flag', 'free'], draw), making);
    case 3:
      return `x-${use(pick(['name', 'team', 'count'], draw), making)}`;
    case 4:
      return `${use('team', making)}-${use('name', making)}`;
    case 5:
      return `${use('name', making)}/${use('name', making)}.${use('free', making)}`;
    case 6:
      return '$${HOME}';
    default:
      return `lit-${draw(4)}`;
  }
}

function drawNode(making: Making): Json {
  if (making.depth > 3) return drawScalar(making);
  making.depth += 1;
  const made = drawInner(making);
  making.depth -= 1;
  return made;
}

function drawInner(making: Making): Json {
  const { draw, strict } = making;
  switch (draw(strict ? 11 : 15)) {
    case 0:
    case 1:
      return drawMap(making, 1 + draw(4));
    case 2:
      use('flag', making);
      return { $when: draw(2) === 0 ? 'flag' : '!flag', $value: drawScalar(making) };
    case 3:
      use('size', making);
      return { $when: 'size = large', ...drawPlainMap(making) };
    case 4:
      return { $literal: { a: '${HOME}', b: [1, { $when: 'x' }] } };
    case 5:
      use('size', making);
      return {
        $case: { by: 'size', of: { small: { cpu: 1 }, large: { cpu: 2, more: drawScalar(making) }, huge: 'none' } },
      };
    case 6:
      return drawEach(making);
    case 7:
      use('args', making);
      return { $list: { fixed: ['run'], each: { in: 'args', as: 'arg', item: '--${arg}' } } };
    case 8:
      return Array.from({ length: 1 + draw(2) }, () => drawScalar(making));
    case 9:
      return {
        containers: [
          { name: 'app', image: drawScalar(making) },
          { name: `side-${use('name', making)}`, image: drawScalar(making) },
        ],
      };
    case 11:
      return { $optional: true, ...drawPlainMap(making) };
    case 12:
      return { $optional: true, $value: use('extra', making) };
    case 13:
      return { $any: { type: 'string' }, $default: 'any' };
    case 14:
      return {
        $oneOf: [{ one: drawScalar(making) }, { two: drawScalar(making), kind: 'b' }, 'none', [drawScalar(making)]],
      };
    default:
      return drawScalar(making);
  }
}

const drawPlainMap = (making: Making): JsonObject => ({
  p: drawScalar(making),
  ...(making.draw(2) === 0 && { q: drawScalar(making) }),
});

function drawEach(making: Making): Json {
  use('vars', making);
  return {
    env: {
      $list: {
        fixed: [{ name: 'FIXED', value: drawScalar(making) }],
        each: {
          in: 'vars',
          as: 'v',
          item: {
            name: 'V-${v.k}',
            $oneOf: [{ value: '${v.v}' }, { from: { ref: `${use('name', making)}-\${v.r}` } }],
          },
        },
      },
    },
  };
}

/** Values for the parameters of a template. */
export function drawParams(names: readonly string[], draw: Draw): JsonObject {
  const made: Record<string, Json> = {};
  for (const name of names) {
    if (OPTIONAL.includes(name) && draw(2) === 0) continue;
    if (name === 'team') made[name] = pick(['shop', 'pay', 'a'], draw);
    else if (name === 'count') made[name] = pick([0, 1, 2, 80], draw);
    else if (name === 'flag') made[name] = draw(2) === 0;
    else if (name === 'size') made[name] = pick(['small', 'large', 'huge'], draw);
    else if (name === 'vars')
      made[name] = ['A', 'B', 'C']
        .slice(0, draw(4))
        .map((k): JsonObject => (draw(2) === 0 ? { k, v: pick(WORDS, draw) } : { k, r: pick(WORDS, draw) }));
    else if (name === 'args') made[name] = Array.from({ length: draw(3) }, () => pick(WORDS, draw));
    else made[name] = pick(WORDS, draw);
  }
  return made;
}

/** A resource with one place changed at random. */
export function mutate(resource: JsonObject, draw: Draw): JsonObject {
  const copy = structuredClone(resource) as Record<string, Json>;
  const holders: (Record<string, Json> | Json[])[] = [];
  const gather = (value: Json): void => {
    if (typeof value !== 'object' || value === null) return;
    holders.push(value as Record<string, Json>);
    for (const one of Object.values(value)) gather(one);
  };
  for (const key of ['data', 'spec', 'pins']) if (copy[key] !== undefined) gather(copy[key]);
  const holder = pick(holders, draw);
  const other = pick<Json>(['other', 7, false, {}, [], 'x-1', 'shop', { a: 1 }, 'run'], draw);
  if (Array.isArray(holder)) {
    const at = draw(holder.length + 1);
    const kind = draw(4);
    if (kind === 0) holder.splice(at, 1);
    else if (kind === 1) holder.splice(at, 0, other);
    else if (kind === 2 && holder.length > 0) holder.push(structuredClone(pick(holder, draw)));
    else if (holder.length > 1) holder.reverse();
    return copy;
  }
  const keys = Object.keys(holder);
  const key = keys.length > 0 ? pick(keys, draw) : 'z';
  const kind = draw(4);
  if (kind === 0) delete holder[key];
  else if (kind === 1) holder[pick(['z', 'a', 'b'], draw)] = other;
  else if (kind === 2) holder[key] = other;
  else if (typeof holder[key] === 'string') holder[key] = `${holder[key]}${pick(['!', '-a', '/'], draw)}`;
  else holder[key] = pick(NUMBERS, draw);
  return copy;
}
