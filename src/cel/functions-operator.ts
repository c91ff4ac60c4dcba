// Operators and the functions that take any value, as overloads (cel-go common/stdlib).
import { index, optionalIndex, size } from './access.ts';
import { add, arithmetic, negate, not, subtract } from './arithmetic.ts';
import { contains, equals } from './equality.ts';
import { noOverload } from './fault.ts';
import { compare } from './order.ts';
import type { Definition } from './overload.ts';
import { type CelValue, typeNameOf } from './value.ts';

const ORDERED = ['bool', 'int', 'uint', 'double', 'string', 'bytes', 'timestamp', 'duration'];
const NUMBERS = ['int', 'uint', 'double'];

function comparison(sign: string, holds: (order: number) => boolean): Definition[] {
  const run = (left: CelValue, right: CelValue): boolean => holds(compare(left, right));
  const pairs = ORDERED.flatMap((left) =>
    NUMBERS.includes(left) ? NUMBERS.map((right) => [left, right]) : [[left, left]],
  );
  return pairs.map(([left, right]) => [`${sign}(${left}, ${right}): bool`, run]);
}

function binary(
  sign: string,
  types: readonly string[],
  run: (left: CelValue, right: CelValue) => CelValue,
): Definition[] {
  return types.map((type) => [`${sign}(${type}, ${type}): ${type}`, run]);
}

/** Operators and the functions that work on values of any type. */
export const OPERATORS: readonly Definition[] = [
  ['?:(bool, A, A): A', () => noOverload('?:')],
  ['!(bool): bool', not],
  ['==(A, A): bool', (left: CelValue, right: CelValue) => equals(left, right)],
  ['!=(A, A): bool', (left: CelValue, right: CelValue) => !equals(left, right)],
  ...binary('+', ['bytes', 'double', 'duration'], add),
  ['+(duration, timestamp): timestamp', add],
  ['+(timestamp, duration): timestamp', add],
  ...binary('+', ['int', 'list(A)', 'string', 'uint'], add),
  ...binary('/', ['double', 'int', 'uint'], arithmetic('/')),
  ...binary('%', ['int', 'uint'], arithmetic('%')),
  ...binary('*', ['double', 'int', 'uint'], arithmetic('*')),
  ['-x(double): double', negate],
  ['-x(int): int', negate],
  ...binary('-', ['double', 'duration', 'int'], subtract),
  ['-(timestamp, duration): timestamp', subtract],
  ['-(timestamp, timestamp): duration', subtract],
  ['-(uint, uint): uint', subtract],
  ...comparison('<', (order) => order < 0),
  ...comparison('<=', (order) => order <= 0),
  ...comparison('>', (order) => order > 0),
  ...comparison('>=', (order) => order >= 0),
  ['[](list(A), int): A', index],
  ['[](map(A, B), A): B', index],
  ['[](optional(list(A)), int): optional(A)', index],
  ['[](optional(map(A, B)), A): optional(B)', index],
  ['[?](list(A), int): optional(A)', optionalIndex],
  ['[?](optional(list(A)), int): optional(A)', optionalIndex],
  ['[?](map(A, B), A): optional(B)', optionalIndex],
  ['[?](optional(map(A, B)), A): optional(B)', optionalIndex],
  ['in(A, list(A)): bool', (value: CelValue, container: CelValue) => contains(container, value)],
  ['in(A, map(A, B)): bool', (value: CelValue, container: CelValue) => contains(container, value)],
  ...['bytes', 'list(A)', 'map(A, B)', 'string'].flatMap((type): Definition[] => [
    [`size(${type}): int`, size],
    [`(${type}).size(): int`, size],
  ]),
  ['type(A): type(A)', (value: CelValue) => ({ kind: 'type', name: typeNameOf(value) })],
  ['dyn(A): dyn', (value: CelValue) => value],
];
