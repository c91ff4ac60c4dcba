// jsonata as the oracle: both evaluators on one input, their outcomes as text that can be compared, and the class of a difference.
import jsonata from 'jsonata';
import { run } from '../../src/expression/budget.ts';
import { BUILTINS, compileExpression } from '../../src/expression/compile.ts';
import { FUNCTIONS } from '../../src/expression/functions.ts';
import { type Ast, parse, visit } from '../../src/expression/parse.ts';
import { truthy } from '../../src/expression/values.ts';

/** An outcome as text: JSON of a value with its order of keys, `nothing`, or `!` and the code of an error. */
export type Outcome = string;

/** JSON that also tells functions and numbers that JSON lacks. */
function shown(value: unknown): Outcome {
  if (value === undefined) return 'nothing';
  if (typeof value === 'function') return '"(function)"';
  return JSON.stringify(value, (_key, member: unknown) => {
    if (typeof member === 'function' || (member as { _jsonata_function?: unknown } | null)?._jsonata_function === true)
      return '(function)';
    if ((member as { environment?: unknown } | null)?.environment !== undefined) return '(function)';
    return typeof member === 'number' && !Number.isFinite(member) ? String(member) : member;
  });
}

/** Our outcome on an input that must not change. */
export function oursOf(text: string): (input: unknown, bindings?: Readonly<Record<string, unknown>>) => Outcome {
  const compiled = compileExpression(text);
  if (!compiled.ok) return () => `!${compiled.problems[0]?.code}`;
  return (input, bindings) => {
    const result = compiled.expression.evaluate(input, bindings);
    return result.ok ? shown(result.value) : `!${result.error.code}`;
  };
}

/** jsonata's outcome, and whether it changed its input. */
export interface Theirs {
  readonly outcome: Outcome;
  readonly changed: boolean;
}

/** Our functions charge the running evaluation; under jsonata there is none. */
function unlimited<T>(body: () => T): T {
  run.steps = 1_000_000;
  try {
    return body();
  } finally {
    run.steps = 0;
  }
}

type Predicate = (item: unknown) => Promise<unknown>;

/** Of our functions those that call one back: jsonata's functions yield promises. */
const ASYNCHRONOUS: Readonly<
  Record<string, (list: readonly unknown[] | undefined, fn: Predicate) => Promise<boolean>>
> = {
  every: async (list, fn) => {
    for (const item of list ?? []) if (!truthy(await fn(item))) return false;
    return true;
  },
  some: async (list, fn) => {
    for (const item of list ?? []) if (truthy(await fn(item))) return true;
    return false;
  },
};

/** jsonata's outcome on a copy of the input given as JSON; our own functions are registered with it. */
export function theirsOf(
  text: string,
): (json: string, bindings?: Readonly<Record<string, unknown>>) => Promise<Theirs> {
  let expression: jsonata.Expression;
  try {
    expression = jsonata(text);
  } catch (error) {
    return async () => ({ outcome: failure(error), changed: false });
  }
  for (const { label, signature, implementation } of FUNCTIONS) {
    const native = (a: unknown, b: unknown) => unlimited(() => implementation(a, b, undefined, undefined));
    expression.registerFunction(label, ASYNCHRONOUS[label] ?? native, signature);
  }
  return async (json, bindings) => {
    const input: unknown = JSON.parse(json);
    let outcome: Outcome;
    try {
      outcome = shown(await expression.evaluate(input, bindings && structuredClone(bindings)));
    } catch (error) {
      outcome = failure(error);
    }
    return { outcome, changed: JSON.stringify(input) !== json };
  };
}

/** An error without a code is a crash of jsonata, not an answer. */
function failure(error: unknown): Outcome {
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' ? `!${code}` : '!crash';
}

const REFUSALS =
  /^!(budget-exceeded|D1011|data-too-deep|no-clock|invalid-argument|function-refused|regex-unsupported|expression-too-.*)$/;

/** The name of the class that a difference belongs to, undefined where it belongs to none. */
export function classify(text: string, json: string, ours: Outcome, { outcome, changed }: Theirs): string | undefined {
  if (REFUSALS.test(ours)) return 'refused';
  if (ours === '!function-result' && outcome.includes('(function)')) return 'functions-in-results';
  if (outcome === '!crash') return 'crashes';
  const traits = traitsOf(text);
  if (
    changed ||
    (traits.has('transform') && json.includes('[]')) ||
    (traits.has('transform') && text.includes("'length'"))
  )
    return 'writes-to-data';
  if (ours === '!D3012') return 'replaces-with-nothing';
  if (traits.has('partial')) return 'partial-skips-signature';
  if (traits.has('dropped')) return 'tail-call-drops-filter';
  if (traits.has('copied')) return 'copied-left-side';
  if ((traits.has('function-value') && text.includes('$spread')) || json.includes('_jsonata_'))
    return 'functions-are-objects';
  if (traits.has('picked-first') && json.includes('length')) return 'first-step-with-length';
  if (ours.startsWith('!') && outcome.startsWith('!') && traits.has('members')) return 'parallel-members';
  if (traits.has('spaces')) return 'patterns-are-re2';
  return undefined;
}

/** What of the syntax a class depends on. */
function traitsOf(text: string): ReadonlySet<string> {
  const traits = new Set<string>();
  const filtered = (node: Ast) => Boolean(node.predicate || node.group || node.keepArray);
  const tail = (node: Ast): Ast | undefined => (node.type === 'block' ? node.expressions?.at(-1) : undefined);
  visit(parse(text), (node) => {
    if (node.type === 'transform' || node.type === 'partial' || node.type === 'regex') traits.add(node.type);
    if (
      node.type === 'unary' &&
      (node.expressions?.length ?? (node.lhs as readonly unknown[] | undefined)?.length ?? 0) > 1
    )
      traits.add('members');
    if (node.group || (node.type === 'unary' && node.value === '{')) traits.add('members');
    // characters of which RE2 has another notion: white space, line ends, any character
    if (node.type === 'regex' && /\\s|\\S|(?<!\\)\./.test((node.value as RegExp).source)) traits.add('spaces');
    if (node.thunk && node.body && filtered(node.body)) traits.add('dropped');
    if (node.type === 'block' && filtered(node)) {
      let last = tail(node);
      while (last?.type === 'block') last = tail(last);
      if (last?.thunk) traits.add('dropped');
    }
    if (node.type === 'path' && node.steps?.[0]?.consarray && node.steps[0].predicate) traits.add('picked-first');
  });
  visit(parse(text), (node) => {
    if (node.type === 'variable' && BUILTINS.has(node.value as string)) traits.add('function-value');
  });
  if (/\?[:?]/.test(text) && traits.has('regex')) traits.add('copied');
  return traits;
}
