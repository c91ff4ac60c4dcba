// The scale subresource of a custom kind: where the number of replicas stands, and what it may be. Source:
// k8s.io/apiextensions-apiserver pkg/registry/customresource, validator.go.
import { isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { ownMember } from './custom-schema.ts';
import { type Fault, faultOf, named } from './fault.ts';

/** Paths as tokens. */
export interface Scale {
  readonly spec: readonly string[];
  readonly status: readonly string[];
  readonly selector: readonly string[] | undefined;
}

/** Reads the paths of a definition; undefined where it has no scale. */
export function scaleOf(stated: Json | undefined): Scale | undefined {
  const [spec, status] = [
    tokensOf(ownMember(stated, 'specReplicasPath')),
    tokensOf(ownMember(stated, 'statusReplicasPath')),
  ];
  return spec && status && { spec, status, selector: tokensOf(ownMember(stated, 'labelSelectorPath')) };
}

function tokensOf(path: Json | undefined): readonly string[] | undefined {
  return typeof path === 'string' && path !== '' ? path.replace(/^\./, '').split('.') : undefined;
}

const INT32_MAX = 2 ** 31 - 1;

/** Finds numbers of replicas that are none. */
export function scaleFaults(resource: JsonObject, scale: Scale | undefined): readonly Fault[] {
  if (scale === undefined) return [];
  const faults = [scale.spec, scale.status].flatMap((path) => {
    const value = at(resource, path);
    const fits = value === undefined || (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= INT32_MAX);
    return fits ? [] : [wrong(path, 'a whole number from 0 to 2147483647', value)];
  });
  const selector = scale.selector && at(resource, scale.selector);
  if (scale.selector && selector !== undefined && typeof selector !== 'string')
    faults.push(wrong(scale.selector, 'a label selector in its text form', selector));
  return faults;
}

function wrong(path: readonly string[], takes: string, value: Json): Fault {
  return faultOf('invalid', ({ field }) => `\`${field}\` takes ${takes}, not ${named(value)}`, path.toReversed());
}

/** The value at a path; what is no object on the way stands for it. */
function at(resource: JsonObject, path: readonly string[]): Json | undefined {
  let value: Json = resource;
  for (const token of path) {
    if (value === null) return undefined;
    if (!isJsonObject(value)) return value;
    if (!Object.hasOwn(value, token)) return undefined;
    value = value[token]!;
  }
  return value;
}
