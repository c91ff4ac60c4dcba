// Points in time as the API server reads them: Go's time.Parse with the layouts of metav1.Time and metav1.MicroTime. It takes a
// little more than RFC 3339 (one digit for the hour, a comma before the fraction) and a little less (no lower-case `t`).

const SYNTAX = /^(\d{4})-(\d{2})-(\d{2})T(\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d+))?(?:Z|[+-](\d{2}):(\d{2}))$/;

/** Digits of a second that metav1.MicroTime asks for, no more and no fewer. */
const MICRO_DIGITS = 6;

/** True for what metav1.Time reads. */
export function isTime(text: string): boolean {
  return parts(text) !== undefined;
}

/** True for what metav1.MicroTime reads: six digits behind the second. */
export function isMicroTime(text: string): boolean {
  return parts(text)?.fraction?.length === MICRO_DIGITS;
}

function parts(text: string): { readonly fraction: string | undefined } | undefined {
  const match = SYNTAX.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as number[];
  const zone = Number(match[8] ?? 0) <= 24 && Number(match[9] ?? 0) <= 60;
  const clock = hour! < 24 && minute! < 60 && second! < 60;
  return zone && clock && isDay(year!, month!, day!) ? { fraction: match[7] } : undefined;
}

/** True for a day of the Gregorian calendar, which Go extends to the year 0. */
export function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return day <= [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]!;
}
