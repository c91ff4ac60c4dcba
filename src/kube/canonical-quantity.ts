// The text that the API server writes for a quantity (k8s.io/apimachinery resource.Quantity): `0.5` is `500m`, `1024Mi` is `1Gi`.
// Values as numbers are quantity.ts.

const BINARY: readonly string[] = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
/** Decimal suffixes in steps of a thousand, from nano on. */
const DECIMAL: readonly string[] = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'];
const NANO = 9;
const HIGHEST = 18;
const ONE = 10n ** 9n;
/** Binary quantities end where int64 does; decimal ones go on as arbitrary-precision decimals. */
const BINARY_LIMIT = (2n ** 63n - 1n) * ONE;

const SYNTAX = /^([+-]?)(\d*)(?:\.(\d*))?(Ki|Mi|Gi|Ti|Pi|Ei|[numkMGTPE]?|[eE][+-]?\d{1,3})$/;
/** Longer texts are no quantity that anyone means. */
const LONGEST = 256;

type Form = 'binary' | 'decimal' | 'exponent';

/**
 * The canonical text; undefined for what the server refuses. Values are rounded up to billionths, in resource lists
 * (`thousandths`) up to thousandths. A text that is canonical enough is kept as written: `1000Mi`, `"1e3"`.
 */
export function canonicalQuantity(value: unknown, thousandths = false): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const text = String(value).trim();
  const [, sign, whole = '', fraction = '', suffix = ''] = (text.length <= LONGEST && SYNTAX.exec(text)) || [];
  if (sign === undefined || (whole === '' && fraction === '')) return undefined;
  if (text === '0') return text;
  const power = BINARY.indexOf(suffix);
  const form: Form = power > 0 ? 'binary' : suffix.length > 1 ? 'exponent' : 'decimal';
  const exponent = form === 'exponent' ? Number(suffix.slice(1)) : 3 * DECIMAL.indexOf(suffix) - NANO;
  const scale = exponent - fraction.length;
  const canonical =
    form === 'binary' ? isCanonicalBinary(whole, fraction, power) : isCanonical(whole + fraction, scale);
  if (canonical && !(thousandths && form !== 'binary' && scale < -3)) return text;
  const digits = BigInt(whole + fraction);
  let amount =
    form === 'binary'
      ? divideUp(digits * 1024n ** BigInt(power) * ONE, 10n ** BigInt(fraction.length))
      : shifted(digits, scale + NANO);
  if (thousandths) amount = divideUp(amount, 10n ** 6n) * 10n ** 6n;
  if (amount === 0n) return '0';
  if (form === 'binary' && amount > BINARY_LIMIT) amount = BINARY_LIMIT;
  return `${sign === '-' ? '-' : ''}${written(amount, form)}`;
}

/** The server's shortcut for whole binary numbers that are small enough and no multiple of eight. */
function isCanonicalBinary(whole: string, fraction: string, power: number): boolean {
  return fraction === '' && whole.length + 3 * power + 1 <= 15 && (BigInt(whole) & 7n) !== 0n;
}

/** The server's shortcut for decimal numbers: at most 18 digits, a power of a thousand, no zeros to move into it. */
function isCanonical(digits: string, scale: number): boolean {
  return digits.length <= 18 && scale >= -NANO && scale % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0');
}

/** An amount in billionths with the largest suffix that leaves a whole number. */
function written(amount: bigint, form: Form): string {
  if (form === 'binary' && amount >= 1024n * ONE && amount % ONE === 0n) {
    let number = amount / ONE;
    let power = 0;
    for (; number % 1024n === 0n && power < 6; power += 1) number /= 1024n;
    return `${number}${BINARY[power]}`;
  }
  let number = amount;
  let power = -NANO;
  for (; number % 1000n === 0n && (form === 'exponent' || power < HIGHEST); power += 3) number /= 1000n;
  if (form === 'exponent') return power === 0 ? String(number) : `${number}e${power}`;
  return `${number}${DECIMAL[(power + NANO) / 3]}`;
}

function shifted(digits: bigint, places: number): bigint {
  return places >= 0 ? digits * 10n ** BigInt(places) : divideUp(digits, 10n ** BigInt(-places));
}

function divideUp(value: bigint, by: bigint): bigint {
  return (value + by - 1n) / by;
}
