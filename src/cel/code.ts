// A checked tree to closures. Constants that the server computes when it compiles a rule are computed here too, so that a wrong one refuses
// the rule. Fields are code-select.ts, macros code-fold.ts.
import { repacked } from './access.ts';
import type { Checked } from './check.ts';
import { foldCode } from './code-fold.ts';
import { indexCode, selectCode } from './code-select.ts';
import { contains, equals } from './equality.ts';
import { Fault, noOverload, orCrash, shown, spend, spendLength } from './fault.ts';
import type { Code, Places } from './frame.ts';
import { patternOf } from './functions-regex.ts';
import { isConversion, isOperator, overloadsOf } from './library.ts';
import { Mistake, refusing } from './mistake.ts';
import { dispatch, type Overload, type Run } from './overload.ts';
import type { Call, Node, NodeOf, Select } from './tree.ts';
import { type CelValue, entryKey, isList, kindOf, listOf, type Optional } from './value.ts';

/** Builds closures of a checked tree. It lives as long as one compilation. */
export class Builder {
  readonly checked: Checked;
  /** Code whose value is known already. */
  readonly constants = new Map<Code, CelValue>();
  /** Size of the frame so far. */
  size: number;

  constructor(checked: Checked, size: number) {
    this.checked = checked;
    this.size = size;
  }

  build(node: Node, places: Places): Code {
    switch (node.op) {
      case 'literal':
        return this.#constant(node.value);
      case 'name':
        return this.#name(node, places);
      case 'select':
        return this.#select(node, places);
      case 'and':
      case 'or':
        return logic(
          node.terms.map((term) => this.build(term, places)),
          node.op === 'or',
        );
      case 'list':
        return this.#list(node, places);
      case 'map':
        return this.#map(node, places);
      case 'call':
        return this.#call(node, places);
      case 'fold':
        return foldCode(this, node, places);
    }
  }

  #constant(value: CelValue): Code {
    const code: Code = () => value;
    this.constants.set(code, value);
    return code;
  }

  #name(node: NodeOf<'name'>, places: Places): Code {
    const place = places.get(node.name);
    if (place === undefined || this.checked.typeOf(node).kind === 'type') return this.#type(node, node.name);
    return (frame) => {
      const value = frame[place] as CelValue | Fault;
      if (value instanceof Fault) throw value;
      return repacked(value);
    };
  }

  /** The value of a name that is a type; the server takes each name of such a value for one, variables too. */
  #type(node: Node, name: string): Code {
    const constant = this.checked.constants.get(node);
    if (constant) return this.#constant(constant);
    throw new Mistake(`there is no type \`${shown(name)}\``, node.at);
  }

  #select(node: Select & Node, places: Places): Code {
    const constant = this.checked.constants.get(node);
    return constant ? this.#constant(constant) : selectCode(node, this.build(node.operand, places));
  }

  #list(node: NodeOf<'list'>, places: Places): Code {
    const items = node.items.map(({ node: item }) => this.build(item, places));
    const optional = node.items.map((item) => item.optional);
    const constants = items.map((item) => this.constants.get(item));
    if (constants.every((item) => item !== undefined) && !optional.includes(true)) {
      return this.#constant(listOf(constants as CelValue[]));
    }
    return (frame) => {
      spend(items.length);
      const values: CelValue[] = [];
      for (let at = 0; at < items.length; at++) {
        const value = (items[at] as Code)(frame);
        if (!optional[at]) values.push(value);
        else if (kindOf(value) !== 'optional') throw new Fault('an optional item of a list is an optional');
        else if ((value as Optional).value !== undefined) values.push((value as { value: CelValue }).value);
      }
      return listOf(values);
    };
  }

  #map(node: NodeOf<'map'>, places: Places): Code {
    const entries = node.entries.map(({ key, value, optional }) => ({
      key: this.build(key, places),
      value: this.build(value, places),
      optional,
    }));
    return (frame) => {
      spend(entries.length);
      const map = new Map<string, readonly [CelValue, CelValue]>();
      for (const { key, value, optional } of entries) {
        const [name, held] = [key(frame), value(frame)];
        const place = entryKey(name) ?? `${kindOf(name)} ${String(name)}`;
        if (!optional) map.set(place, [name, held]);
        else if (kindOf(held) !== 'optional') throw new Fault('an optional entry of a map is an optional');
        else if ((held as Optional).value === undefined) map.delete(place);
        else map.set(place, [name, (held as { value: CelValue }).value]);
      }
      return { kind: 'entries', entries: map };
    };
  }

  #call(node: Call & Node, places: Places): Code {
    const meant = this.checked.calls.get(node);
    // every call was resolved by the checker
    if (!meant) throw new Mistake(`there is no function \`${shown(node.name)}\``, node.at);
    const operands = meant.bare || !node.target ? node.args : [node.target, ...node.args];
    const args = operands.map((operand) => this.build(operand, places));
    const [first, second, third] = args as [Code, Code, Code];
    switch (meant.name) {
      case '?:':
        return (frame) => {
          const condition = first(frame);
          if (typeof condition !== 'boolean') return noOverload('?:');
          return repacked(condition ? second(frame) : third(frame));
        };
      case '==':
        return (frame) => equals(first(frame), second(frame));
      case '!=':
        return (frame) => unequal(first(frame), second(frame));
      case 'in':
        if (isEmptyList(this.constants.get(second))) return this.#constant(false);
        return (frame) => {
          const value = first(frame);
          return contains(second(frame), value);
        };
      case '[]':
      case '[?]':
        return indexCode(operands[0] as Node, first, second, meant.name === '[?]');
      case 'or':
      case 'orValue':
        return orElse(first, second, meant.name === 'or');
    }
    this.#checkPattern(meant.name, node, args);
    return this.#function(node, meant.name, args, meant.overloads.length === 1 ? meant.overloads : undefined);
  }

  #function(node: Node, name: string, args: readonly Code[], only: readonly Overload[] | undefined): Code {
    const overloads = only ?? overloadsOf(name) ?? [];
    const direct = isOperator(name) ? overloads[0]?.run : undefined;
    const run: Run = direct ?? dispatch(name, overloads);
    const [argument] = args;
    // The server's tracker of costs takes the argument of these for a list, whatever became of it (cel-go ext/lists.go).
    if (argument && only && (name === 'distinct' || name === 'sort'))
      return (frame) => orCrash(() => run(argument(frame)));
    const code = applied(run, args);
    if (args.length !== 1 || !argument || !isConversion(name) || !this.constants.has(argument)) return code;
    return this.#constant(refusing(node.at, () => run(this.constants.get(argument) as CelValue)));
  }

  /** Patterns that are constants are compiled with the rule. */
  #checkPattern(name: string, node: Call, args: readonly Code[]): void {
    if (!['matches', 'find', 'findAll'].includes(name)) return;
    const pattern = args[1] && this.constants.get(args[1]);
    const at = node.args[node.args.length - 1]?.at ?? 0;
    if (typeof pattern === 'string') refusing(at, () => patternOf(pattern));
  }
}

/** Nothing is in a list that is written `[]`: the server does not look at what is asked for, not even at its errors. */
function isEmptyList(value: CelValue | undefined): boolean {
  return value !== undefined && isList(value) && value.items.length === 0;
}

/** What cannot be compared is unequal. */
function unequal(left: CelValue, right: CelValue): boolean {
  try {
    return !equals(left, right);
  } catch (error) {
    if (error instanceof Fault) return true;
    throw error;
  }
}

/** `&&` and `||`: a term that decides wins over errors of others. */
function logic(terms: readonly Code[], deciding: boolean): Code {
  return (frame) => {
    let fault: Fault | undefined;
    for (const term of terms) {
      try {
        const value = term(frame);
        if (value === deciding) return deciding;
        if (typeof value !== 'boolean') fault ??= new Fault('`&&` and `||` take truth values');
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        fault ??= error;
      }
    }
    if (fault) throw fault;
    return !deciding;
  };
}

function orElse(first: Code, second: Code, whole: boolean): Code {
  return (frame) => {
    const value = first(frame);
    if (kindOf(value) !== 'optional') return value;
    const { value: inner } = value as Optional;
    if (inner === undefined) return second(frame);
    return whole ? value : inner;
  };
}

/** A call; it costs what its texts are long, because a rule may call in a loop. */
function applied(run: Run, args: readonly Code[]): Code {
  const [first, second] = args as [Code, Code];
  switch (args.length) {
    case 0:
      return () => run();
    case 1:
      return (frame) => run(charged(first(frame)));
    case 2:
      return (frame) => {
        const left = charged(first(frame));
        return run(left, charged(second(frame)));
      };
    default:
      return (frame) => run(...args.map((arg) => charged(arg(frame))));
  }
}

function charged(value: CelValue): CelValue {
  spendLength(typeof value === 'string' || value instanceof Uint8Array ? value.length : 0);
  return value;
}
