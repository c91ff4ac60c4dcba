// Which overloads of a function a call may mean, by the types of its arguments, and what they give (cel-go checker/checker.go,
// resolveOverload). Holds what the type parameters of one expression stand for.
import {
  assign,
  assignAll,
  type Bindings,
  type CelType,
  isExact,
  parameter,
  resolved,
  TYPES,
  typeText,
} from './cel-type.ts';
import { shown } from './fault.ts';
import { Mistake } from './mistake.ts';
import type { Overload } from './overload.ts';

/** Overloads that fit, and the type of the call. */
export interface Resolution {
  readonly type: CelType;
  readonly overloads: readonly Overload[];
}

/** Type parameters of one expression. It lives as long as the check of one. */
export class Inference {
  readonly #bindings: Bindings = new Map();
  #fresh = 0;

  /** A parameter that stands for nothing yet. */
  fresh(): CelType {
    return parameter(`_${this.#fresh++}`);
  }

  /** The type with what its parameters stand for; where `close`, with `dyn` for those that stand for nothing. */
  known(type: CelType, close = false): CelType {
    return resolved(this.#bindings, type, close);
  }

  /** Whether `right` may stand where `left` is wanted. */
  assign(left: CelType, right: CelType): boolean {
    return assign(this.#bindings, left, right);
  }

  /** The same for lists of types. */
  assignAll(left: readonly CelType[], right: readonly CelType[]): boolean {
    return assignAll(this.#bindings, left, right);
  }

  /** The type as it is shown. */
  text(type: CelType): string {
    return typeText(this.known(type, true));
  }

  /** Overloads for arguments of these types, of a method its receiver first; raises a `Mistake` where none fits. */
  resolve(
    at: number,
    name: string,
    overloads: readonly Overload[],
    args: readonly CelType[],
    method: boolean,
  ): Resolution {
    const fitting: Overload[] = [];
    let type: CelType | undefined;
    for (const overload of overloads) {
      if (overload.method !== method || overload.args.length !== args.length) continue;
      const own: Bindings = new Map();
      const wanted = overload.args.map((arg) => this.#opened(own, arg));
      if (!this.assignAll(args, wanted)) continue;
      fitting.push(overload);
      const given = this.known(this.#opened(own, overload.result));
      if (!type) type = given;
      else if (type.kind !== 'dyn' && !isExact(given, type)) type = TYPES.dyn;
    }
    if (type) return { type, overloads: fitting };
    const [receiver, ...rest] = args.map((arg) => this.text(arg));
    const call = method
      ? `(${receiver}).${shown(name)}(${rest.join(', ')})`
      : `${shown(name)}(${args.map((arg) => this.text(arg)).join(', ')})`;
    throw new Mistake(`there is no \`${call}\``, at);
  }

  /** A type of a signature, with parameters of this call. */
  #opened(own: Bindings, type: CelType): CelType {
    if (type.kind === 'param') {
      const known = own.get(type.name);
      if (known) return known;
      const made = this.fresh();
      own.set(type.name, made);
      return made;
    }
    return type.params.length === 0 ? type : { ...type, params: type.params.map((one) => this.#opened(own, one)) };
  }
}
