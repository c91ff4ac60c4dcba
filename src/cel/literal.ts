// What the server asks of constants beyond their types (cel-go cel/validator.go and ext/formatting.go): lists and maps whose entries have
// one type, formats whose clauses fit their values.

import { type CelType, isExact, typeText } from './cel-type.ts';
import type { Checked } from './check.ts';
import { readFormat } from './functions-print.ts';
import { patternOf } from './functions-regex.ts';
import { Mistake, refusing } from './mistake.ts';
import type { Node } from './tree.ts';

/** Raises a `Mistake` for a constant that the server refuses. */
export function checkLiterals(tree: Node, checked: Checked): void {
  walk(tree, checked, false);
}

function walk(node: Node, checked: Checked, inFormat: boolean): void {
  let format = inFormat;
  if (node.op === 'list' && !inFormat) {
    sameTypes(node.items.map(({ node: item, optional }) => [item, entryType(checked.typeOf(item), optional)]));
  }
  if (node.op === 'map' && !inFormat) {
    sameTypes(node.entries.map(({ key }) => [key, checked.typeOf(key)]));
    sameTypes(node.entries.map(({ value, optional }) => [value, entryType(checked.typeOf(value), optional)]));
  }
  if (node.op === 'call') {
    if (node.name === 'format') format = true;
    if (node.name === 'format' && node.target) checkFormat(node.target, node.args, checked);
    if (node.name === 'matches') checkFirst(node.args[0]);
  }
  for (const child of childrenOf(node)) walk(child, checked, format);
}

function childrenOf(node: Node): readonly Node[] {
  switch (node.op) {
    case 'select':
      return [node.operand];
    case 'call':
      return node.target ? [node.target, ...node.args] : node.args;
    case 'and':
    case 'or':
      return node.terms;
    case 'list':
      return node.items.map((item) => item.node);
    case 'map':
      return node.entries.flatMap(({ key, value }) => [key, value]);
    case 'fold':
      return [node.range, ...(node.filter ? [node.filter] : []), node.body];
    default:
      return [];
  }
}

function entryType(type: CelType, optional: boolean): CelType {
  return optional && type.kind === 'optional' ? (type.params[0] as CelType) : type;
}

function sameTypes(entries: readonly (readonly [Node, CelType])[]): void {
  const [first] = entries;
  for (const [node, type] of entries) {
    if (first && !isExact(first[1], type)) {
      throw new Mistake(
        `a list or map holds values of one type, not ${typeText(first[1])} and ${typeText(type)}`,
        node.at,
      );
    }
  }
}

/** The server reads the first argument of `matches` as a pattern, of the function too, where it is the text. */
function checkFirst(argument: Node | undefined): void {
  if (argument?.op !== 'literal' || typeof argument.value !== 'string') return;
  refusing(argument.at, () => patternOf(argument.value as string));
}

/** Types that each clause takes; `%s` takes whatever has a text. */
const TAKEN: Readonly<Record<string, readonly CelType['kind'][]>> = {
  d: ['int', 'uint'],
  f: ['double', 'string'],
  e: ['double', 'string'],
  b: ['int', 'uint', 'bool'],
  x: ['string', 'bytes', 'int', 'uint'],
  X: ['string', 'bytes', 'int', 'uint'],
  o: ['int', 'uint'],
  s: ['list', 'map', 'int', 'uint', 'double', 'bool', 'string', 'timestamp', 'bytes', 'duration', 'type', 'null'],
};

function checkFormat(target: Node, args: readonly Node[], checked: Checked): void {
  const [list] = args;
  if (target.op !== 'literal' || typeof target.value !== 'string' || list?.op !== 'list') return;
  const text = target.value;
  const clauses = refusing(target.at, () => readFormat(text)).filter((part) => typeof part !== 'string');
  if (clauses.length !== list.items.length) {
    throw new Mistake(`the format has ${clauses.length} clauses for ${list.items.length} values`, target.at);
  }
  for (const [at, { node }] of list.items.entries()) {
    const { verb } = clauses[at] as { verb: string };
    if (!fits(verb, node, checked))
      throw new Mistake(`\`%${verb}\` takes no ${typeText(checked.typeOf(node))}`, node.at);
  }
}

function fits(verb: string, node: Node, checked: Checked): boolean {
  const type = checked.typeOf(node);
  if (type.kind === 'dyn') return true;
  if (!TAKEN[verb]?.includes(type.kind)) return false;
  if (verb !== 's') return true;
  if (node.op === 'list') return node.items.every((item) => fits('s', item.node, checked));
  if (node.op !== 'map') return true;
  return node.entries.every(
    ({ key, value }) =>
      ['string', 'bool', 'int', 'uint', 'dyn'].includes(checked.typeOf(key).kind) && fits('s', value, checked),
  );
}
