// What a template means, said a second time and as plainly as can be: given all parameters, does a resource fit? Slow, and shares no
// code with the solver, so that the law compares two readings of one document.
import type { Json, JsonObject } from '../../src/kube/object.ts';

/** Values by name; an item of an `each` under the word of its `as`. */
export type Values = Readonly<Record<string, Json | undefined>>;

const isMap = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);
const same = (a: Json | undefined, b: Json | undefined): boolean =>
  JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));

function sorted(value: Json | undefined): Json | undefined {
  if (isList(value)) return value.map((one) => sorted(one) as Json);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  ) as JsonObject;
}

function read(name: string, values: Values): Json | undefined {
  let at: Json | undefined = values as JsonObject;
  for (const token of name.split('.')) at = isMap(at) ? at[token] : undefined;
  return at;
}

const HOLE = /(\$?)\$\{([A-Za-z_.]+)\}/g;

/** The value of a text with holes; undefined where a parameter has none. */
function filled(text: string, values: Values): Json | undefined {
  const whole = /^\$\{([A-Za-z_.]+)\}$/.exec(text);
  if (whole) return read(whole[1] ?? '', values);
  let known = true;
  const made = text.replace(HOLE, (all, escaped: string, name: string) => {
    if (escaped !== '') return all.slice(1);
    const value = read(name, values);
    if (value === undefined) known = false;
    return String(value);
  });
  return known ? made : undefined;
}

function holds(condition: string, values: Values): boolean {
  const [, negated, name = '', wanted] = /^(!?)([a-zA-Z.]+)(?: = (.+))?$/.exec(condition) ?? [];
  const value = read(name, values);
  return wanted === undefined ? value === (negated === '') : String(value) === wanted;
}

const OPTIONS = ['$optional', '$when', '$why'];
const OPERATORS = [...OPTIONS, '$extra', '$oneOf', '$case'];

/** Whether the resource, or its absence, fits the template. `field` is the name under which it stands. */
export function admits(template: Json, resource: Json | undefined, values: Values, field = ''): boolean {
  if (isMap(template)) {
    if (typeof template['$when'] === 'string') {
      if (!holds(template['$when'], values)) return resource === undefined;
      return resource !== undefined && admits(without(template), resource, values, field);
    }
    if (template['$optional'] === true && resource === undefined) return true;
  }
  if (resource === undefined)
    return mayBeEmpty(template) && admits(template, isListTemplate(template) ? [] : {}, values, field);
  if (isList(template)) return admitsList({ fixed: template }, resource, values, field);
  if (!isMap(template)) {
    const wanted = typeof template === 'string' ? filled(template, values) : template;
    return wanted !== undefined && same(wanted, resource);
  }
  if (template['$value'] !== undefined) return admits(template['$value'], resource, values, field);
  if (template['$literal'] !== undefined) return same(template['$literal'], resource);
  if (template['$any'] !== undefined)
    return template['$any'] === true || typeof resource === (template['$any'] as JsonObject)['type'];
  if (isMap(template['$list'])) return admitsList(template['$list'], resource, values, field);
  return admitsMap(template, resource, values);
}

const without = (template: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(template).filter(([key]) => !OPTIONS.includes(key)));

const isListTemplate = (template: Json) => isList(template) || (isMap(template) && isMap(template['$list']));

/** Whether an empty map or list fits as well as none. */
function mayBeEmpty(template: Json): boolean {
  if (!isMap(template)) return false;
  const list = template['$list'];
  const may = (one: Json) => isMap(one) && (one['$optional'] === true || one['$when'] !== undefined);
  if (isMap(list)) return ((list['fixed'] ?? []) as readonly Json[]).every(may);
  if (Object.keys(template).some((key) => key.startsWith('$') && !['$extra', '$why'].includes(key))) return false;
  const inside = Object.keys(template).filter((key) => !key.startsWith('$'));
  if (inside.length === 0 && template['$extra'] === undefined) return false;
  return inside.every((key) => may(template[key] as Json) || mayBeEmpty(template[key] as Json));
}

/** Every way to choose among alternatives, as templates without a choice. */
function chosen(template: JsonObject, values: Values): readonly Json[] {
  const { $oneOf, $case, ...rest } = template;
  const isAlone = Object.keys(rest).every((key) => OPTIONS.includes(key));
  const merged = (one: Json): Json => (isAlone ? one : { ...rest, ...(one as JsonObject) });
  if (isList($oneOf)) return $oneOf.map(merged);
  if (!isMap($case)) return [template];
  const body = ($case['of'] as JsonObject)[String(read(String($case['by']), values))];
  return body === undefined ? [] : [merged(body)];
}

function admitsMap(template: JsonObject, resource: Json, values: Values): boolean {
  if (template['$oneOf'] !== undefined || template['$case'] !== undefined)
    return chosen(template, values).filter((one) => admits(one, resource, values)).length > 0;
  if (!isMap(resource)) return false;
  const keys = Object.keys(template).filter((key) => !OPERATORS.includes(key));
  if (
    !keys.every((key) =>
      admits(template[key] as Json, Object.hasOwn(resource, key) ? resource[key] : undefined, values, key),
    )
  )
    return false;
  return template['$extra'] === 'allow' || Object.keys(resource).every((key) => keys.includes(key));
}

const KEYS: Readonly<Record<string, string>> = { containers: 'name', env: 'name' };

function admitsList(list: JsonObject, resource: Json, values: Values, field: string): boolean {
  if (!isList(resource)) return false;
  const fixed = (list['fixed'] ?? []) as readonly Json[];
  const each = list['each'] as JsonObject | undefined;
  const key = (list['key'] as string | undefined) ?? (Object.hasOwn(KEYS, field) ? KEYS[field] : undefined);
  if (
    key !== undefined &&
    new Set(resource.map((item) => JSON.stringify((item as JsonObject)?.[key]))).size !== resource.length
  )
    return false;
  if (key !== undefined && !resource.every((item) => isMap(item) && item[key] !== undefined)) return false;
  const items = each ? ((read(String(each['in']), values) ?? []) as readonly Json[]) : [];
  const wanted = [
    ...fixed.map((template) => ({ template, values })),
    ...items.map((item) => ({ template: each?.['item'] as Json, values: { ...values, [String(each?.['as'])]: item } })),
  ];
  return key === undefined ? inOrder(wanted, resource) : anyOrder(wanted, resource);
}

type Wanted = readonly { readonly template: Json; readonly values: Values }[];

function inOrder(wanted: Wanted, resource: readonly Json[]): boolean {
  const [first, ...rest] = wanted;
  if (!first) return resource.length === 0;
  if (resource.length > 0 && admits(first.template, resource[0], first.values) && inOrder(rest, resource.slice(1)))
    return true;
  return admits(first.template, undefined, first.values) && inOrder(rest, resource);
}

function anyOrder(wanted: Wanted, resource: readonly Json[]): boolean {
  const [first, ...rest] = wanted;
  if (!first) return resource.length === 0;
  for (const [index, item] of resource.entries())
    if (
      admits(first.template, item, first.values) &&
      anyOrder(
        rest,
        resource.filter((_, at) => at !== index),
      )
    )
      return true;
  return admits(first.template, undefined, first.values) && anyOrder(rest, resource);
}
