// Whether two nodes can never fit the same value: by their types, by a literal, or by a key that one always has and the other never.
import type { MapNode, Member, Node } from './program.ts';
import { typeOf } from './scope.ts';

/** True only where that is sure. */
export function areDisjoint(a: Node, b: Node): boolean {
  const [left, right] = [shapesOf(a), shapesOf(b)];
  if (left && right && ![...left].some((shape) => right.has(shape))) return true;
  if (a.kind === 'choice') return a.alternatives.every(({ node }) => areDisjoint(node, b));
  if (b.kind === 'choice') return b.alternatives.every(({ node }) => areDisjoint(a, node));
  if (a.kind === 'map' && b.kind === 'map') return areMapsDisjoint(a, b) || areMapsDisjoint(b, a);
  if (a.kind === 'literal' && b.kind === 'literal') return a.value !== b.value && !a.quantity;
  if (a.kind === 'text' && b.kind === 'literal') return !fitsText(a.parts, String(b.value));
  if (b.kind === 'text' && a.kind === 'literal') return !fitsText(b.parts, String(a.value));
  if (a.kind === 'text' && b.kind === 'text') return !share(a.parts, b.parts);
  if (a.kind === 'verbatim' && b.kind === 'verbatim') return JSON.stringify(a.value) !== JSON.stringify(b.value);
  if (a.kind === 'hole' && b.kind === 'literal') return isNeverOf(a, b.value);
  if (b.kind === 'hole' && a.kind === 'literal') return isNeverOf(b, a.value);
  return false;
}

const NUMBERS = ['integer', 'number'];

/** The JSON types that a node takes; undefined for any. */
function shapesOf(node: Node): ReadonlySet<string> | undefined {
  switch (node.kind) {
    case 'map':
      return new Set(['object']);
    case 'list':
      return new Set(['array']);
    case 'text':
      return new Set(['string']);
    case 'literal':
    case 'verbatim':
      return new Set(typeof node.value === 'number' ? NUMBERS : [typeOf(node.value)]);
    case 'hole': {
      const { types } = node.ref.slot;
      return types && (NUMBERS.some((one) => types.has(one)) ? new Set([...types, ...NUMBERS]) : types);
    }
    default:
      return undefined;
  }
}

/** A hole whose parameter lists its values is never another one. */
function isNeverOf({ ref }: Node & { readonly kind: 'hole' }, value: string | number | boolean): boolean {
  const listed = ref.slot.schema['enum'];
  return Array.isArray(listed) && !listed.includes(value);
}

function fitsText(parts: readonly string[], text: string): boolean {
  return text.startsWith(parts[0] ?? '') && text.endsWith(parts.at(-1) ?? '');
}

/** Whether some text fits both: their beginnings and their ends do not contradict each other. */
function share(a: readonly string[], b: readonly string[]): boolean {
  const [start, other] = [a[0] ?? '', b[0] ?? ''];
  const [end, last] = [a.at(-1) ?? '', b.at(-1) ?? ''];
  return (start.startsWith(other) || other.startsWith(start)) && (end.endsWith(last) || last.endsWith(end));
}

function isRequired({ optional, when, node }: Member): boolean {
  return !optional && when === undefined && !node.voidable;
}

/** By a member that `a` always has: `b` cannot have it, or has another there. */
function areMapsDisjoint(a: MapNode, b: MapNode): boolean {
  return a.members.some((member) => {
    if (!isRequired(member)) return false;
    const other = b.byKey.get(member.key);
    if (other) return isRequired(other) && areDisjoint(member.node, other.node);
    const inChoice = b.choice?.merged?.has(member.key) ?? false;
    return !inChoice && !(b.extra.allow && (b.extra.keys?.test(member.key) ?? true));
  });
}
