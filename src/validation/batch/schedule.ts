// Cron schedules as the API server reads them: the grammar of github.com/robfig/cron/v3 (ParseStandard), with what it is
// lenient about. Says whether a schedule can be read; when it next fires is for the controller.
import { isTimeZone } from './time-zones.ts';

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

/** The five fields in their order; names stand for numbers from `min` on. */
const FIELDS: readonly Field[] = [
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day of month', min: 1, max: 31 },
  {
    name: 'month',
    min: 1,
    max: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of week', min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

const NICKNAMES: ReadonlySet<string> = new Set([
  '@yearly',
  '@annually',
  '@monthly',
  '@weekly',
  '@daily',
  '@midnight',
  '@hourly',
]);
const EVERY = '@every ';

/** What separates fields: Go's unicode.IsSpace. */
const BLANKS = /[\t-\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
/** What Go's strconv.Atoi takes, but for its bounds. */
const INTEGER = /^[+-]?[0-9]+$/;
/** Go's time.ParseDuration: numbers with units one after the other; `0` needs none. */
const DURATION = /^[+-]?(?:0|(?:(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:ns|us|µs|μs|ms|s|m|h))+)$/;
const UNITS: Readonly<Record<string, number>> = {
  ns: 1,
  us: 1e3,
  µs: 1e3,
  μs: 1e3,
  ms: 1e6,
  s: 1e9,
  m: 6e10,
  h: 3.6e12,
};

/** Why a schedule can't be read, as the end of a sentence about it; undefined where it can. */
export function scheduleProblem(schedule: string): string | undefined {
  let rest = schedule;
  if (/^(?:CRON_)?TZ=/.test(schedule)) {
    const blank = schedule.indexOf(' ');
    const zone = schedule.slice(schedule.indexOf('=') + 1, blank < 0 ? undefined : blank);
    if (blank < 0 || !(zone === '' || zone === 'Local' || isTimeZone(zone)))
      return 'names a time zone that is not known';
    rest = schedule.slice(blank).trim();
  }
  if (rest.startsWith('@')) return nicknameProblem(rest);
  const fields = rest.split(BLANKS).filter((field) => field !== '');
  if (fields.length !== FIELDS.length) return `has ${fields.length} fields, and takes 5`;
  for (const [index, field] of FIELDS.entries()) {
    for (const range of fields[index]!.split(',')) {
      // the server skips what stands between two commas when nothing does
      const problem = range === '' ? undefined : rangeProblem(range, field);
      if (problem !== undefined) return `${problem} in its field for the ${field.name}`;
    }
  }
  return undefined;
}

function nicknameProblem(text: string): string | undefined {
  if (NICKNAMES.has(text)) return undefined;
  if (!text.startsWith(EVERY)) return `takes one of ${[...NICKNAMES].join(', ')} or \`@every\` with a duration`;
  return isDuration(text.slice(EVERY.length)) ? undefined : 'takes a duration such as `1h30m` after `@every`';
}

function isDuration(text: string): boolean {
  if (!DURATION.test(text)) return false;
  let nanoseconds = 0;
  for (const [, number, unit] of text.matchAll(/([0-9.]+)([a-zµμ]+)/g)) nanoseconds += Number(number) * UNITS[unit!]!;
  return nanoseconds < 2 ** 63;
}

/** One range: `*`, `?`, `5`, `5-10`, each with an optional `/step`. */
function rangeProblem(range: string, { min, max, names }: Field): string | undefined {
  const [bounds = '', step, ...moreSteps] = range.split('/');
  const [first = '', last, ...moreBounds] = bounds.split('-');
  let start: number | undefined = min;
  let end: number | undefined = max;
  // after a star the server does not look at what a hyphen adds
  if (first !== '*' && first !== '?') {
    start = numberOf(first, min, names);
    end = last === undefined ? (step === undefined ? start : max) : numberOf(last, min, names);
    if (moreBounds.length > 0) return 'has too many hyphens';
  }
  if (moreSteps.length > 0) return 'has too many slashes';
  const every = step === undefined ? 1 : numberOf(step, 0);
  if (start === undefined || end === undefined || every === undefined) return 'has something that is no number';
  if (start < min || end > max) return `has a number outside ${min} to ${max}`;
  if (start > end) return 'has a range that ends before it begins';
  return every === 0 ? 'has a step of zero' : undefined;
}

function numberOf(text: string, min: number, names: readonly string[] = []): number | undefined {
  const named = names.indexOf(text.toLowerCase());
  if (named >= 0) return min + named;
  const number = INTEGER.test(text) ? Number(text) : Number.NaN;
  return number >= 0 && number < 2 ** 63 ? number : undefined;
}
