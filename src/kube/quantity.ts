// Kubernetes quantities (`500m`, `1Gi`, `1e3`) as numbers in base units: cores, bytes, counts.

/** Binary suffixes are powers of 1024, decimal ones powers of 1000 (k8s.io/apimachinery resource.Quantity). */
const BINARY: Readonly<Record<string, number>> = { Ki: 1, Mi: 2, Gi: 3, Ti: 4, Pi: 5, Ei: 6 };
const DECIMAL: Readonly<Record<string, number>> = { n: -9, u: -6, m: -3, '': 0, k: 3, M: 6, G: 9, T: 12, P: 15, E: 18 };

const SYNTAX = /^ *([+-]?)([0-9]+\.?[0-9]*|\.[0-9]+)(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]?|[eE][+-]?[0-9]{1,3}) *$/;

/**
 * The value in base units, undefined for what is no quantity. A number stands for itself.
 * `500m` and `0.5` give the same number: decimal powers are divided, never multiplied by an inexact fraction.
 */
export function parseQuantity(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string' || value.length > 64) return undefined;
  const match = SYNTAX.exec(value);
  if (!match) return undefined;
  const [, sign, digits = '', suffix = ''] = match;
  const magnitude = Number(digits);
  const binary = BINARY[suffix];
  const result =
    binary !== undefined
      ? magnitude * 1024 ** binary
      : scale(digits, /^[eE]/.test(suffix) && suffix.length > 1 ? Number(suffix.slice(1)) : (DECIMAL[suffix] ?? 0));
  return sign === '-' ? -result : result;
}

/** Reads digits and exponent in one go, so that the result is the double nearest to the written value. */
function scale(digits: string, exponent: number): number {
  return Number(`${digits}e${exponent}`);
}
