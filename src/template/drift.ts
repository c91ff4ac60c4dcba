// A drift in words, with its fix: what stands at the place, what the standard has there, and what to do.
import { joinPointer, parsePointer } from '../change/pointer.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { closest } from '../kube/suggestion.ts';
import type { PatchOperation } from '../policy/policy.ts';
import { boundTo, toJson } from './frame.ts';
import { renderNode } from './render-node.ts';
import { typeOf } from './scope.ts';
import type { Drift, Place, Resource } from './template.ts';
import type { RawDrift, Walk } from './walk.ts';

/** The drift as callers see it. */
export function driftOf(raw: RawDrift, walk: Walk, resources: readonly Resource[], params: JsonObject): Drift {
  const object = raw.resource === undefined ? undefined : resources[raw.resource]?.object;
  const expected = raw.expected ?? expectedOf(raw, walk, params);
  const related = raw.related ?? (raw.type === 'conflict' ? relatedOf(raw, walk) : undefined);
  const place = object ? placeName(object, raw.pointer) : '';
  const why = raw.node?.why;
  return {
    type: raw.type,
    object: walk.template.program.objects[raw.object]?.spec.id ?? '',
    ...(raw.resource !== undefined && { resource: raw.resource }),
    pointer: raw.pointer,
    ...(expected !== undefined && { expected }),
    ...(raw.actual !== undefined && { actual: raw.actual }),
    ...(raw.parameter !== undefined && { parameter: raw.parameter }),
    message: messageOf(raw, place, expected, related, object),
    ...(why !== undefined && { why }),
    templatePointer: raw.templatePointer,
    ...(related && { related }),
    fix: raw.unfixable ? [] : fixOf(raw, expected),
  };
}

/** What the template has there; undefined where a parameter of it is not known. */
export function expectedOf({ type, node, frame }: RawDrift, { context }: Walk, params: JsonObject): Json | undefined {
  if (!node || !['value', 'type', 'missing', 'conflict', 'context'].includes(type)) return undefined;
  const problems: never[] = [];
  const made = renderNode(node, frame, { params, context, problems, zero: false });
  return problems.length > 0 ? undefined : made;
}

/** Where the parameter of a conflict was read first. */
function relatedOf({ parameter, frame, pointer, resource }: RawDrift, walk: Walk): Place | undefined {
  for (const site of walk.log.sites) {
    const slot = site.frame.scope.slots[site.slot];
    const isFrame = site.frame === frame || site.frame === frame.parent;
    if (slot?.name !== parameter || !isFrame) continue;
    const at = joinPointer('', ...site.spot.tokens);
    if (at === pointer && site.spot.resource === resource) continue;
    return {
      object: walk.template.program.objects[site.spot.object]?.spec.id ?? '',
      resource: site.spot.resource,
      pointer: at,
    };
  }
  return undefined;
}

function messageOf(
  raw: RawDrift,
  place: string,
  expected: Json | undefined,
  related: Place | undefined,
  object: JsonObject | undefined,
): string {
  const { type, note, actual, parameter, node } = raw;
  if (node === undefined && note !== undefined)
    return place === '' || actual === undefined ? note : `\`${place}\` is ${shown(actual)}: ${note}`;
  if (note !== undefined) return `\`${place}\` ${note}`;
  const is = `\`${place}\` is ${shown(actual)}`;
  switch (type) {
    case 'missing':
      return `\`${place}\` is missing${expected === undefined ? '' : `, the standard is ${shown(expected)}`}`;
    case 'extra':
      return `\`${place}\` is no part of the standard${meant(raw)}`;
    case 'context':
      return `${is}, but the parameter \`${parameter}\` is ${shown(boundValue(raw))} by what is around the object`;
    case 'conflict': {
      const bound = boundValue(raw);
      const where = related && object ? ` by \`${placeName(object, related.pointer)}\`` : '';
      return `${is}, but the parameter \`${parameter}\` is ${shown(bound)}${where}`;
    }
    case 'type': {
      if (actual === undefined) return is;
      const wanted = wantedType(raw, expected);
      return `${is} of type ${typeOf(actual)}, the standard has ${wanted}`;
    }
    case 'order':
      return `the items of \`${place}\` are in another order than the standard has`;
    default:
      return expected === undefined
        ? `${is}, which the standard does not have`
        : `${is}, the standard is ${shown(expected)}`;
  }
}

function boundValue({ node, frame, parameter, expected }: RawDrift): Json | undefined {
  if (expected !== undefined) return expected;
  const ref = node?.refs.find(({ slot }) => slot.name === parameter);
  const value = ref ? boundTo(ref, frame) : undefined;
  return value === undefined ? undefined : toJson(value);
}

function wantedType({ node, parameter }: RawDrift, expected: Json | undefined): string {
  if (node?.kind === 'hole') {
    const types = [...(node.ref.slot.types ?? [])].join(' or ');
    return `the parameter \`${parameter}\` of type ${types}`;
  }
  if (node?.kind === 'map') return 'a map';
  if (node?.kind === 'list') return 'a list';
  if (node?.kind === 'text') return 'a text';
  return expected === undefined ? 'another type' : `${shown(expected)} of type ${typeOf(expected)}`;
}

function meant({ node, pointer }: RawDrift): string {
  const key = parsePointer(pointer)?.at(-1);
  const near = node?.kind === 'map' && key !== undefined ? closest(key, node.byKey.keys()) : undefined;
  return near === undefined ? '' : `, did you mean \`${near}\``;
}

/** Values in messages are cut here. */
const LONGEST = 80;

/** A value in a message: compact, cut, without what would change how a terminal shows it. */
export function shown(value: Json | undefined): string {
  if (value === undefined) return 'not known';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
  return `\`${short.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069`]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`)}\``;
}

/** A pointer for people: dots between names, items by their name where they have one. */
export function placeName(object: JsonObject, pointer: string): string {
  let at: Json | undefined = object;
  let name = '';
  for (const token of parsePointer(pointer) ?? []) {
    if (isJsonList(at)) {
      const item: Json | undefined = at[Number(token)];
      const key = isJsonObject(item) ? item['name'] : undefined;
      name += typeof key === 'string' ? `[name=${key}]` : token === '-' ? '[+]' : `[${token}]`;
      at = item;
    } else {
      name += /^[A-Za-z0-9_-]+$/.test(token) ? `${name === '' ? '' : '.'}${token}` : `["${token}"]`;
      at = isJsonObject(at) && Object.hasOwn(at, token) ? at[token] : undefined;
    }
  }
  return name;
}

function fixOf({ type, pointer, actual }: RawDrift, expected: Json | undefined): readonly PatchOperation[] {
  switch (type) {
    case 'extra':
    case 'duplicate-key':
      return [{ op: 'remove', path: pointer }];
    case 'missing':
      return expected === undefined ? [] : [{ op: 'add', path: pointer, value: expected }];
    case 'value':
    case 'type':
    case 'conflict':
    case 'order':
    case 'context':
      if (expected === undefined) return [];
      return [{ op: actual === undefined ? 'add' : 'replace', path: pointer, value: expected }];
    default:
      return [];
  }
}
