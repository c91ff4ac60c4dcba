// Pure synchronous built-ins that jsonata itself brings: number and date pictures. Nothing else of jsonata runs while an expression is evaluated.
import jsonata from 'jsonata';
import { charge } from './budget.ts';
import { ExpressionError } from './messages.ts';

type Native = (this: unknown, ...args: unknown[]) => unknown;

interface Environment {
  lookup(name: string): { readonly implementation: Native } | undefined;
}

/** Names of what is borrowed. */
export const BORROWED = [
  'formatNumber',
  'formatBase',
  'formatInteger',
  'parseInteger',
  'toMillis',
  'fromMillis',
  'round',
] as const;

/** jsonata hands its environment to this hook before it evaluates the first node, without waiting for anything. */
const ENTRY = Symbol.for('jsonata.__evaluate_entry');

function borrow(): ReadonlyMap<string, Native> {
  const natives = new Map<string, Native>();
  const probe = jsonata('true');
  probe.assign(ENTRY as unknown as string, (_node: unknown, _input: unknown, environment: Environment) => {
    for (const name of BORROWED) {
      const native = environment.lookup(name)?.implementation;
      if (native) natives.set(name, native);
    }
  });
  void probe.evaluate(undefined);
  return natives;
}

const NATIVES = borrow();

/** Stands in for jsonata's clock: any question to it is an error. */
const NO_CLOCK = new Proxy(
  {},
  {
    get: () => {
      throw new ExpressionError('no-clock');
    },
  },
);
const FOCUS = { environment: { timestamp: NO_CLOCK } };

/** Calls a borrowed function with checked arguments; whatever it throws becomes an ExpressionError. */
export function callBorrowed(name: (typeof BORROWED)[number], ...args: readonly unknown[]): unknown {
  for (const arg of args) if (typeof arg === 'string') charge(arg.length);
  try {
    return NATIVES.get(name)?.call(FOCUS, ...args);
  } catch (error) {
    if (error instanceof ExpressionError) throw error;
    const { code, value, message } = error as Record<string, unknown>;
    if (typeof code === 'string') throw new ExpressionError(code, -1, { token: name, value });
    throw new ExpressionError('invalid-argument', -1, {
      token: name,
      value: args[1] ?? args[0],
      message: String(message),
    });
  }
}

const refuse = (name: string, value: string, message: string) =>
  new ExpressionError('invalid-argument', -1, { token: name, value, message });

/** A picture for printing: widths are bounded, since a width is filled with characters. */
export function checkPicture(name: string, picture: string | undefined): void {
  if (picture === undefined) return;
  if (picture.length > 1_000) throw refuse(name, picture, 'a picture has at most 1,000 characters');
  if (/[,-]\s*\d{3}/.test(picture)) throw refuse(name, picture, 'a width has at most two digits');
}

/**
 * A picture for reading: jsonata makes a backtracking pattern of it, so parts of open width must be told apart by a separator
 * (at most three in a row may not), and the text is bounded.
 */
export function checkReading(name: string, text: string, picture: string): void {
  checkPicture(name, picture);
  if (text.length > 200) throw refuse(name, text, 'a text that is read by a picture has at most 200 characters');
  let run = 0;
  for (const part of picture.split(/(\[[^\]]*\])/)) {
    if (part.startsWith('[')) run += /w/i.test(part.slice(2)) ? 3 : 1;
    else if (/[^\sA-Za-z0-9,-]/.test(part) || (!/w/i.test(picture) && /[-,\s]/.test(part))) run = 0;
    if (run > 3) throw refuse(name, picture, 'put separators between its parts');
  }
}
