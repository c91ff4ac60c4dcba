// A set of resources as a whole: what is missing, what is none of the template's, and which objects must or must not go together.
import { gvkOf } from '../kube/gvk.ts';
import { metadataOf } from '../kube/object.ts';
import { isDue } from './due.ts';
import type { Frame } from './frame.ts';
import type { ObjectProgram } from './program.ts';
import type { TemplateGroup } from './spec.ts';
import type { Resource } from './template.ts';
import { goTo, type RawDrift, type Walk } from './walk.ts';

/** Judges the set; of resources that need not be all there are, only what is none of the template's. */
export function judgeSet(
  walk: Walk,
  resources: readonly Resource[],
  assigned: readonly (ObjectProgram | undefined)[],
  root: Frame,
): void {
  for (const [index, { object }] of resources.entries()) {
    if (assigned[index]) continue;
    const { kind } = gvkOf(object);
    const name = metadataOf(object).name ?? '';
    push(walk, root, 'object-extra', undefined, {
      resource: index,
      note: `the template has no ${kind} for \`${name}\``,
      templatePointer: '/spec/objects',
    });
  }
  if (walk.context.partial === true) return;
  const there = new Set(assigned.map((object) => object?.index));
  const grouped = new Set(
    (walk.template.spec.groups ?? []).flatMap((group) => Object.values(group).flat() as string[]),
  );
  for (const object of walk.template.program.objects) {
    if (there.has(object.index)) continue;
    if (object.when) {
      const before = walk.log.drifts.length;
      goTo(walk, { object: object.index, resource: -1, tokens: [] });
      isDue(object.when, false, object.body, root, walk);
      const known = walk.log.drifts.length > before;
      walk.log.drifts.length = before;
      if (known) missing(walk, root, object, `\`${object.when.text}\` holds`);
    } else if (object.spec.required ?? !grouped.has(object.spec.id)) missing(walk, root, object);
  }
  const ids = new Set(assigned.flatMap((object) => (object ? [object.spec.id] : [])));
  for (const [index, group] of (walk.template.spec.groups ?? []).entries()) judgeGroup(walk, root, ids, group, index);
}

function missing(walk: Walk, root: Frame, object: ObjectProgram, because?: string): void {
  const reason = because === undefined ? '' : `: ${because}`;
  const note = `the ${object.kind} \`${object.spec.id}\` of the template is missing${reason}`;
  push(walk, root, 'object-missing', object, { note, templatePointer: `/spec/objects/${object.index}` });
  for (const ref of object.body.refs) walk.log.excused.push({ frame: root, slot: ref.slot.index });
}

function judgeGroup(walk: Walk, root: Frame, ids: ReadonlySet<string>, group: TemplateGroup, index: number): void {
  for (const [operator, listed] of Object.entries(group) as [keyof TemplateGroup, readonly string[]][]) {
    const there = listed.filter((id) => ids.has(id));
    const absent = listed.filter((id) => !ids.has(id));
    const templatePointer = `/spec/groups/${index}/${operator}`;
    const note = groupNote(operator, there, absent);
    if (note === undefined) continue;
    const isExtra = operator === 'noneOf' || ((operator === 'oneOf' || operator === 'anyOneOf') && there.length > 1);
    push(walk, root, isExtra ? 'object-extra' : 'object-missing', undefined, { note, templatePointer });
  }
}

const names = (ids: readonly string[]) => ids.map((id) => `\`${id}\``).join(', ');

function groupNote(
  operator: keyof TemplateGroup,
  there: readonly string[],
  absent: readonly string[],
): string | undefined {
  switch (operator) {
    case 'allOf':
      return absent.length > 0 ? `of the group, ${names(absent)} must be there as well` : undefined;
    case 'allOrNoneOf':
      return there.length > 0 && absent.length > 0
        ? `${names(there)} and ${names(absent)} go together: all of them or none`
        : undefined;
    case 'anyOf':
      return there.length === 0 ? `one of ${names(absent)} must be there, or more` : undefined;
    case 'oneOf':
      return there.length === 1
        ? undefined
        : `exactly one of ${names([...there, ...absent])} must be there, not ${there.length}`;
    case 'anyOneOf':
      return there.length <= 1
        ? undefined
        : `at most one of ${names([...there, ...absent])} may be there, not ${there.length}`;
    case 'noneOf':
      return there.length > 0 ? `${names(there)} must not be there` : undefined;
  }
}

function push(
  walk: Walk,
  frame: Frame,
  type: RawDrift['type'],
  object: ObjectProgram | undefined,
  more: Partial<RawDrift> & { readonly templatePointer: string },
): void {
  walk.log.drifts.push({
    type,
    object: object?.index ?? -1,
    resource: undefined,
    pointer: '',
    node: undefined,
    frame,
    ...more,
  });
}
