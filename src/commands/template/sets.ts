// Manifests as sets of templates, solved: which template each object has, which objects belong together, what their parameters are and
// how they drift.
import type { LocatedProblem } from '../../bundle/documents.ts';
import type { LoadedTemplate } from '../../bundle/templates.ts';
import { withoutNulls } from '../../change/absent.ts';
import { namespaceLabels, namespaceOf, scopesOf } from '../../change/namespace.ts';
import { namespaceForPath } from '../../config/config.ts';
import { gvkOf } from '../../kube/gvk.ts';
import type { JsonObject } from '../../kube/object.ts';
import { locate, type Position } from '../../manifest/position.ts';
import type { SourceObject } from '../../renderers/renderer.ts';
import { chooseTemplate } from '../../template/choose.ts';
import { type GatheredSet, gather } from '../../template/gather.ts';
import { solve } from '../../template/solve.ts';
import type { CompiledTemplate, Solution, TemplateContext } from '../../template/template.ts';
import type { Invocation } from '../command.ts';
import { type Complete, completion, type Surroundings, templateNamed } from './surroundings.ts';

/** An object of a set. */
export interface Member {
  readonly source: SourceObject;
  readonly file: string;
  /** As the API server completes it. */
  readonly object: JsonObject;
  readonly template: CompiledTemplate;
  readonly namespace: string | undefined;
}

/** A set with what solving found. */
export interface SolvedSet {
  readonly loaded: LoadedTemplate;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly members: readonly Member[];
  readonly context: TemplateContext;
  readonly solution: Solution;
}

/** What manifests are, as sets. */
export interface Estate {
  readonly sets: readonly SolvedSet[];
  /** Labels that name no template, templates that contradict each other. */
  readonly problems: readonly LocatedProblem[];
  /** Objects without a template. */
  readonly others: readonly SourceObject[];
}

/** Group of Sallyport's own documents. */
const OWN_GROUP = 'sallyport.dev';

/** Solves all sets of the objects. */
export async function solveAll(
  objects: readonly SourceObject[],
  around: Surroundings,
  invocation: Invocation,
): Promise<Estate> {
  const plain = objects.map(({ object }) => withoutNulls(object));
  const made = await completion(around, plain, invocation);
  if (!made.ok) return { sets: [], problems: made.problems, others: [] };
  const forced = invocation.one('template');
  const only = forced === undefined ? undefined : templateNamed(forced, around);
  const scopes = scopesOf(plain);
  const labels = namespaceLabels(plain, around.config.namespaces);
  const byTemplate = new Map(around.templates.map((one) => [one.template, one]));
  const problems: LocatedProblem[] = [];
  const others: SourceObject[] = [];
  const members: Member[] = [];
  for (const [index, source] of objects.entries()) {
    // Templates and policies are judged by nobody's template.
    if (gvkOf(plain[index]!).group === OWN_GROUP) continue;
    const { file, document } = source;
    const fallback = invocation.one('namespace') ?? namespaceForPath(around.config, file);
    const namespace = namespaceOf(plain[index]!, fallback, scopes) || undefined;
    const place = { path: file, ...(namespace !== undefined && { namespace }) };
    const templates = around.templates.map(({ template }) => template);
    const own = around.own.map(({ template }) => template);
    const chosen = only
      ? ({ ok: true, template: only.template } as const)
      : chooseTemplate(plain[index]!, place, templates, own);
    if (chosen.ok)
      members.push({ source, file, object: made.complete(plain[index]!), template: chosen.template, namespace });
    else if (chosen.code === 'template-none') others.push(source);
    else
      problems.push({
        code: chosen.code,
        message: chosen.message,
        location: { file, ...locate(document, chosen.pointer) },
      });
  }
  const sets = gather(members).map((set) => {
    const context = contextOf(set, made.complete, labels);
    const solution = solve(
      set.template,
      set.members.map(({ object }) => ({ object })),
      context,
    );
    return { ...set, loaded: byTemplate.get(set.template)!, context, solution };
  });
  return { sets, problems, others };
}

function contextOf(
  { namespace, members }: GatheredSet<Member>,
  complete: Complete,
  labelsOf: ReturnType<typeof namespaceLabels>,
): TemplateContext {
  const labels = namespace === undefined ? undefined : labelsOf(namespace);
  return {
    path: members[0]!.file,
    ...(namespace !== undefined && { namespace: { name: namespace, ...(labels && { labels }) } }),
    complete,
  };
}

/** How a set is called: `web-service@2.3.0 shop/web`. */
export function setName({ loaded, namespace, name }: Pick<SolvedSet, 'loaded' | 'namespace' | 'name'>): string {
  const { template } = loaded;
  const inside = namespace === undefined || namespace === name ? name : `${namespace}/${name}`;
  return `${template.name}@${template.spec.version} ${inside}`;
}

/** A place in a file. */
export interface Place extends Position {
  readonly file: string;
}

/** Where a pointer into the object of a set stands. */
export function placeIn({ members }: Pick<SolvedSet, 'members'>, resource: number, pointer: string): Place | undefined {
  const member = members[resource];
  return member && { file: member.file, ...locate(member.source.document, pointer) };
}

/** Where a pointer into the template's document stands. */
export function placeInTemplate({ document }: LoadedTemplate, pointer: string): Place {
  return { file: document.file, ...locate(document.text, pointer) };
}
