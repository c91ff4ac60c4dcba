// A float as Go prints a float32 in its `g` format with the fewest digits: how sigs.k8s.io/yaml makes a name of a float that is
// a key. Exact whole numbers decide, because rounding twice (to a double, then to a float32) picks other digits at ties.

/** The text of a number as the name of a member. */
export function singleText(number: number): string {
  if (Number.isNaN(number)) return '.nan';
  const single = Math.fround(number);
  if (!Number.isFinite(single)) return single > 0 ? '.inf' : '-.inf';
  if (single === 0) return Object.is(single, -0) ? '-0' : '0';
  const { digits, exponent } = shortest(Math.abs(single));
  const sign = single < 0 ? '-' : '';
  if (exponent < -4 || exponent >= EXPONENT_FORM) {
    const point = digits.length > 1 ? `${digits[0]}.${digits.slice(1)}` : digits;
    return `${sign}${point}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const rest = digits.slice(exponent + 1);
  return sign + whole + (rest === '' ? '' : `.${rest}`);
}

/** From this power of ten on Go's shortest `g` is written with an exponent (strconv, ftoa.go). */
const EXPONENT_FORM = 6;
/** The smallest float32 above 0 is 2^-149. */
const SMALLEST_POWER = -149;
const HIDDEN_BIT = 2 ** 23;

/** The fewest digits between the neighbours of a float32, of those the nearest, of two as near the even; `d.ddd` times 10^exponent. */
function shortest(single: number): { readonly digits: string; readonly exponent: number } {
  let power = Math.max(Math.floor(Math.log2(single)) - 23, SMALLEST_POWER);
  while (single / 2 ** power >= 2 * HIDDEN_BIT) power++;
  while (power > SMALLEST_POWER && single / 2 ** power < HIDDEN_BIT) power--;
  const mantissa = single / 2 ** power;
  // Quarters of the last bit: half-way to the neighbours, of which the lower is nearer at a power of two.
  const middle = 4n * BigInt(mantissa);
  const low = middle - (mantissa === HIDDEN_BIT && power > SMALLEST_POWER ? 1n : 2n);
  const high = middle + 2n;
  const even = mantissa % 2 === 0;
  let exponent = Math.floor(Math.log10(single));
  for (let count = 1; ; count++) {
    // All are counted in units of 10^(exponent - count + 1), times `below`.
    const unit = exponent - count + 1;
    const up = 2n ** BigInt(Math.max(power - 2, 0)) * 10n ** BigInt(Math.max(-unit, 0));
    const below = 2n ** BigInt(Math.max(2 - power, 0)) * 10n ** BigInt(Math.max(unit, 0));
    const floor = (middle * up) / below;
    const inside = (candidate: bigint) => {
      const at = candidate * below;
      return even ? at >= low * up && at <= high * up : at > low * up && at < high * up;
    };
    const twice = 2n * (middle * up - floor * below);
    const nearest = twice > below || (twice === below && floor % 2n === 1n) ? floor + 1n : floor;
    const other = nearest === floor ? floor + 1n : floor;
    const chosen = inside(nearest) ? nearest : inside(other) ? other : undefined;
    if (chosen === undefined) continue;
    const digits = String(chosen);
    exponent += digits.length - count;
    return { digits: digits.replace(/0+$/, ''), exponent };
  }
}
