// A ResourceTemplate document becomes a CompiledTemplate, or all that is wrong with it, each at its pointer. Reads no disk, finds no lines.
import { joinPointer } from '../change/pointer.ts';
import { gvkOf } from '../kube/gvk.ts';
import type { JsonObject } from '../kube/object.ts';
import { closest } from '../kube/suggestion.ts';
import type { DocumentProblem, ExpressionCompiler, Result } from '../policy/rule-type.ts';
import { checkUsage } from './checks.ts';
import { type Parameters, readParameters } from './parameters.ts';
import type { Constraint, ObjectProgram, Scope } from './program.ts';
import { conditionOf, readNode } from './read-node.ts';
import { expressionOf, namedParameters, type Reading, refuse, type Spot, startReading } from './reading.ts';
import { makeScope } from './scope.ts';
import type { CompiledTemplate, TemplateSpec } from './template.ts';

/** Where a body's fields are not golden: of these every object has its own. */
const NO_TEMPLATE: readonly string[] = ['status'];

/** `web-service` and `web-service.v2` are documents of one template: several majors of it can be there at once. */
const NAME = /^(.*?)(?:[.]v(0|[1-9][0-9]*))?$/;

/** Compiles the spec of a document that has passed its schema. */
export function compileTemplate(
  name: string,
  spec: TemplateSpec,
  expressions: ExpressionCompiler,
): Result<CompiledTemplate> {
  const problems: DocumentProblem[] = [];
  const [, base = name, suffix] = NAME.exec(name) ?? [];
  const major = Number.parseInt(spec.version, 10);
  if (suffix !== undefined && Number(suffix) !== major) {
    const message = `the name ends in \`.v${suffix}\`, but the version is \`${spec.version}\``;
    problems.push({ code: 'template-name', message, pointer: '/metadata/name' });
  }
  const reading = startReading(spec.defaults, spec.hole, expressions, problems, readNode);
  const parameters = readParameters(spec.parameters, problems);
  if (!parameters) return { ok: false, problems };
  const scope = makeScope('', parameters.schema);
  const objects = spec.objects.flatMap((_, index) => readObject(spec, index, scope, reading) ?? []);
  const constraints = (spec.constraints ?? []).flatMap(({ expr, message }, index): readonly Constraint[] => {
    const pointer = `/spec/constraints/${index}/expr`;
    const expression = expressionOf(expr, pointer, -1, scope, reading);
    return expression ? [{ expression, message, pointer, parameters: namedParameters(expr) }] : [];
  });
  checkGroups(spec, reading);
  checkUpgrades(spec, expressions, reading);
  if (problems.length === 0) checkUsage(parameters, scope, reading);
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: {
      name: base,
      spec,
      major,
      program: { scope, objects, constraints, unnamed: unnamedOf(parameters, scope), ...partsOf(parameters) },
    },
  };
}

function unnamedOf({ names }: Parameters, { slots }: Scope): readonly string[] {
  return names.filter((name) => !slots.some(({ path }) => path[0] === name));
}

function partsOf({ sources, defaults, substitutable, required, names, validate }: Parameters) {
  return { sources, defaults, substitutable, required, names, validate };
}

function readObject(spec: TemplateSpec, index: number, scope: Scope, reading: Reading): ObjectProgram | undefined {
  const object = spec.objects[index]!;
  const pointer = `/spec/objects/${index}`;
  if (spec.objects.findIndex(({ id }) => id === object.id) !== index)
    refuse(
      reading,
      'object-duplicate',
      `the id \`${object.id}\` is used twice, give each object its own`,
      `${pointer}/id`,
    );
  const body = `${pointer}/body`;
  for (const field of ['apiVersion', 'kind']) {
    const value = object.body[field];
    if (typeof value !== 'string' || value === '' || value.includes(reading.delimiters[0]))
      refuse(
        reading,
        'object-kind',
        `\`${field}\` must be a text without holes: it says which objects are meant`,
        joinPointer(body, field),
      );
  }
  for (const field of NO_TEMPLATE.filter((one) => Object.hasOwn(object.body, one)))
    refuse(
      reading,
      'object-status',
      `\`${field}\` is written by the cluster and cannot be golden`,
      joinPointer(body, field),
    );
  const gvk = gvkOf(object.body);
  if (gvk.group === '' && gvk.kind === 'Secret' && Object.hasOwn(object.body, 'stringData')) {
    const message = 'the API server turns `stringData` into `data` before anyone can compare: write `data`, in base64';
    refuse(reading, 'object-transient', message, joinPointer(body, 'stringData'));
  }
  const conditional = object.when !== undefined || object.required === false;
  const spot: Spot = { pointer: body, path: [], scope, object: index, depth: 0, conditional };
  const when =
    object.when === undefined ? undefined : conditionOf(object.when, { ...spot, pointer: `${pointer}/when` }, reading);
  const read = readNode(object.body as JsonObject, spot, reading);
  if (!read) return undefined;
  if (read.optional || read.when || read.node.kind !== 'map') {
    refuse(
      reading,
      'operator-shape',
      'the body is a plain map: whether the object is there is said by `required` and `when`',
      body,
    );
    return undefined;
  }
  const named = [
    ...reading.usages
      .filter((one) => one.object === index)
      .flatMap(({ slot }) => (slot.scope === scope ? [slot.path[0] ?? ''] : [])),
    ...reading.uses.filter((one) => one.object === index).flatMap(({ parameters }) => parameters),
  ];
  const names = {
    groupKind: `${gvk.group}/${gvk.kind}`,
    versionedKind: `${String(object.body['apiVersion'])}/${gvk.kind}`,
  };
  return { index, spec: object, ...gvk, ...names, body: read.node, when, parameters: new Set(named) };
}

/** Ids in `groups` must exist. */
function checkGroups({ groups = [], objects }: TemplateSpec, reading: Reading): void {
  const ids = objects.map(({ id }) => id);
  for (const [index, group] of groups.entries()) {
    for (const [operator, listed] of Object.entries(group) as [string, readonly string[]][]) {
      for (const [at, id] of listed.entries()) {
        if (ids.includes(id)) continue;
        const meant = closest(id, ids);
        const hint = meant === undefined ? `, only ${ids.join(', ')}` : `, did you mean \`${meant}\``;
        refuse(
          reading,
          'object-unknown',
          `no object has the id \`${id}\`${hint}`,
          `/spec/groups/${index}/${operator}/${at}`,
        );
      }
    }
  }
}

/** Expressions of `upgrade` read the old parameters as their input, and nothing else. */
function checkUpgrades({ upgrade = [] }: TemplateSpec, expressions: ExpressionCompiler, reading: Reading): void {
  for (const [index, { params }] of upgrade.entries()) {
    const pointer = `/spec/upgrade/${index}/params`;
    const compiled = expressions(params, pointer, false);
    if (!compiled.ok) reading.problems.push(...compiled.problems);
    else if (compiled.value.reads[0]) {
      const message = `an upgrade reads \`params\`, not \`$${compiled.value.reads[0].variable}\``;
      refuse(reading, 'expression-name', message, pointer);
    }
  }
}
