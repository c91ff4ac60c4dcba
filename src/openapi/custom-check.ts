// Values against the schema of a custom kind, as the API server's validator judges them (k8s.io/kube-openapi
// pkg/validation/validate behind k8s.io/apiextensions-apiserver pkg/apiserver/validation). Unknown fields, list keys and CEL
// rules are other files.
import { isJsonList, isJsonObject, type Json } from '../kube/object.ts';
import { quoted } from '../kube/quoted.ts';
import { missingField } from './compile.ts';
import { oldItems } from './correlate.ts';
import { type ScalarCheck, scalarChecks } from './custom-scalars.ts';
import { additionalOf, propertyOf } from './custom-schema.ts';
import { along, below, type Fault, faultOf, named } from './fault.ts';
import { sameJson } from './same-json.ts';
import type { ApiSchema } from './schema.ts';

/**
 * Finds what is wrong with a value. `old` is what an update replaces, undefined where nothing corresponds: what did not change
 * is not held against it (the server's "ratcheting").
 */
export type CustomCheck = (value: Json, old?: Json) => Fault[] | undefined;

type PartCheck = (value: Json, old: Json | undefined, faults: Fault[] | undefined) => Fault[] | undefined;

/** Compiles a schema for a minor release. */
export function compileCustom(schema: ApiSchema, minor: number): CustomCheck {
  return nodeCheck(schema, schema, minor, true, true);
}

/**
 * `structural` is the schema around alternatives, which says how old values correspond; alternatives themselves (`own` false) do
 * not forgive.
 */
function nodeCheck(schema: ApiSchema, structural: ApiSchema, minor: number, own: boolean, root = false): CustomCheck {
  const scalars = scalarChecks(schema, minor);
  const parts: PartCheck[] = [
    ...(schema.items ? [itemsCheck(schema.items, structural, minor)] : []),
    ...(schema.properties || additionalOf(schema) ? [membersCheck(schema, structural, minor, root)] : []),
    ...(schema.additionalProperties === false && !schema.properties ? [noMembers] : []),
    ...(schema.required ? [requiredCheck(schema.required)] : []),
    ...branchChecks(schema, structural, minor),
  ];
  return (value, old) => {
    let faults = applied(scalars, value);
    if (value !== null) for (const part of parts) faults = part(value, old, faults);
    return faults !== undefined && own && old !== undefined && sameJson(value, old) ? undefined : faults;
  };
}

function applied(checks: readonly ScalarCheck[], value: Json): Fault[] | undefined {
  let faults: Fault[] | undefined;
  for (const check of checks) {
    const fault = check(value);
    if (fault !== undefined) faults = along(faults, fault);
  }
  return faults;
}

function itemsCheck(items: ApiSchema, structural: ApiSchema, minor: number): PartCheck {
  const check = nodeCheck(items, structural.items ?? items, minor, true);
  return (value, old, before) => {
    if (!isJsonList(value)) return before;
    let faults = before;
    const olds = old === undefined ? undefined : oldItems(structural, old);
    for (let index = 0; index < value.length; index++) {
      const item = value[index]!;
      const found = check(item, olds?.(item));
      if (found !== undefined) faults = below(faults, found, index);
    }
    return faults;
  };
}

function membersCheck(schema: ApiSchema, structural: ApiSchema, minor: number, root: boolean): PartCheck {
  const checks = new Map<string, CustomCheck>();
  for (const [name, property] of Object.entries(schema.properties ?? {}))
    checks.set(name, nodeCheck(property, propertyOf(structural, name) ?? property, minor, true));
  const additional = additionalOf(schema);
  const others = additional && nodeCheck(additional, additionalOf(structural) ?? additional, minor, true);
  return (value, old, before) => {
    if (!isJsonObject(value)) return before;
    let faults = before;
    for (const key in value) {
      const check = checks.get(key) ?? others;
      if (check === undefined) continue;
      // Both versions of these are shown in the version of the request, so that a change of them is not seen.
      const hidden = root && (key === 'apiVersion' || key === 'kind');
      const oldMember = !hidden && isJsonObject(old) && Object.hasOwn(old, key) ? old[key] : undefined;
      const found = check(value[key]!, oldMember);
      if (found !== undefined) faults = below(faults, found, key);
    }
    return faults;
  };
}

const noMembers: PartCheck = (value, _old, before) => {
  if (!isJsonObject(value)) return before;
  let faults = before;
  for (const key in value)
    faults = along(
      faults,
      faultOf('invalid', ({ field, holder }) => `\`${field}\` is not allowed in ${holder}, which takes no members`, [
        key,
      ]),
    );
  return faults;
};

function requiredCheck(required: readonly string[]): PartCheck {
  return (value, _old, before) => {
    if (!isJsonObject(value)) return before;
    let faults = before;
    for (const name of required) if (!Object.hasOwn(value, name)) faults = along(faults, missingField(name));
    return faults;
  };
}

function branchChecks(schema: ApiSchema, structural: ApiSchema, minor: number): readonly PartCheck[] {
  const compile = (branch: ApiSchema) => nodeCheck(branch, structural, minor, false);
  const { allOf = [], anyOf = [], oneOf = [], not } = schema;
  const parts: PartCheck[] = allOf.map(compile).map((check) => (value, old, before) => {
    const found = check(value, old);
    return found === undefined ? before : [...(before ?? []), ...found];
  });
  if (anyOf.length > 0) parts.push(alternatives(anyOf.map(compile), (fitting) => fitting > 0, 'anyOf'));
  if (oneOf.length > 0) parts.push(alternatives(oneOf.map(compile), (fitting) => fitting === 1, 'oneOf'));
  if (not) {
    const check = compile(not);
    parts.push((value, old, before) =>
      check(value, old) === undefined
        ? along(
            before,
            faultOf(
              'invalid',
              ({ field }) => `\`${field}\` is ${named(value)}, which ${quoted('not')} of its schema rules out`,
            ),
          )
        : before,
    );
  }
  return parts;
}

/** Alternatives fold into one fault at the value; the nearest of them says what it lacks. */
function alternatives(checks: readonly CustomCheck[], holds: (fitting: number) => boolean, keyword: string): PartCheck {
  return (value, old, before) => {
    let fitting = 0;
    let nearest: Fault[] | undefined;
    for (const check of checks) {
      const found = check(value, old);
      if (found === undefined) fitting += 1;
      else if (nearest === undefined || found.length < nearest.length) nearest = found;
      if (fitting > 0 && keyword === 'anyOf') return before;
    }
    if (holds(fitting)) return before;
    const [lacks] = fitting === 0 && nearest?.length === 1 ? nearest : [];
    const reason = fitting === 0 ? 'fits none' : `fits ${fitting}`;
    const fault = faultOf('invalid', (place) => {
      const detail = lacks && lacks.path.length === 0 ? `: ${lacks.say(place)}` : '';
      return `\`${place.field}\` ${reason} of the alternatives under ${quoted(keyword)} of its schema${detail}`;
    });
    return along(before, fault);
  };
}
