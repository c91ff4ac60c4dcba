// Alternatives of a template's body: `$oneOf` and `$case`. That at most one of them can fit is checked here, by disjoint.ts.
import { joinPointer } from '../change/pointer.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../kube/object.ts';
import { compileSchema } from '../policy/json-schema.ts';
import { areDisjoint } from './disjoint.ts';
import type { Alternative, ChoiceNode, Ref } from './program.ts';
import { base, type Reading, refOf, refuse, type Spot } from './reading.ts';
import { fromText } from './scope.ts';

/** Reads the alternatives under `operator`; `merged` ones stand beside other members of a map. */
export function readChoice(
  value: JsonObject,
  operator: string,
  spot: Spot,
  why: string | undefined,
  merged: boolean,
  reading: Reading,
): ChoiceNode | undefined {
  const pointer = joinPointer(spot.pointer, operator);
  const before = reading.problems.length;
  const on = operator === '$case' ? readBy(value['$case'], pointer, spot, reading) : undefined;
  const listed = operator === '$case' ? caseBodies(value['$case'], pointer) : listedBodies(value['$oneOf'], pointer);
  if (!listed || listed.length < 2) {
    const shape =
      operator === '$case'
        ? '`$case` is a map of `by` and `of`, with two labels or more'
        : '`$oneOf` is a list of two alternatives or more';
    refuse(reading, 'operator-shape', shape, pointer);
    return undefined;
  }
  if (operator === '$case' && !on) return undefined;
  const alternatives: Alternative[] = [];
  for (const { name, body, at } of listed) {
    const label = on ? labelOf(String(name), on, at, reading) : undefined;
    if (merged && !isJsonObject(body)) {
      refuse(reading, 'choice-shape', 'alternatives beside other keys are maps themselves', at);
      continue;
    }
    const read = reading.read(body, { ...spot, pointer: at, conditional: true }, reading);
    if (!read) continue;
    if (read.optional || read.when)
      refuse(
        reading,
        'choice-shape',
        'an alternative is there or another is: `$optional` and `$when` cannot stand in it',
        at,
      );
    if (merged && read.node.kind !== 'map')
      refuse(
        reading,
        'choice-shape',
        'alternatives beside other keys are plain maps, without operators for the whole',
        at,
      );
    alternatives.push({ name, value: label, node: read.node });
  }
  if (reading.problems.length > before) return undefined;
  for (const [index, one] of alternatives.entries()) {
    const other = alternatives.slice(0, index).find(({ node }) => !areDisjoint(node, one.node));
    if (!other) continue;
    const message = `the alternatives \`${other.name}\` and \`${one.name}\` may both fit: they must differ in a literal or in a key that is always there`;
    refuse(reading, 'choice-overlap', message, one.node.pointer);
  }
  const keys = alternatives.flatMap(({ node }) => (node.kind === 'map' ? node.members.map(({ key }) => key) : []));
  const refs = [...(on ? [on] : []), ...alternatives.flatMap(({ node }) => node.refs)];
  return {
    kind: 'choice',
    ...base({ ...spot, pointer }, why, refs),
    on,
    alternatives,
    merged: merged ? new Set(keys) : undefined,
  };
}

interface Body {
  readonly name: number | string;
  readonly body: Json;
  readonly at: string;
}

function listedBodies(value: Json | undefined, pointer: string): readonly Body[] | undefined {
  return isJsonList(value) ? value.map((body, name) => ({ name, body, at: joinPointer(pointer, name) })) : undefined;
}

function caseBodies(value: Json | undefined, pointer: string): readonly Body[] | undefined {
  const of = isJsonObject(value) ? value['of'] : undefined;
  if (!isJsonObject(of)) return undefined;
  return Object.entries(of).map(([name, body]) => ({ name, body, at: joinPointer(pointer, 'of', name) }));
}

function readBy(value: Json | undefined, pointer: string, spot: Spot, reading: Reading): Ref | undefined {
  if (!isJsonObject(value) || typeof value['by'] !== 'string') {
    refuse(reading, 'operator-shape', '`$case` needs `by`, the name of a parameter', pointer);
    return undefined;
  }
  return refOf(value['by'], 'case', { ...spot, pointer: joinPointer(pointer, 'by') }, reading);
}

/** A label as the value of the parameter. */
function labelOf(label: string, { slot }: Ref, pointer: string, reading: Reading): Json {
  const value = fromText(slot, label);
  const compiled = compileSchema(slot.schema);
  if (compiled.ok && !compiled.validate(value))
    refuse(reading, 'case-label', `\`${slot.name}\` can never be \`${label}\`, its schema does not take it`, pointer);
  return value;
}
