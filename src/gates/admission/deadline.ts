// How long the API server waits for an answer, by the `timeout` query parameter that it adds to the webhook's URL.

/** What the API server waits when a registration says nothing (`timeoutSeconds`). */
const DEFAULT_MILLISECONDS = 10_000;

/** The API server itself waits for 30 s at most. */
const LONGEST_MILLISECONDS = 60_000;

/** Kept back for the way home: a tenth of the time, at most half a second. */
const margin = (milliseconds: number) => Math.min(500, milliseconds / 10);

const UNITS: Readonly<Record<string, number>> = {
  ns: 1e-6,
  us: 1e-3,
  µs: 1e-3,
  μs: 1e-3,
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
};

/** Milliseconds of a Go duration (`10s`, `1m30s`, `1.5s`), undefined for anything else, negative ones included. */
export function parseDuration(text: string): number | undefined {
  const parts = [...text.matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== text) return undefined;
  return parts.reduce((total, [, number, unit]) => total + Number(number) * (UNITS[unit ?? ''] ?? 0), 0);
}

/** An API server says the same in every request. */
let last: { readonly url: string; readonly milliseconds: number | undefined } | undefined;

/** Milliseconds in which to answer, from the URL of a request; undefined when its `timeout` cannot be read. */
export function timeToAnswer(url: string): number | undefined {
  if (last?.url !== url) last = { url, milliseconds: readTime(url) };
  return last.milliseconds;
}

function readTime(url: string): number | undefined {
  const query = url.indexOf('?');
  const given = query < 0 ? null : new URLSearchParams(url.slice(query + 1)).get('timeout');
  const milliseconds = given === null ? DEFAULT_MILLISECONDS : parseDuration(given);
  if (milliseconds === undefined || milliseconds <= 0) return undefined;
  const bounded = Math.min(milliseconds, LONGEST_MILLISECONDS);
  return bounded - margin(bounded);
}
