// The rule type `template`: the object conforms to a ResourceTemplate. Each drift is its own finding, with the drift's fix as its remedy.
import { readPointer } from '../change/pointer.ts';
import { metadataOf } from '../kube/object.ts';
import { quoted } from '../kube/quoted.ts';
import type { CompiledJudge, Evaluation, Node, RuleOutcome, RuleType, Violation } from '../policy/rule-type.ts';
import { chooseTemplate, LABEL_POINTER, TEMPLATE_LABEL } from '../template/choose.ts';
import type { CompiledTemplate, Drift } from '../template/template.ts';
import { nodeAt } from './node-at.ts';
import { labelOf, referenced, solveObject, type TemplateLibrary } from './template-library.ts';

/** How many templates are tried for the nearest one. */
const MOST_TRIED = 20;

/** Judges the object alone: what takes the whole set is for `sallyport template check`. */
export function templateRule(library: TemplateLibrary): RuleType {
  return {
    type: 'template',
    compile(rule, pointer) {
      if (rule.at !== undefined) {
        const message = 'a template is for the whole object: remove `at`';
        return { ok: false, problems: [{ code: 'template-at', message, pointer: `${pointer}/at` }] };
      }
      const wanted = rule.template ?? 'any';
      if (wanted === 'any') return { ok: true, value: judging((evaluation) => judgeAny(evaluation, library)) };
      const found = referenced(wanted, library, `${pointer}/template`);
      if (!found || 'code' in found) return { ok: false, problems: found ? [found] : [] };
      return { ok: true, value: judging((evaluation) => judgeNamed(found, evaluation, library)) };
    },
  };
}

function judging(judge: (evaluation: Evaluation) => RuleOutcome): CompiledJudge {
  return { reads: [], comparing: false, judge };
}

/** The object must conform to this one, and may not say that it conforms to another. */
function judgeNamed(template: CompiledTemplate, evaluation: Evaluation, library: TemplateLibrary): RuleOutcome {
  const label = metadataOf(evaluation.object).labels[TEMPLATE_LABEL];
  if (label === undefined || label === labelOf(template)) return conform(template, evaluation, library);
  const message = `the object is labelled for the template ${quoted(label)}, and must conform to ${quoted(labelOf(template))}`;
  return found([violation(evaluation, LABEL_POINTER, message)]);
}

function judgeAny(evaluation: Evaluation, library: TemplateLibrary): RuleOutcome {
  const { change, object } = evaluation;
  const place = change.namespace === undefined ? {} : { namespace: change.namespace };
  const chosen = chooseTemplate(object, place, library.templates);
  if (chosen.ok) return conform(chosen.template, evaluation, library);
  if (chosen.code !== 'template-none') return found([violation(evaluation, chosen.pointer, chosen.message)]);
  return found([violation(evaluation, '', `the object conforms to no template: ${advice(evaluation, library)}`)]);
}

/** What comes nearest, for someone who has to begin somewhere. */
function advice(evaluation: Evaluation, library: TemplateLibrary): string {
  const { group, kind } = evaluation.change.gvk;
  const candidates = library.templates
    .filter(
      ({ program, spec }) =>
        spec.status !== 'retired' && program.objects.some((one) => one.group === group && one.kind === kind),
    )
    .slice(0, MOST_TRIED)
    .flatMap((template) => {
      const solution = solveObject(template, evaluation.object, evaluation, library);
      return 'code' in solution ? [] : [{ template, drifts: solution.drifts.length }];
    })
    .sort((a, b) => a.drifts - b.drifts);
  const [nearest] = candidates;
  if (!nearest) return `no template has a ${kind}`;
  const many = nearest.drifts === 1 ? '1 drift' : `${nearest.drifts} drifts`;
  return `nearest is ${quoted(labelOf(nearest.template))} with ${many}; name one by the label \`${TEMPLATE_LABEL}\``;
}

function conform(template: CompiledTemplate, evaluation: Evaluation, library: TemplateLibrary): RuleOutcome {
  const over = retirement(template, library, evaluation.now);
  const solution = solveObject(template, evaluation.object, evaluation, library);
  if ('code' in solution) return { violations: [], failures: [solution] };
  const violations = solution.drifts.map((drift) => violationOf(drift, template, evaluation));
  if (over !== undefined) violations.push(violation(evaluation, labelPointer(evaluation), over));
  const unjudged = solution.unjudged.map(
    (name) =>
      `the parameter \`${name}\` of \`${labelOf(template)}\` comes from the path of the file, which is not known here`,
  );
  return { violations, failures: solution.failures, ...(unjudged.length > 0 && { unjudged }) };
}

const labelPointer = ({ object }: Evaluation) =>
  metadataOf(object).labels[TEMPLATE_LABEL] === undefined ? '' : LABEL_POINTER;

/** Why a template may no longer be used: it is retired, or a newer major says until when this one is supported. */
function retirement(template: CompiledTemplate, { templates }: TemplateLibrary, now: number): string | undefined {
  const name = quoted(labelOf(template));
  const newer = templates.filter((one) => one.name === template.name && one.major > template.major);
  const to = newer.length > 0 ? `, go to \`${labelOf(newer.reduce((a, b) => (b.major > a.major ? b : a)))}\`` : '';
  if (template.spec.status === 'retired') return `the template ${name} is retired${to}`;
  for (const { spec } of [template, ...newer]) {
    const until = spec.support?.[`${template.major}.x`]?.until;
    if (until !== undefined && now >= Date.parse(`${until}T00:00:00Z`) + 86_400_000)
      return `the support of the template ${name} ended on ${until}${to}`;
  }
  return undefined;
}

function violationOf(drift: Drift, template: CompiledTemplate, evaluation: Evaluation): Violation {
  const { pointer, message, why, fix } = drift;
  const because = why === undefined ? '' : `: ${why}`;
  const told = violation(evaluation, pointer, `${message}${because} (template ${labelOf(template)})`);
  return fix.length > 0 ? { ...told, remedy: fix } : told;
}

function violation(evaluation: Evaluation, pointer: string, message: string): Violation {
  const node: Node = nodeAt(pointer, evaluation);
  return { pointer, node: { ...node, value: readPointer(evaluation.object, pointer) ?? null }, message };
}

const found = (violations: readonly Violation[]): RuleOutcome => ({ violations, failures: [] });
