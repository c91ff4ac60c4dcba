// What goes wrong while an expression runs. CEL's errors are values that `||`, `&&` and the quantifiers absorb: they are thrown as
// plain objects without a stack, because that is the cheap way to let them pass through everything else.

/** An error of CEL; not an `Error`: it has no stack and never leaves `evaluate`. */
export class Fault {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** An error that nothing absorbs: where the server's own bookkeeping fails on an error, and ends the whole rule with it. */
export class Crash {
  readonly message: string;
  constructor(message: string) {
    this.message = message;
  }
}

/** Runs what must not fail; a fault ends the whole rule. */
export function orCrash<Value>(run: () => Value): Value {
  try {
    return run();
  } catch (error) {
    if (error instanceof Fault) throw new Crash(error.message);
    throw error;
  }
}

/** The steps ran out: absorbed by nothing. */
export class Exhausted {
  readonly limit: number;
  constructor(limit: number) {
    this.limit = limit;
  }
}

/** The steps of the running evaluation. One object for all: evaluations neither overlap nor nest. */
export const steps = { left: 0, limit: 0 };

/** Spends steps; everything that loops or grows a value comes by here. */
export function spend(amount: number): void {
  steps.left -= amount;
  if (steps.left < 0) throw new Exhausted(steps.limit);
}

/** Spends what a text or a list of bytes of this length costs. */
export function spendLength(length: number): void {
  spend(1 + (length >> 4));
}

/** Raises what CEL says where no overload of a function takes these values. */
export function noOverload(name: string): never {
  throw new Fault(`no overload of \`${name}\` takes these values`);
}

/** A text as it is shown in a message. */
export function shown(text: string): string {
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}
