// Argument checking by JSONata's signatures (`<s-nn?:s>`): what a function takes, what the context fills in, what is wrapped into a list.
import { charge } from './budget.ts';
import { ExpressionError } from './messages.ts';

interface Parameter {
  /** One of `snblfoajx`, or a choice such as `(sf)`. */
  readonly type: string;
  pattern: string;
  /** Pattern that the context must match to stand in; undefined where it may not. */
  context?: RegExp;
  subtype?: string;
}

/** Checks arguments against the signature and returns them as the function takes them. */
export type Signature = (args: readonly unknown[], context: unknown, label: string | undefined) => readonly unknown[];

const ITEM_TYPES: Readonly<Record<string, string>> = {
  a: 'lists',
  b: 'booleans',
  f: 'functions',
  n: 'numbers',
  o: 'objects',
  s: 'strings',
};

/** The letter of a value's type; `m` is missing, `l` is null. */
function letterOf(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return 's';
    case 'number':
      return 'n';
    case 'boolean':
      return 'b';
    case 'function':
      return 'f';
    case 'object':
      return value === null ? 'l' : Array.isArray(value) ? 'a' : 'o';
    default:
      return 'm';
  }
}

const closing = (text: string, start: number, open: string, close: string): number => {
  let depth = 1;
  let at = start;
  while (depth > 0 && ++at < text.length) {
    if (text[at] === open) depth++;
    else if (text[at] === close) depth--;
  }
  return at;
};

function parametersOf(definition: string): readonly Parameter[] {
  const parameters: Parameter[] = [];
  for (let at = 1; at < definition.length && definition[at] !== ':'; at++) {
    const letter = definition[at] ?? '';
    const last = parameters.at(-1);
    if ('snblo'.includes(letter)) parameters.push({ type: letter, pattern: `[${letter}m]` });
    else if ('ax'.includes(letter)) parameters.push({ type: letter, pattern: '[asnblfom]' });
    else if (letter === 'j') parameters.push({ type: letter, pattern: '[asnblom]' });
    else if (letter === 'f') parameters.push({ type: letter, pattern: 'f' });
    else if (letter === '(') {
      const end = closing(definition, at, '(', ')');
      const choice = definition.slice(at + 1, end);
      parameters.push({ type: `(${choice})`, pattern: `[${choice}m]` });
      at = end;
    } else if (last && letter === '<') {
      const end = closing(definition, at, '<', '>');
      last.subtype = definition.slice(at + 1, end);
      at = end;
    } else if (last && letter === '-') {
      last.context = new RegExp(last.pattern);
      last.pattern += '?';
    } else if (last && (letter === '?' || letter === '+')) last.pattern += letter;
  }
  return parameters;
}

const cache = new Map<string, Signature>();

/** The checker of a signature. */
export function signatureOf(definition: string): Signature {
  const known = cache.get(definition);
  if (known) return known;
  const parameters = parametersOf(definition);
  const whole = new RegExp(`^${parameters.map(({ pattern }) => `(${pattern})`).join('')}$`);
  const check: Signature = (args, context, label) => {
    const letters = args.map(letterOf).join('');
    const match = whole.exec(letters);
    if (!match) throw mismatch(parameters, args, letters, label);
    const taken: unknown[] = [];
    let next = 0;
    parameters.forEach((parameter, place) => {
      const matched = match[place + 1] ?? '';
      if (matched === '') {
        if (!parameter.context) taken.push(args[next++]);
        else if (parameter.context.test(letterOf(context))) taken.push(context);
        else throw new ExpressionError('T0411', -1, { token: label, value: context, index: next + 1 });
        return;
      }
      for (const letter of matched) {
        taken.push(parameter.type === 'a' ? listOf(parameter, letter, matched, args[next], next, label) : args[next]);
        next++;
      }
    });
    return taken;
  };
  if (cache.size < 1_000) cache.set(definition, check);
  return check;
}

function listOf(
  { subtype }: Parameter,
  letter: string,
  matched: string,
  value: unknown,
  at: number,
  label?: string,
): unknown {
  if (letter === 'm') return undefined;
  if (subtype !== undefined) {
    const fits = letter === 'a' ? itemsFit(value as readonly unknown[], subtype.charAt(0)) : matched === subtype;
    if (!fits)
      throw new ExpressionError('T0412', -1, {
        token: label,
        value,
        index: at + 1,
        type: ITEM_TYPES[subtype] ?? 'one type',
      });
  }
  return letter === 'a' ? value : [value];
}

function itemsFit(items: readonly unknown[], letter: string): boolean {
  charge(items.length >> 2);
  return items.every((item) => letterOf(item) === letter);
}

function mismatch(
  parameters: readonly Parameter[],
  args: readonly unknown[],
  letters: string,
  token?: string,
): ExpressionError {
  let pattern = '^';
  let good = 0;
  for (const parameter of parameters) {
    pattern += parameter.pattern;
    const match = letters.match(pattern);
    if (!match) break;
    good = match[0].length;
  }
  return new ExpressionError('T0410', -1, { token, value: args[good], index: good + 1 });
}
