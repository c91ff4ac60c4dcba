// The parameter schema of a template: compiled, its defaults, where values come from beside the object; and the schemas that no value satisfies.
import { RE2JS } from 're2js';
import { joinPointer } from '../change/pointer.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { parseQuantity } from '../kube/quantity.ts';
import { closest } from '../kube/suggestion.ts';
import { compileSchema, type Validator } from '../policy/json-schema.ts';
import type { DocumentProblem } from '../policy/rule-type.ts';
import type { Source } from './program.ts';

/** What the schema says. */
export interface Parameters {
  /** Without our own keywords. */
  readonly schema: JsonObject;
  readonly validate: Validator;
  readonly names: readonly string[];
  readonly required: ReadonlySet<string>;
  readonly defaults: ReadonlyMap<string, Json>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly substitutable: ReadonlySet<string>;
}

/** Our keyword in a parameter's schema, and what it may hold. */
const OWN = 'x-sallyport';
const OWN_FIELDS = ['from', 'role', 'allowSubstitution', 'description'];

const POINTER = '/spec/parameters';

/** Reads the schema; what is wrong goes to `problems`, and then there is no result. */
export function readParameters(spec: JsonObject, problems: DocumentProblem[]): Parameters | undefined {
  const before = problems.length;
  const refuse = (code: string, message: string, pointer: string) => problems.push({ code, message, pointer });
  if (spec['type'] !== 'object' || !isJsonObject(spec['properties'])) {
    refuse('parameters-shape', 'the parameters are one schema with `type: object` and `properties`', POINTER);
    return undefined;
  }
  const properties = spec['properties'];
  const names = Object.keys(properties);
  const schema: JsonObject = { additionalProperties: false, ...(withoutOwn(spec) as JsonObject) };
  const compiled = compileSchema(schema);
  if (!compiled.ok) {
    refuse('schema-invalid', `the parameter schema does not compile: ${compiled.message}`, POINTER);
    return undefined;
  }
  const required = new Set<string>();
  for (const [index, one] of (isJsonList(spec['required']) ? spec['required'] : []).entries()) {
    const name = String(one);
    required.add(name);
    if (names.includes(name)) continue;
    const meant = closest(name, names);
    const hint = meant === undefined ? '' : `, did you mean \`${meant}\``;
    refuse('parameter-unknown', `\`${name}\` is required and not declared${hint}`, `${POINTER}/required/${index}`);
  }
  const defaults = new Map<string, Json>();
  const sources = new Map<string, Source>();
  const substitutable = new Set<string>();
  for (const [name, one] of Object.entries(properties)) {
    const pointer = joinPointer(POINTER, 'properties', name);
    const cleaned = schema['properties'] as JsonObject;
    const own = cleaned[name];
    if (own === false) refuse('schema-unsatisfiable', `no value can be the parameter \`${name}\``, pointer);
    if (!isJsonObject(one) || !isJsonObject(own)) continue;
    refuseUnsatisfiable(own, pointer, problems);
    if (one['default'] !== undefined) {
      defaults.set(name, one['default']);
      const check = compileSchema(own);
      if (check.ok && !check.validate(one['default'])) {
        const why = check.validate.errors?.[0]?.message ?? 'is not valid';
        refuse('default-invalid', `the default of \`${name}\` breaks its own schema: it ${why}`, `${pointer}/default`);
      }
      if (required.has(name))
        refuse(
          'default-required',
          `\`${name}\` is required, so its default is never used: remove one of the two`,
          `${pointer}/default`,
        );
    }
    readOwn(name, one[OWN], joinPointer(pointer, OWN), sources, substitutable, problems);
  }
  if (problems.length > before) return undefined;
  return { schema, validate: compiled.validate, names, required, defaults, sources, substitutable };
}

function readOwn(
  name: string,
  own: Json | undefined,
  pointer: string,
  sources: Map<string, Source>,
  substitutable: Set<string>,
  problems: DocumentProblem[],
): void {
  if (own === undefined) return;
  if (!isJsonObject(own)) {
    problems.push({ code: 'parameters-shape', message: `\`${OWN}\` is a map of ${OWN_FIELDS.join(', ')}`, pointer });
    return;
  }
  for (const key of Object.keys(own)) {
    if (OWN_FIELDS.includes(key)) continue;
    const meant = closest(key, OWN_FIELDS);
    const hint = meant === undefined ? `, only ${OWN_FIELDS.join(', ')}` : `, did you mean \`${meant}\``;
    problems.push({
      code: 'unknown-field',
      message: `there is no field \`${key}\`${hint}`,
      pointer: joinPointer(pointer, key),
    });
  }
  if (own['allowSubstitution'] === true) substitutable.add(name);
  if (own['from'] === undefined) return;
  const source = sourceOf(String(own['from']));
  if (typeof source !== 'string') sources.set(name, source);
  else problems.push({ code: 'parameter-source', message: source, pointer: `${pointer}/from` });
}

/** `namespace`, `namespaceLabel/KEY`, `label/KEY`, `path/PATTERN`; or what is wrong with the text. */
function sourceOf(text: string): Source | string {
  if (text === 'namespace') return { from: 'namespace' };
  const slash = text.indexOf('/');
  const [kind, rest] = [text.slice(0, slash), text.slice(slash + 1)];
  if (kind === 'namespaceLabel' && rest !== '') return { from: 'namespaceLabel', label: rest };
  if (kind === 'label' && rest !== '') return { from: 'label', label: rest };
  if (kind === 'path') {
    const captures = rest.match(/\{[A-Za-z0-9_-]*\}/g) ?? [];
    if (captures.length !== 1)
      return `the pattern \`${rest}\` must have one \`{name}\`, the part of the path that is the value, e.g. \`path/apps/*/{env}/**\``;
    return { from: 'path', pattern: pathPattern(rest) };
  }
  return `\`${text}\` is no source: write \`namespace\`, \`namespaceLabel/KEY\`, \`label/KEY\` or \`path/PATTERN\``;
}

/** A glob of repository paths in which `{name}` captures one part. */
function pathPattern(glob: string): RegExp {
  const source = glob.replace(/\{[^}]*\}|\*\*\/|\*\*|\*|[\\^$.|?+()[\]{}]/g, (one) => {
    if (one.startsWith('{')) return '([^/]+)';
    if (one === '**/') return '(?:.*/)?';
    if (one === '**') return '.*';
    return one === '*' ? '[^/]*' : `\\${one}`;
  });
  return new RegExp(`^${source}$`);
}

/** The schema without `x-sallyport`, and with the names that the design uses for our own keywords. */
function withoutOwn(node: Json): Json {
  if (isJsonList(node)) return node.map(withoutOwn);
  if (!isJsonObject(node)) return node;
  return Object.fromEntries(
    Object.entries(node).flatMap(([key, value]) =>
      key === OWN ? [] : [[key, key === 'default' || key === 'enum' || key === 'const' ? value : withoutOwn(value)]],
    ),
  );
}

/** Bounds that exclude each other: lower keyword, upper keyword. */
const BOUNDS: readonly (readonly [string, string])[] = [
  ['minimum', 'maximum'],
  ['exclusiveMinimum', 'maximum'],
  ['minimum', 'exclusiveMaximum'],
  ['minLength', 'maxLength'],
  ['minItems', 'maxItems'],
  ['minProperties', 'maxProperties'],
  ['quantityMinimum', 'quantityMaximum'],
];

/** Schemas that no value satisfies, as far as that can be told: crossed bounds, and an `enum` whose values all break the rest. */
function refuseUnsatisfiable(schema: JsonObject, pointer: string, problems: DocumentProblem[]): void {
  const refuse = (message: string, keyword: string) =>
    problems.push({
      code: 'schema-unsatisfiable',
      message: `no value satisfies the schema: ${message}`,
      pointer: joinPointer(pointer, keyword),
    });
  for (const [lower, upper] of BOUNDS) {
    const low = parseQuantity(schema[lower]);
    const high = parseQuantity(schema[upper]);
    if (low === undefined || high === undefined) continue;
    const crossed = lower.startsWith('exclusive') || upper.startsWith('exclusive') ? low >= high : low > high;
    if (crossed) refuse(`\`${lower}\` ${schema[lower]} lies above \`${upper}\` ${schema[upper]}`, lower);
  }
  const listed = schema['enum'] ?? (schema['const'] === undefined ? undefined : [schema['const']]);
  const keyword = schema['enum'] === undefined ? 'const' : 'enum';
  const check = isJsonList(listed) ? compileSchema(schema) : undefined;
  if (check?.ok && isJsonList(listed) && !listed.some((value) => check.validate(value)))
    refuse(`what \`${keyword}\` lists breaks the other keywords`, keyword);
  const not = schema['not'];
  if (not === true || (isJsonObject(not) && Object.keys(not).length === 0)) refuse('`not` excludes everything', 'not');
  const { properties, items } = schema;
  if (isJsonObject(items)) refuseUnsatisfiable(items, joinPointer(pointer, 'items'), problems);
  if (!isJsonObject(properties)) return;
  for (const [name, one] of Object.entries(properties))
    if (isJsonObject(one)) refuseUnsatisfiable(one, joinPointer(pointer, 'properties', name), problems);
}

/** A pattern as `$extra` uses it: RE2, unanchored. */
export function compilePattern(text: string): { test(text: string): boolean } | string {
  try {
    const compiled = RE2JS.compile(text);
    return { test: (one) => compiled.test(one) };
  } catch (error) {
    return `the pattern \`${text}\` does not compile: ${(error as Error).message}`;
  }
}
