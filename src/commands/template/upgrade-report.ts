// What an upgrade does to a set, or why it cannot be done, for people.
import type { LoadedTemplate } from '../../bundle/templates.ts';
import { sameJson } from '../../change/patch.ts';
import type { Json } from '../../kube/object.ts';
import { visible } from '../../reports/visible.ts';
import type { Upgrade, UpgradeConflict } from '../../template/upgrade.ts';
import { print } from './drift-report.ts';
import { placeIn, type SolvedSet, setName } from './sets.ts';
import { columns, valueText } from './table.ts';

const INDENT = '    ';

/** The lines about one set. */
export function upgradeText(set: SolvedSet, { template }: LoadedTemplate, done: Upgrade): string {
  const head = `${visible(setName(set))} -> ${template.spec.version}`;
  if (done.ok) {
    const kept = done.drifts.map(({ type, message }) => `${INDENT}still ${type}: ${visible(message)}\n`);
    const notes = done.notes.map((note) => `${INDENT}note: ${visible(note)}\n`);
    return `${head}\n${columns(changed(set.solution.params, done.params), INDENT)}${notes.join('')}${kept.join('')}`;
  }
  if ('problems' in done)
    return `${head} is not possible\n${done.problems.map(({ message }) => `${INDENT}${visible(message)}\n`).join('')}`;
  return `${head} is not possible\n${done.conflicts.map((one) => conflictText(set, one)).join('')}`;
}

/** Parameters that are others, new or gone. */
function changed(before: Readonly<Record<string, Json>>, after: Readonly<Record<string, Json>>): readonly string[][] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name) => {
    const [old, fresh] = [before, after].map((side) => (Object.hasOwn(side, name) ? side[name] : undefined));
    if (old !== undefined && fresh !== undefined && sameJson(old, fresh)) return [];
    const show = (value: Json | undefined) => (value === undefined ? '(none)' : valueText(value));
    return [[name, `${show(old)} -> ${show(fresh)}`]];
  });
}

function conflictText(set: SolvedSet, { resource, pointer, base, ours, theirs }: UpgradeConflict): string {
  const place = placeIn(set, resource, pointer);
  const show = (value: Json | undefined) => (value === undefined ? 'nothing' : `\`${visible(valueText(value))}\``);
  const at = place ? `${print(place)}  ` : '';
  return `${at}conflict  \`${visible(pointer)}\` was ${show(base)} in the old version, is ${show(ours)} here and ${show(theirs)} in the new version: settle it by hand\n`;
}
