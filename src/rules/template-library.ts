// The templates that rules may name, and an object solved by its own one: what the rule types `template` and `transition` share.

import { readPointer } from '../change/pointer.ts';
import type { Json, JsonObject } from '../kube/object.ts';
import { closest } from '../kube/suggestion.ts';
import { labelsUnknown, namespaceUnknown } from '../policy/match.ts';
import type { TemplateReference } from '../policy/policy.ts';
import type { DocumentProblem, Evaluation, Failure } from '../policy/rule-type.ts';
import { placeName } from '../template/drift.ts';
import { solve } from '../template/solve.ts';
import type { CompiledTemplate, Drift, Solution, TemplateContext } from '../template/template.ts';

/** What a bundle knows of templates. */
export interface TemplateLibrary {
  readonly templates: readonly CompiledTemplate[];
  /** Names of templates that do not compile: what is wrong with them is told by themselves. */
  readonly broken: ReadonlySet<string>;
  /** Completes objects as the API server of a minor release does. */
  readonly completionFor: (kubernetesVersion: string) => Required<Pick<TemplateContext, 'complete' | 'filled'>>;
}

/** The template of a reference; the problem says which there are. Undefined for one that is told to be wrong already. */
export function referenced(
  { name, major }: TemplateReference,
  { templates, broken }: TemplateLibrary,
  pointer: string,
): CompiledTemplate | DocumentProblem | undefined {
  const found = templates.find((one) => one.name === name && one.major === major);
  if (found) return found;
  if (broken.has(name)) return undefined;
  const majors = templates.filter((one) => one.name === name).map((one) => one.major);
  if (majors.length > 0) {
    const message = `the template \`${name}\` has no major ${major}, only ${majors.sort((a, b) => a - b).join(', ')}`;
    return { code: 'template-unknown', message, pointer: `${pointer}/major` };
  }
  const names = [...new Set(templates.map((one) => one.name))].sort();
  const meant = closest(name, names);
  const hint =
    meant !== undefined
      ? `, did you mean \`${meant}\``
      : names.length > 0
        ? `, only ${names.join(', ')}`
        : ': the bundle holds none';
  return { code: 'template-unknown', message: `no template is named \`${name}\`${hint}`, pointer: `${pointer}/name` };
}

/** How people and labels name a template. */
export const labelOf = ({ name, major }: Pick<CompiledTemplate, 'name' | 'major'>): string => `${name}.v${major}`;

/** Solves one object of a change, alone; a failure where a fact is missing that the template asks for. */
export function solveObject(
  template: CompiledTemplate,
  object: JsonObject,
  evaluation: Evaluation,
  { completionFor }: TemplateLibrary,
): Solution | Failure {
  const { change, bindings, kubernetesVersion } = evaluation;
  const namespace = bindings['namespace'] as TemplateContext['namespace'];
  const asks = asksFor(template);
  if (asks !== 'nothing' && change.namespace === undefined) return failure(namespaceUnknown(change));
  if (asks === 'labels' && change.namespace && namespace?.labels === undefined)
    return failure(labelsUnknown(change.namespace));
  const context: TemplateContext = {
    ...(namespace && { namespace }),
    ...(change.origin.path !== undefined && { path: change.origin.path }),
    ...completionFor(kubernetesVersion),
    partial: true,
  };
  const solution = solve(template, [{ object }], context);
  const old = object === change.oldObject ? undefined : change.oldObject;
  if (!old || solution.drifts.every(({ type }) => type !== 'extra')) return solution;
  return withoutKept(solution, object, solve(template, [{ object: old }], context), old);
}

/**
 * What the server filled in before stays as it was when an update says nothing of it, even where it would be filled in otherwise
 * today: the place is the server's still.
 */
function withoutKept(solution: Solution, object: JsonObject, before: Solution, old: JsonObject): Solution {
  const filled = new Set(before.following.map(({ pointer }) => placeName(old, pointer)));
  const isKept = ({ type, pointer, actual }: Drift) => {
    const place = placeName(object, pointer);
    if (type !== 'extra' || !filled.has(place)) return false;
    return before.following.some(
      (one) => placeName(old, one.pointer) === place && same(readPointer(old, one.pointer), actual),
    );
  };
  const kept = solution.drifts.filter(isKept);
  if (kept.length === 0) return solution;
  const places = kept.map(({ object: id, pointer }) => ({ object: id, resource: 0, pointer }));
  return {
    ...solution,
    bindings: solution.bindings,
    choices: solution.choices,
    drifts: solution.drifts.filter((one) => !kept.includes(one)),
    following: [...solution.following, ...places],
  };
}

const same = (a: Json | undefined, b: Json | undefined) => JSON.stringify(a) === JSON.stringify(b);

const failure = ({ code, message }: Failure): Failure => ({ code, message });

const asked = new WeakMap<CompiledTemplate, 'nothing' | 'name' | 'labels'>();

/** What a template wants to know of the namespace. */
function asksFor(template: CompiledTemplate): 'nothing' | 'name' | 'labels' {
  const before = asked.get(template);
  if (before) return before;
  const sources = [...template.program.sources.values()].map(({ from }) => from);
  const texts = JSON.stringify([template.spec.constraints ?? [], template.spec.objects]);
  const inMetadata = template.spec.objects.some(({ body }) => {
    const metadata = body['metadata'];
    return typeof metadata === 'object' && metadata !== null && Object.hasOwn(metadata, 'namespace');
  });
  const wants =
    sources.includes('namespaceLabel') || /context\.namespace\b/.test(texts)
      ? 'labels'
      : sources.includes('namespace') || inMetadata
        ? 'name'
        : 'nothing';
  asked.set(template, wants);
  return wants;
}
