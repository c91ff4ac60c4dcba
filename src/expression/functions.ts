// The functions that Sallyport adds to JSONata, for Kubernetes and against the traps of the language: all total and synchronous.
// reference.ts documents each with an example that is executed.
import { parseImage } from '../kube/image.ts';
import { type LabelSelector, selects } from '../kube/label-selector.ts';
import { isJsonObject } from '../kube/object.ts';
import { parseQuantity } from '../kube/quantity.ts';
import { charge, chargeText } from './budget.ts';
import { type Builtin, builtin } from './builtin.ts';
import { invokeWith } from './call.ts';
import { ExpressionError } from './messages.ts';
import { networkContains, parseNetwork } from './network.ts';
import { found, patternOf } from './regex.ts';
import { type Callable, truthy } from './values.ts';
import { compareVersions, parseVersion } from './version.ts';

type Text = string | undefined;

const refused = (token: string, value: unknown, message: string) =>
  new ExpressionError('invalid-argument', -1, { token: `$${token}`, value, message });

function quantity(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  const amount = parseQuantity(value);
  if (amount === undefined) throw refused('quantity', value, 'write a quantity such as `500m`, `1.5` or `2Gi`');
  return amount;
}

function matches(text: Text, source: Text): boolean | undefined {
  if (text === undefined || source === undefined) return undefined;
  charge(source.length);
  if (source.length > 1_000) throw refused('matches', source, 'a pattern has at most 1,000 characters');
  return found(patternOf({ source, flags: '' }, -1), text);
}

const OPERATORS: ReadonlySet<unknown> = new Set(['In', 'NotIn', 'Exists', 'DoesNotExist']);
const isText = (value: unknown) => typeof value === 'string';

/** The selector, when it is one that the API server takes; otherwise an error that says what is wrong. */
function selectorOf(value: unknown): LabelSelector {
  const wrong = (message: string) => refused('selects', value, message);
  if (!isJsonObject(value)) throw wrong('write a label selector with matchLabels or matchExpressions');
  const { matchLabels, matchExpressions, ...more } = value;
  const [unknown] = Object.keys(more);
  if (unknown !== undefined) throw wrong(`a label selector has matchLabels and matchExpressions, no \`${unknown}\``);
  if (matchLabels !== undefined && !(isJsonObject(matchLabels) && Object.values(matchLabels).every(isText)))
    throw wrong('matchLabels must be a map of strings');
  if (matchExpressions !== undefined && !Array.isArray(matchExpressions))
    throw wrong('matchExpressions must be a list');
  for (const one of matchExpressions ?? []) {
    const { key, operator, values = [] } = isJsonObject(one) ? one : {};
    if (!isText(key) || !OPERATORS.has(operator))
      throw wrong('a requirement has a key and one of the operators In, NotIn, Exists, DoesNotExist');
    if (!Array.isArray(values) || !values.every(isText))
      throw wrong('the values of a requirement must be a list of strings');
    const listed = operator === 'In' || operator === 'NotIn';
    if (listed !== values.length > 0)
      throw wrong(`\`${String(operator)}\` ${listed ? 'needs values' : 'takes no values'}`);
  }
  return value as LabelSelector;
}

function selected(selector: unknown, labels: unknown): boolean {
  // a missing selector selects nothing, an empty one everything
  if (selector === undefined) return false;
  charge(8);
  return selects(selectorOf(selector), (labels ?? {}) as Readonly<Record<string, string>>);
}

/** `*` stands for any characters, `?` for one; matched from both ends of the pattern, in linear space and without recursion. */
function glob(pattern: Text, text: Text): boolean | undefined {
  if (pattern === undefined || text === undefined) return undefined;
  chargeText(pattern.length + text.length);
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (p < pattern.length && pattern[p] === '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      // the last star takes one character more
      charge(1);
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

function cidrContains(cidr: Text, inner: Text): boolean | undefined {
  if (cidr === undefined || inner === undefined) return undefined;
  const [network, address] = [parseNetwork(cidr), parseNetwork(inner)];
  if (!network) throw refused('cidrContains', cidr, 'write a network such as `10.0.0.0/8` or `fd00::/8`');
  if (!address) throw refused('cidrContains', inner, 'write an address or network such as `10.1.2.3`');
  return networkContains(network, address);
}

function compare(a: Text, b: Text): number | undefined {
  if (a === undefined || b === undefined) return undefined;
  const [one, other] = [parseVersion(a), parseVersion(b)];
  return one && other ? compareVersions(one, other) : undefined;
}

/** Asks the function of each item; `until` is the answer that ends the search. Nothing is an empty list. */
function asked(until: boolean): (list: unknown, fn: unknown) => boolean {
  return (list, fn) => {
    const items = (list ?? []) as readonly unknown[];
    for (let i = 0; i < items.length; i++)
      if (truthy(invokeWith(fn as Callable, items[i], i, items)) === until) return until;
    return !until;
  };
}

/** Sallyport's own functions. */
export const FUNCTIONS: readonly Builtin[] = [
  builtin('quantity', '<(sn)-:n>', 1, quantity, ['s']),
  builtin('image', '<s-:o>', 1, (text) => (text === undefined ? undefined : parseImage(text as string)), ['s']),
  builtin('semver', '<s-:o>', 1, (text) => (text === undefined ? undefined : parseVersion(text as string)), ['s']),
  builtin('compareVersions', '<ss:n>', 2, (a, b) => compare(a as Text, b as Text), ['s', 's']),
  builtin('matches', '<ss:b>', 2, (text, pattern) => matches(text as Text, pattern as Text), ['s', 's']),
  builtin('glob', '<ss:b>', 2, (pattern, text) => glob(pattern as Text, text as Text), ['s', 's']),
  builtin('selects', '<oo:b>', 2, selected, ['o', 'o']),
  builtin('cidrContains', '<ss:b>', 2, (cidr, inner) => cidrContains(cidr as Text, inner as Text), ['s', 's']),
  builtin('every', '<af:b>', 2, asked(false), ['a', 'f']),
  builtin('some', '<af:b>', 2, asked(true), ['a', 'f']),
  builtin('default', '<xx:x>', 2, (value, fallback) => value ?? fallback, ['x', 'x']),
];
