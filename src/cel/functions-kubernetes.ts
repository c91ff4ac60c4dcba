// Quantities, versions and named formats (k8s.io/apiserver pkg/cel/library: quantity, semver, format).
import { Fault, shown } from './fault.ts';
import { FORMATS, problemsOf } from './named-format.ts';
import type { Definition } from './overload.ts';
import {
  addQuantities,
  approximate,
  compareQuantities,
  integerOf,
  quantityOf,
  readQuantity,
  subtractQuantities,
} from './quantity.ts';
import { compareSemver, parseLooseSemver, parseSemver } from './semver.ts';
import { type FormatValue, listOf, NONE, type Optional, type QuantityValue, type SemverValue, some } from './value.ts';

function unfit(text: string, what: string): never {
  throw new Fault(`\`${shown(text)}\` is no ${what}`);
}

function asInteger(quantity: QuantityValue): bigint {
  const integer = integerOf(quantity);
  if (integer === undefined) throw new Fault('the quantity is no integer');
  return integer;
}

const readSemver = (text: string, loose = false): SemverValue | undefined =>
  loose ? parseLooseSemver(text) : parseSemver(text);
const semver = (text: string, loose = false): SemverValue => readSemver(text, loose) ?? unfit(text, 'semantic version');
const isSemver = (text: string, loose = false): boolean => readSemver(text, loose) !== undefined;

const number =
  (at: number) =>
  (version: SemverValue): bigint =>
    BigInt.asIntN(64, version.numbers[at] as bigint);

function named(name: string): Optional {
  return FORMATS.has(name) ? some({ kind: 'format', name }) : NONE;
}

function validate({ name }: FormatValue, text: string): Optional {
  const problems = problemsOf(name, text);
  return problems.length === 0 ? NONE : some(listOf(problems));
}

type Quantities = [left: QuantityValue, right: QuantityValue];
type Versions = [left: SemverValue, right: SemverValue];

/** Functions of Kubernetes' own types. */
export const KUBERNETES_FUNCTIONS: readonly Definition[] = [
  ['quantity(string): quantity', (text: string) => readQuantity(text) ?? unfit(text, 'quantity')],
  ['isQuantity(string): bool', (text: string) => readQuantity(text) !== undefined],
  ['sign(quantity): int', ({ value }: QuantityValue) => (value > 0n ? 1n : value < 0n ? -1n : 0n)],
  ['(quantity).isGreaterThan(quantity): bool', (...both: Quantities) => compareQuantities(...both) > 0n],
  ['(quantity).isLessThan(quantity): bool', (...both: Quantities) => compareQuantities(...both) < 0n],
  ['(quantity).compareTo(quantity): int', compareQuantities],
  ['(quantity).asApproximateFloat(): double', approximate],
  ['(quantity).asInteger(): int', asInteger],
  ['(quantity).isInteger(): bool', (quantity: QuantityValue) => integerOf(quantity) !== undefined],
  ['(quantity).add(quantity): quantity', addQuantities],
  ['(quantity).add(int): quantity', (left: QuantityValue, right: bigint) => addQuantities(left, quantityOf(right))],
  ['(quantity).sub(quantity): quantity', subtractQuantities],
  [
    '(quantity).sub(int): quantity',
    (left: QuantityValue, right: bigint) => subtractQuantities(left, quantityOf(right)),
  ],
  ['semver(string): semver', semver],
  ['semver(string, bool): semver', semver],
  ['isSemver(string): bool', isSemver],
  ['isSemver(string, bool): bool', isSemver],
  ['(semver).isGreaterThan(semver): bool', (...both: Versions) => compareSemver(...both) > 0n],
  ['(semver).isLessThan(semver): bool', (...both: Versions) => compareSemver(...both) < 0n],
  ['(semver).compareTo(semver): int', compareSemver],
  ['(semver).major(): int', number(0)],
  ['(semver).minor(): int', number(1)],
  ['(semver).patch(): int', number(2)],
  ['format.named(string): optional(format)', named],
  ...[...FORMATS.keys()].map((name): Definition => [`format.${name}(): format`, () => ({ kind: 'format', name })]),
  ['(format).validate(string): optional(list(string))', validate],
];
