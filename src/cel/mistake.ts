// A rule that the server refuses when the definition that states it is created.
import { Fault } from './fault.ts';

/** What is wrong with an expression, and where. */
export class Mistake {
  readonly message: string;
  /** Offset in the text. */
  readonly offset: number;
  constructor(message: string, offset: number) {
    this.message = message;
    this.offset = offset;
  }
}

/** Runs what must not fail when a rule is compiled: a fault of it is a mistake of the rule. */
export function refusing<Value>(at: number, run: () => Value): Value {
  try {
    return run();
  } catch (error) {
    if (error instanceof Fault) throw new Mistake(error.message, at);
    throw error;
  }
}
