// Runs the cases of a TemplateTest and says how what came differs from what was expected. Objects are completed as a gate would.
// Prints nothing.
import { withoutNulls } from '../change/absent.ts';
import { applyPatch, type PatchOperation, sameJson } from '../change/patch.ts';
import type { JsonObject } from '../kube/object.ts';
import { parseManifests } from '../manifest/parse.ts';
import { assign } from '../template/assign.ts';
import { render } from '../template/render.ts';
import { solve } from '../template/solve.ts';
import type { CompiledTemplate, Resource, TemplateContext } from '../template/template.ts';

/** A set of objects as a case states it: exactly one of `params`, `objects` and `manifest`. */
export interface TemplateCaseInput {
  readonly params?: JsonObject;
  readonly objects?: readonly JsonObject[];
  readonly manifest?: string;
  readonly changes?: readonly (PatchOperation & { readonly object: string })[];
  readonly namespace?: { readonly name: string; readonly labels?: Readonly<Record<string, string>> };
  readonly path?: string;
}

/** A drift that a case expects. */
export interface ExpectedDrift {
  readonly type: string;
  readonly object?: string;
  readonly pointer: string;
  readonly message?: string;
}

/** One case: `accept`, or `reject` with all its drifts. */
export interface TemplateCase {
  readonly name: string;
  readonly accept?: TemplateCaseInput;
  readonly reject?: TemplateCaseInput;
  readonly finds?: JsonObject;
  readonly drifts?: readonly ExpectedDrift[];
}

/** The spec of a TemplateTest. */
export interface TemplateTestSpec {
  readonly template: string;
  readonly definitions?: readonly JsonObject[];
  readonly cases: readonly TemplateCase[];
}

/** How one case went: `wrong` is empty when it passed. */
export interface TemplateCaseResult {
  readonly name: string;
  readonly expects: 'accept' | 'reject';
  readonly wrong: readonly string[];
  /** Template objects that the case had a resource for. */
  readonly objects: readonly string[];
}

/** Runs all cases; `complete` is the API server's completion. */
export function runTemplateCases(
  template: CompiledTemplate,
  cases: readonly TemplateCase[],
  complete: (object: JsonObject) => JsonObject,
): readonly TemplateCaseResult[] {
  return cases.map((one) => runCase(template, one, complete));
}

function runCase(
  template: CompiledTemplate,
  { name, accept, reject, finds = {}, drifts = [] }: TemplateCase,
  complete: (object: JsonObject) => JsonObject,
): TemplateCaseResult {
  const expects = accept ? 'accept' : 'reject';
  const input = accept ?? reject ?? {};
  const context: TemplateContext = {
    complete: (object) => withoutNulls(complete(object)),
    ...(input.namespace && { namespace: input.namespace }),
    ...(input.path !== undefined && { path: input.path }),
  };
  const made = objectsOf(template, input, context);
  if (typeof made === 'string') return { name, expects, wrong: [made], objects: [] };
  const resources = made.map(({ object, ...id }) => ({ ...id, object: withoutNulls(complete(object)) }));
  const found = solve(template, resources, context);
  const told = assign(template, resources).flatMap((one) => (one ? [one.spec.id] : []));
  const wrong = [
    ...found.failures.map(({ code, message }) => `error ${code}: ${message}`),
    ...found.unjudged.map((one) => `the parameter \`${one}\` was not judged: the case has no \`path\``),
    ...differences(drifts, found.drifts),
    ...Object.entries(finds).flatMap(([key, value]) => {
      const actual = Object.hasOwn(found.params, key) ? found.params[key]! : undefined;
      if (actual !== undefined && sameJson(actual, value)) return [];
      return [
        `finds       \`${key}\` ${actual === undefined ? 'is not found' : `is ${JSON.stringify(actual)}`}, not ${JSON.stringify(value)}`,
      ];
    }),
  ];
  return { name, expects, wrong, objects: told };
}

/** The objects of a case as they are written, or why there are none. */
export function objectsOf(
  template: CompiledTemplate,
  input: TemplateCaseInput,
  context: TemplateContext,
): readonly Resource[] | string {
  const stated = statedObjects(template, input, context);
  if (typeof stated === 'string') return stated;
  let objects = stated;
  for (const { object: id, ...operation } of input.changes ?? []) {
    const ids = assign(template, objects).map((one) => one?.spec.id);
    const at = objects.findIndex((one, index) => (one.id ?? ids[index]) === id);
    if (at < 0) return `the set has no object \`${id}\` that could be changed`;
    if (operation.op === 'remove' && operation.path === '') {
      objects = objects.toSpliced(at, 1);
      continue;
    }
    const done = applyPatch(objects[at]!.object, [operation]);
    if (!done.ok) return `the change of \`${id}\` has no place: ${done.message}`;
    objects = objects.with(at, { ...objects[at]!, object: done.value as JsonObject });
  }
  return objects.map(({ object }) => ({ object }));
}

function statedObjects(
  template: CompiledTemplate,
  { params, objects, manifest }: TemplateCaseInput,
  context: TemplateContext,
): readonly Resource[] | string {
  if (objects) return objects.map((object) => ({ object: withoutNulls(object) }));
  if (params) {
    const made = render(template, params, context);
    if (made.ok) return made.value;
    return `the parameters cannot be rendered: ${made.problems.map(({ message }) => message).join(', ')}`;
  }
  const { documents, problems } = parseManifests(manifest ?? '');
  const [problem] = problems;
  if (problem) return `the manifest cannot be read: line ${problem.position.line}: ${problem.message}`;
  if (documents.length === 0) return 'the manifest holds no object with `apiVersion` and `kind`';
  return documents.map(({ value }) => ({ object: withoutNulls(value as JsonObject) }));
}

function differences(
  expected: readonly ExpectedDrift[],
  found: readonly {
    readonly type: string;
    readonly object: string;
    readonly pointer: string;
    readonly message: string;
  }[],
): readonly string[] {
  const left = [...found];
  const missing = expected.filter((wanted) => {
    const at = left.findIndex(
      (one) =>
        one.type === wanted.type &&
        one.pointer === wanted.pointer &&
        one.object === (wanted.object ?? '') &&
        (wanted.message === undefined || one.message === wanted.message),
    );
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  const print = ({ type, object, pointer, message }: ExpectedDrift) =>
    `${type} at ${object === undefined || object === '' ? 'the set' : object}${pointer}${message === undefined ? '' : `: ${message}`}`;
  return [...missing.map((one) => `missing     ${print(one)}`), ...left.map((one) => `unexpected  ${print(one)}`)];
}

/** What the cases leave open: a set that conforms, one that drifts, and each object of the template in a set that conforms. */
export function templateGaps({ program }: CompiledTemplate, results: readonly TemplateCaseResult[]): readonly string[] {
  const accepted = results.filter(({ expects }) => expects === 'accept');
  const seen = new Set(accepted.flatMap(({ objects }) => objects));
  return [
    ...(accepted.length === 0 ? ['no case accepts'] : []),
    ...(results.every(({ expects }) => expects !== 'reject') ? ['no case rejects'] : []),
    ...program.objects
      .filter(({ spec }) => accepted.length > 0 && !seen.has(spec.id))
      .map(({ spec }) => `no case accepts a set with the object \`${spec.id}\``),
  ];
}
