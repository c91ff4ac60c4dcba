// Which template an object is to be judged by: the one that its label names, else the one that is meant for such objects.
import { gvkOf } from '../kube/gvk.ts';
import { type JsonObject, metadataOf } from '../kube/object.ts';
import { quoted } from '../kube/quoted.ts';
import { closest } from '../kube/suggestion.ts';
import { matchesGlob, matchesPath } from '../policy/glob.ts';
import { kindMatcher } from '../policy/match.ts';
import type { CompiledTemplate } from './template.ts';

/** The label by which an object says its template: `web-service.v2`. */
export const TEMPLATE_LABEL = 'sallyport.dev/template';

/** Where the pointer of the label leads. */
export const LABEL_POINTER = '/metadata/labels/sallyport.dev~1template';

/** What is known around an object. */
export interface ObjectPlace {
  readonly path?: string;
  readonly namespace?: string;
}

/** The template of an object, or why there is none. */
export type Chosen<T> =
  | { readonly ok: true; readonly template: T }
  | { readonly ok: false; readonly code: 'template-none' }
  | {
      readonly ok: false;
      readonly code: 'template-label' | 'template-unknown' | 'template-major' | 'template-ambiguous';
      readonly pointer: string;
      readonly message: string;
    };

/** Chooses among `labelled`, which labels may name, and `applying`, which are also chosen by what they are meant for. */
export function chooseTemplate<T extends Pick<CompiledTemplate, 'name' | 'major' | 'spec'>>(
  object: JsonObject,
  place: ObjectPlace,
  labelled: readonly T[],
  applying: readonly T[] = labelled,
): Chosen<T> {
  const label = metadataOf(object).labels[TEMPLATE_LABEL];
  if (label !== undefined) return byLabel(label, labelled);
  const meant = applying.filter((template) => appliesTo(template, object, place));
  const most = Math.max(...meant.map(specificity));
  const [first, second] = meant.filter((template) => specificity(template) === most);
  if (first === undefined) return { ok: false, code: 'template-none' };
  if (second === undefined) return { ok: true, template: first };
  const message = `the templates ${quoted(first.name)} and ${quoted(second.name)} are both meant for this object; say which by the label \`${TEMPLATE_LABEL}: ${first.name}.v${first.major}\``;
  return { ok: false, code: 'template-ambiguous', pointer: '/metadata/labels', message };
}

function byLabel<T extends Pick<CompiledTemplate, 'name' | 'major' | 'spec'>>(
  label: string,
  templates: readonly T[],
): Chosen<T> {
  const fail = (code: 'template-label' | 'template-unknown' | 'template-major', message: string): Chosen<T> => {
    return { ok: false, code, pointer: LABEL_POINTER, message };
  };
  const [, name, major] = /^(.+)\.v(0|[1-9][0-9]*)$/.exec(label) ?? [];
  if (name === undefined)
    return fail('template-label', `the label ${quoted(label)} is no \`NAME.vMAJOR\`, e.g. \`web-service.v2\``);
  const template =
    templates.find((one) => one.name === name && one.major === Number(major)) ??
    templates.find((one) => one.name === name);
  if (template === undefined) {
    const names = templates.map((one) => one.name);
    const near = closest(name, names);
    const hint = near === undefined ? '' : `, did you mean ${quoted(near)}`;
    return fail('template-unknown', `there is no template ${quoted(name)}${hint}`);
  }
  if (template.major !== Number(major)) {
    const message = `the object is labelled for ${quoted(`${name}.v${major}`)}, and the template is ${template.spec.version}; bring it up with \`sallyport template upgrade\``;
    return fail('template-major', message);
  }
  return { ok: true, template };
}

/** Without `appliesTo` a template is for objects that name it. Its own objects say which kinds it has. */
function appliesTo(
  { spec }: Pick<CompiledTemplate, 'spec'>,
  object: JsonObject,
  { path, namespace }: ObjectPlace,
): boolean {
  const { appliesTo: fields, objects } = spec;
  if (fields === undefined || !isOffered({ spec })) return false;
  const gvk = gvkOf(object);
  const { kinds, paths, namespaces } = fields;
  const isIts = objects.some(({ body }) => {
    const own = gvkOf(body);
    return own.group === gvk.group && own.kind === gvk.kind;
  });
  return (
    isIts &&
    (kinds === undefined || kinds.some((item) => kindMatcher(item)(gvk))) &&
    (paths === undefined || (path !== undefined && paths.some((glob) => matchesPath(glob, path)))) &&
    (namespaces === undefined || (namespace !== undefined && namespaces.some((glob) => matchesGlob(glob, namespace))))
  );
}

/** How narrowly a template says what it is for: by so many of kind, path and namespace. */
function specificity({ spec }: Pick<CompiledTemplate, 'spec'>): number {
  const { kinds, paths, namespaces } = spec.appliesTo ?? {};
  return [kinds, paths, namespaces].filter((one) => one !== undefined).length;
}

/** Whether two templates may be meant for the same object, neither more than the other. */
export function areTied(a: CompiledTemplate, b: CompiledTemplate): boolean {
  const [left, right] = [a, b].map(({ spec }) => spec.appliesTo);
  if (!left || !right || !isOffered(a) || !isOffered(b) || specificity(a) !== specificity(b)) return false;
  const kindsOf = ({ program, spec }: CompiledTemplate) =>
    program.objects.filter((one) => spec.appliesTo?.kinds?.some((item) => kindMatcher(item)(one)) ?? true);
  const shareKind = kindsOf(a).some((one) =>
    kindsOf(b).some((other) => one.group === other.group && one.kind === other.kind),
  );
  return shareKind && mayMeet(left.namespaces, right.namespaces) && mayMeet(left.paths, right.paths);
}

const isOffered = ({ spec }: Pick<CompiledTemplate, 'spec'>) => spec.status !== 'draft' && spec.status !== 'retired';

/** Whether two lists of globs may name the same thing: sure only for plain names. */
function mayMeet(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  if (!a || !b) return true;
  const isPlain = (glob: string) => !/[*?{[]/.test(glob);
  return a.some((one) =>
    b.some((other) =>
      isPlain(one) && isPlain(other)
        ? one === other
        : matchesGlob(one, other) || matchesGlob(other, one) || !(isPlain(one) || isPlain(other)),
    ),
  );
}
