// Quantities as CEL computes with them: exactly, and with the server's two representations, because `isInteger` tells them apart
// (k8s.io/apimachinery pkg/api/resource). Text and number of a quantity for everyone else are in kube.
import { isInt64 } from './moment.ts';
import type { QuantityValue } from './value.ts';

const SYNTAX = /^([+-]?)(0*)(\d*)(\.\d*)?([eEinumkKMGTP]*[+-]?\d*)$/;
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };
const BINARY: Readonly<Record<string, number>> = { Ki: 10, Mi: 20, Gi: 30, Ti: 40, Pi: 50, Ei: 60 };
const NANO = -9;
/** An int64 holds 18 digits for certain. */
const DIGITS = 18;
/** Larger exponents mean nothing to anyone and would take all memory. */
const LARGEST_EXPONENT = 1_000;
const LONGEST = 10_000;
const MAX_INT64 = 2n ** 63n - 1n;

const quantity = (value: bigint, scale: number, decimal: boolean, computed = false): QuantityValue => ({
  kind: 'quantity',
  value,
  scale,
  decimal,
  computed,
});

/** A whole number as a quantity. */
export function quantityOf(value: bigint): QuantityValue {
  return quantity(value, 0, false);
}

function exponentOf(suffix: string): number | undefined {
  if (Object.hasOwn(DECIMAL, suffix)) return DECIMAL[suffix];
  if (!/^[eE][+-]?\d+$/.test(suffix)) return undefined;
  const exponent = Number(suffix.slice(1));
  return Math.abs(exponent) <= LARGEST_EXPONENT ? exponent : undefined;
}

/** Reads a quantity; undefined for what the server refuses. */
export function readQuantity(text: string): QuantityValue | undefined {
  const match = text !== '' && text.length <= LONGEST ? SYNTAX.exec(text) : null;
  if (!match) return undefined;
  const [, sign, , significant = '', point = '', suffix = ''] = match;
  const whole = significant === '' ? '0' : significant;
  const fraction = point.slice(1);
  const binary = Object.hasOwn(BINARY, suffix) ? BINARY[suffix] : undefined;
  const exponent = binary === undefined ? exponentOf(suffix) : 0;
  if (exponent === undefined) return undefined;
  const factor = binary === undefined ? 1n : 2n ** BigInt(binary);
  const digits = BigInt(whole + fraction) * factor;
  const signed = (value: bigint): bigint => (sign === '-' ? -value : value);
  const scale = exponent - fraction.length;
  const room =
    binary === undefined
      ? DIGITS - whole.length - fraction.length
      : fraction === ''
        ? 14 - whole.length - Math.trunc(binary * 0.3)
        : -1;
  if (room >= 0 && scale >= NANO && isInt64(digits)) return quantity(signed(digits), scale, false);
  let nanos = scale >= NANO ? digits * 10n ** BigInt(scale - NANO) : divideUp(digits, 10n ** BigInt(NANO - scale));
  const limit = MAX_INT64 * 10n ** 9n;
  if (binary !== undefined && nanos > limit) nanos = limit;
  return quantity(signed(nanos), NANO, true);
}

function divideUp(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}

function atScale({ value, scale }: QuantityValue, wanted: number): bigint {
  return value * 10n ** BigInt(scale - wanted);
}

/** -1, 0 or 1. */
export function compareQuantities(left: QuantityValue, right: QuantityValue): bigint {
  const scale = Math.min(left.scale, right.scale);
  const difference = atScale(left, scale) - atScale(right, scale);
  return difference < 0n ? -1n : difference > 0n ? 1n : 0n;
}

/** The sum; as an int64 where both are and the sum fits. */
export function addQuantities(left: QuantityValue, right: QuantityValue): QuantityValue {
  const small = !left.decimal && !right.decimal;
  if (small && right.value === 0n) return { ...left, computed: true };
  if (small && left.value === 0n) return { ...right, computed: true };
  const scale = Math.min(left.scale, right.scale);
  const [a, b] = [atScale(left, scale), atScale(right, scale)];
  const fits = small && isInt64(a) && isInt64(b) && isInt64(a + b);
  return quantity(a + b, scale, !fits, true);
}

/** The difference. */
export function subtractQuantities(left: QuantityValue, right: QuantityValue): QuantityValue {
  return addQuantities(left, { ...right, value: -right.value });
}

/** The whole number that the quantity is; undefined where the server keeps it otherwise. */
export function integerOf({ value, scale, decimal }: QuantityValue): bigint | undefined {
  if (decimal || scale < 0) return undefined;
  const whole = value * 10n ** BigInt(scale);
  return isInt64(whole) ? whole : undefined;
}

/** The nearest double, as the server computes it. */
export function approximate({ value, scale }: QuantityValue): number {
  return scale === 0 ? Number(value) : Number(value) * Number(`1e${scale}`);
}
