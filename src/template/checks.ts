// What can only be said once the whole body is read: parameters that nothing uses, that nothing tells, or that are named in part and as a whole.
import { joinPointer } from '../change/pointer.ts';
import { isJsonObject } from '../kube/object.ts';
import type { Parameters } from './parameters.ts';
import type { Scope, Slot } from './program.ts';
import { type Reading, refuse, type Usage } from './reading.ts';

/** Checks how names are used over all objects. */
export function checkUsage(parameters: Parameters, scope: Scope, reading: Reading): void {
  for (const { slot } of reading.usages)
    slot.conditional = reading.usages.every((use) => use.slot !== slot || use.conditional || use.by === 'when');
  checkOverlaps(reading);
  checkItems(reading);
  for (const name of parameters.names) checkParameter(name, parameters, scope, reading);
  checkExpressions(parameters, scope, reading);
}

const usesOf = (name: string, scope: Scope, { usages }: Reading) =>
  usages.filter(({ slot }) => slot.scope === scope && slot.path[0] === name);

/** Whether a use tells the value whenever the place is there. */
const tells = ({ by, certain }: Usage) => by !== 'when' || certain;

function checkParameter(name: string, parameters: Parameters, scope: Scope, reading: Reading): void {
  const pointer = joinPointer('/spec/parameters/properties', name);
  const used = usesOf(name, scope, reading);
  const inExpressions = reading.uses.some((use) => use.parameters.includes(name));
  if (used.length === 0 && !inExpressions) {
    refuse(
      reading,
      'parameter-unused',
      `the parameter \`${name}\` is used nowhere: remove it, or put \`\${${name}}\` where it belongs`,
      pointer,
    );
    return;
  }
  const known = parameters.defaults.has(name) || parameters.sources.has(name);
  if (!used.some(tells) && !known) {
    const where = used.length > 0 ? 'conditions' : 'expressions';
    refuse(
      reading,
      'parameter-unsolvable',
      `the parameter \`${name}\` stands in ${where} alone, so that no resource tells its value: give it a default, a source (\`x-sallyport.from\`) or a hole`,
      pointer,
    );
  }
  if (parameters.required.has(name) || known) return;
  const open = used.find(({ by, conditional, slot }) => by === 'hole' && !conditional && slot.path.length === 1);
  if (open) {
    refuse(
      reading,
      'parameter-optional',
      `\`${name}\` may be left out, but this place may not: require it, give it a default, or mark the place \`$optional\``,
      open.pointer,
    );
  }
}

/** A slot and one inside it would bind the same value twice, each without the other. */
function checkOverlaps(reading: Reading): void {
  const slots = new Set(reading.usages.map(({ slot }) => slot));
  for (const slot of slots) {
    const whole = [...slots].find((other) => isInside(slot, other));
    if (!whole) continue;
    const pointer = reading.usages.find((use) => use.slot === slot)?.pointer ?? '';
    const name = whole.name === '' ? whole.scope.name : whole.name;
    refuse(
      reading,
      'parameter-overlap',
      `\`${name}\` is used as a whole and \`${slot.name}\` by itself: name its members everywhere, or nowhere`,
      pointer,
    );
  }
}

function isInside(slot: Slot, other: Slot): boolean {
  return (
    slot.scope === other.scope &&
    slot.path.length > other.path.length &&
    other.path.every((token, index) => slot.path[index] === token)
  );
}

/** Members that an item requires and that no hole in it binds: no resource would ever conform. */
function checkItems(reading: Reading): void {
  for (const { slot, by, pointer, object } of reading.usages) {
    if (by !== 'each' || !isJsonObject(slot.schema['items'])) continue;
    const { items } = slot.schema;
    const required = Array.isArray(items['required']) ? items['required'].map(String) : [];
    const inner = reading.usages.filter(
      (use) => use.object === object && isBelow(use, pointer) && use.slot.scope.schema === items,
    );
    if (inner.some((use) => use.slot.path.length === 0)) continue;
    for (const name of required.filter((one) => !inner.some((use) => use.slot.path[0] === one)))
      refuse(
        reading,
        'parameter-unsolvable',
        `the items of \`${slot.name}\` require \`${name}\`, which no hole of the item tells`,
        pointer,
      );
  }
}

const isBelow = ({ pointer }: Usage, each: string) => pointer.startsWith(each.replace(/\/in$/, '/item'));

/** A gate judges one object at a time: what an expression of it reads must be told by it, or by what is around it. */
function checkExpressions(parameters: Parameters, scope: Scope, reading: Reading): void {
  for (const use of reading.uses) {
    if (use.object < 0) continue;
    for (const name of use.parameters) {
      const told = usesOf(name, scope, reading).some((one) => one.object === use.object);
      if (told || parameters.sources.has(name) || !parameters.names.includes(name)) continue;
      refuse(
        reading,
        'expression-parameter',
        `the expression reads \`${name}\`, which no hole of this object tells: gates judge objects one by one, so put the parameter into this object as well`,
        use.pointer,
      );
    }
  }
}
