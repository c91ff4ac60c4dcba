// Rights by parameter: old and new are solved by the object's template, and only the named parameters may differ. Part of `transition`.
import { type Delta, deltaOf } from '../change/delta.ts';
import { isJsonList, type Json } from '../kube/object.ts';
import { closest } from '../kube/suggestion.ts';
import type { ParameterRightsSpec } from '../policy/policy.ts';
import type {
  CompiledJudge,
  DocumentProblem,
  Evaluation,
  Result,
  RuleOutcome,
  Violation,
} from '../policy/rule-type.ts';
import { chooseTemplate } from '../template/choose.ts';
import type { CompiledTemplate, Drift, Solution } from '../template/template.ts';
import { nodeAt } from './node-at.ts';
import { labelOf, referenced, solveObject, type TemplateLibrary } from './template-library.ts';

/** Compiles the rights; names of parameters are checked where the template is named. */
export function compileRights(
  { template: wanted, only }: ParameterRightsSpec,
  pointer: string,
  library: TemplateLibrary,
): Result<CompiledJudge> {
  const named = wanted && referenced(wanted, library, `${pointer}/template`);
  if (wanted && !named) return { ok: false, problems: [] };
  if (named && 'code' in named) return { ok: false, problems: [named] };
  const templates = named ? [named] : library.templates;
  const problems = only.flatMap((name, index) => unknownName(name, templates, `${pointer}/only/${index}`));
  if (problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    value: { reads: [], comparing: true, judge: (evaluation) => judge(named, new Set(only), evaluation, library) },
  };
}

/** A name that no template has is a slip of the pen: the right would be for nothing. */
function unknownName(
  name: string,
  templates: readonly CompiledTemplate[],
  pointer: string,
): readonly DocumentProblem[] {
  const names = [...new Set(templates.flatMap(({ program }) => program.names))];
  if (names.includes(name)) return [];
  const meant = closest(name, names);
  const hint = meant === undefined ? '' : `, did you mean \`${meant}\``;
  const whose = templates.length === 1 ? `the template \`${templates[0]?.name}\` has` : 'no template of the bundle has';
  const message =
    templates.length === 1 ? `${whose} no parameter \`${name}\`${hint}` : `${whose} a parameter \`${name}\`${hint}`;
  return [{ code: 'parameter-unknown', message, pointer }];
}

function judge(
  named: CompiledTemplate | undefined,
  only: ReadonlySet<string>,
  evaluation: Evaluation,
  library: TemplateLibrary,
): RuleOutcome {
  const { change, object, oldObject } = evaluation;
  const changes = change.operation === 'DELETE' ? deltaOf(undefined, object) : deltaOf(oldObject, object);
  if (changes.length === 0) return { violations: [], failures: [] };
  const may = `only ${[...only].map((one) => `\`${one}\``).join(', ')} may change`;
  if (change.operation === 'DELETE') return outcome([told(evaluation, '', `the object may not be deleted: ${may}`)]);
  const template = named ?? templateOf(evaluation, library);
  if (typeof template === 'string') return outcome([told(evaluation, '', `${may}, and ${template}`)]);
  const fresh = solveObject(template, object, evaluation, library);
  if ('code' in fresh) return { violations: [], failures: [fresh] };
  if (!oldObject) {
    const message = `the object may not be created: ${may} (template ${labelOf(template)})`;
    return outcome([told(evaluation, '', message)]);
  }
  const before = solveObject(template, oldObject, evaluation, library);
  if ('code' in before) return { violations: [], failures: [before] };
  const failures = [...before.failures, ...fresh.failures];
  return { violations: wrong(template, only, changes, before, fresh, evaluation), failures };
}

/** The object's template; for want of one, the reason. */
function templateOf({ change, object }: Evaluation, { templates }: TemplateLibrary): CompiledTemplate | string {
  const place = change.namespace === undefined ? {} : { namespace: change.namespace };
  const chosen = chooseTemplate(object, place, templates);
  if (chosen.ok) return chosen.template;
  return chosen.code === 'template-none' ? 'the object has no template whose parameters they could be' : chosen.message;
}

const outcome = (violations: readonly Violation[]): RuleOutcome => ({ violations, failures: [] });

/** Parameters that changed without the right, new drifts, and changes that no parameter tells. */
function wrong(
  template: CompiledTemplate,
  only: ReadonlySet<string>,
  changes: readonly Delta[],
  before: Solution,
  fresh: Solution,
  evaluation: Evaluation,
): readonly Violation[] {
  const by = `(template ${labelOf(template)})`;
  const may = `only ${[...only].map((one) => `\`${one}\``).join(', ')} may change`;
  const violations: Violation[] = [];
  for (const name of template.program.names) {
    const [was, is] = [before.params[name], fresh.params[name]];
    if (only.has(name) || same(was, is)) continue;
    const pointer = fresh.bindings.get(name)?.[0]?.pointer ?? before.bindings.get(name)?.[0]?.pointer ?? '';
    const message = `the parameter \`${name}\` changes from ${shown(was)} to ${shown(is)}, and ${may} ${by}`;
    violations.push(told(evaluation, pointer, message));
  }
  const known = new Set(before.drifts.map(keyOf));
  const drifts = fresh.drifts.filter((one) => !known.has(keyOf(one)));
  for (const drift of drifts) violations.push(told(evaluation, drift.pointer, `${drift.message}, and ${may} ${by}`));
  const places = (solution: Solution) => [...solution.bindings.values()].flat().map(({ pointer }) => pointer);
  const explained = [
    ...places(fresh),
    ...places(before),
    ...fresh.following.map(({ pointer }) => pointer),
    ...before.following.map(({ pointer }) => pointer),
    ...drifts.map(({ pointer }) => pointer),
    ...violations.map(({ pointer }) => pointer),
  ];
  for (const { pointer } of changes) {
    if (explained.some((one) => isWithin(pointer, one))) continue;
    violations.push(told(evaluation, pointer, `this is no parameter, and ${may} ${by}`));
  }
  return violations;
}

const keyOf = ({ type, pointer, actual }: Drift) => JSON.stringify([type, pointer, actual ?? null]);

function isWithin(pointer: string, place: string): boolean {
  return pointer === place || (place !== '' && pointer.startsWith(`${place}/`));
}

const same = (a: Json | undefined, b: Json | undefined) => JSON.stringify(a) === JSON.stringify(b);

function shown(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  if (isJsonList(value)) return value.length === 1 ? 'a list of 1 item' : `a list of ${value.length} items`;
  return `\`${typeof value === 'object' ? JSON.stringify(value) : String(value)}\``;
}

function told(evaluation: Evaluation, pointer: string, message: string): Violation {
  return { pointer, node: nodeAt(pointer, evaluation), message };
}
