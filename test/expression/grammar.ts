// A seeded generator of JSONata expressions over the names of documents.ts: every construct and built-in, mostly but not always sensible.
import { DOCUMENT_NAMES } from './documents.ts';

/** A source of chance that yields the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Generates expressions; `variables` are those in reach. */
export class Grammar {
  readonly #chance: () => number;
  #variables: string[] = [];

  constructor(seed: number) {
    this.#chance = seeded(seed);
  }

  /** One expression. */
  expression(): string {
    this.#variables = [];
    return this.#any(this.#chance() < 0.2 ? 3 : 2);
  }

  #int(below: number): number {
    return Math.floor(this.#chance() * below);
  }

  #one<T>(list: readonly T[]): T {
    return list[this.#int(list.length)] as T;
  }

  /** One of the alternatives, by weight. */
  #pick(alternatives: readonly (readonly [weight: number, make: () => string])[]): string {
    let at = this.#chance() * alternatives.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, make] of alternatives) {
      at -= weight;
      if (at < 0) return make();
    }
    return (alternatives[0] as readonly [number, () => string])[1]();
  }

  #name = () => this.#one(DOCUMENT_NAMES);

  #literal = () =>
    this.#one([
      '0',
      '1',
      '2',
      '-1',
      '1.5',
      "'a'",
      "'b'",
      "''",
      "'web'",
      'true',
      'false',
      'null',
      '[]',
      '{}',
      '[1,2]',
      "['a','b']",
      '[[1],[2,3]]',
      "'10'",
    ]);

  #any(depth: number): string {
    if (depth <= 0) return this.#leaf();
    return this.#pick([
      [14, () => this.#path(depth)],
      [7, () => this.#binary(depth)],
      [9, () => this.#call(depth)],
      [4, () => this.#higher(depth)],
      [3, () => this.#array(depth)],
      [3, () => this.#object(depth)],
      [3, () => this.#block(depth)],
      [2, () => this.#condition(depth)],
      [2, () => this.#applied(depth)],
      [1, () => this.#tuples(depth)],
      [1, () => this.#transform(depth)],
      [1, () => this.#partial(depth)],
      [1, () => `-${this.#primary(depth - 1)}`],
      [3, () => this.#leaf()],
    ]);
  }

  #leaf(): string {
    return this.#pick([
      [6, this.#name],
      [4, this.#literal],
      [2, () => '$'],
      [1, () => '$$'],
      [this.#variables.length > 0 ? 6 : 0, () => `$${this.#one(this.#variables)}`],
      [1, () => `${this.#name()}.${this.#name()}`],
    ]);
  }

  #primary(depth: number): string {
    const inner = this.#any(depth);
    return /^[\w.$`]+$/.test(inner) ? inner : `(${inner})`;
  }

  #step(depth: number): string {
    return this.#pick([
      [20, this.#name],
      [2, () => '*'],
      [1, () => '**'],
      [2, () => '$'],
      [2, () => `(${this.#any(depth - 1)})`],
      [1, () => this.#array(depth - 1)],
      [1, () => this.#object(depth - 1)],
      [1, () => `$string($)`],
      [1, () => `\`${this.#name()}\``],
      [1, () => `"${this.#name()}"`],
    ]);
  }

  #predicate(depth: number): string {
    return this.#pick([
      [3, () => `[${this.#one(['0', '1', '-1', '2'])}]`],
      [3, () => `[${this.#any(depth - 1)}]`],
      [2, () => `[${this.#name()} ${this.#one(['=', '!=', '>', '<'])} ${this.#literal()}]`],
      [1, () => '[]'],
      [1, () => `[$not(${this.#name()})]`],
    ]);
  }

  #path(depth: number): string {
    let text = this.#pick([
      [10, this.#name],
      [2, () => '$'],
      [1, () => '$$'],
      [1, () => this.#one(['*', '**'])],
      [2, () => `(${this.#any(depth - 1)})`],
      [1, () => this.#array(depth - 1)],
      [this.#variables.length > 0 ? 3 : 0, () => `$${this.#one(this.#variables)}`],
    ]);
    for (let steps = this.#int(4); steps >= 0; steps--) {
      if (this.#chance() < 0.3) text += this.#predicate(depth);
      if (this.#chance() < 0.8) text += `.${this.#step(depth)}`;
    }
    if (this.#chance() < 0.06) text += `^(${this.#one(['', '<', '>'])}${this.#any(depth - 2)})`;
    if (this.#chance() < 0.06) text += `{${this.#key(depth - 1)}: ${this.#any(depth - 2)}}`;
    return text;
  }

  #key = (depth: number) =>
    this.#pick([
      [4, () => `'${this.#name()}'`],
      [3, () => `$string(${this.#any(depth - 2)})`],
      [1, () => this.#any(depth - 2)],
      [1, () => `'${this.#int(3)}'`],
    ]);

  #binary(depth: number): string {
    const operator = this.#one([
      '+',
      '-',
      '*',
      '/',
      '%',
      '=',
      '!=',
      '<',
      '<=',
      '>',
      '>=',
      '&',
      'and',
      'or',
      'in',
      '=',
      'and',
      '&',
      '??',
      '?:',
    ]);
    const left = this.#primary(depth - 1);
    // jsonata breaks a regular expression on the left of these two, and may then search for ever
    const safe = /^\?/.test(operator) && left.includes('/') ? '=' : operator;
    return `${left} ${safe} ${this.#primary(depth - 1)}`;
  }

  #array(depth: number): string {
    if (this.#chance() < 0.15)
      return `[${this.#one(['1', '0', '-1', this.#name()])}..${this.#one(['3', '2', '0', this.#name()])}]`;
    return `[${Array.from({ length: this.#int(4) }, () => this.#any(depth - 1)).join(', ')}]`;
  }

  #object(depth: number): string {
    return `{${Array.from({ length: this.#int(3) }, () => `${this.#key(depth)}: ${this.#any(depth - 1)}`).join(', ')}}`;
  }

  #condition(depth: number): string {
    const otherwise = this.#chance() < 0.8 ? ` : ${this.#any(depth - 1)}` : '';
    return `(${this.#primary(depth - 1)} ? ${this.#any(depth - 1)}${otherwise})`;
  }

  #scoped<T>(names: readonly string[], body: () => T): T {
    const outer = this.#variables;
    this.#variables = [...outer, ...names];
    const result = body();
    this.#variables = outer;
    return result;
  }

  #block(depth: number): string {
    const names = ['x', 'y', 'z'].slice(0, 1 + this.#int(2));
    const parts: string[] = [];
    return this.#scoped([], () => {
      for (const name of names) {
        const value = this.#chance() < 0.2 ? this.#lambda(depth - 1, 1 + this.#int(2)) : this.#any(depth - 1);
        parts.push(`$${name} := ${value}`);
        this.#variables = [...this.#variables, name];
      }
      parts.push(this.#chance() < 0.1 ? `$x(${this.#any(depth - 1)})` : this.#any(depth - 1));
      return `(${parts.join('; ')})${this.#chance() < 0.15 ? this.#predicate(depth - 1) : ''}`;
    });
  }

  #lambda(depth: number, parameters: number): string {
    const names = ['v', 'i', 'o', 'p'].slice(0, parameters);
    return this.#scoped(names, () => `function(${names.map((name) => `$${name}`).join(', ')}) {${this.#any(depth)}}`);
  }

  #regex = () => this.#one(['/a/', '/^w/', '/[a-z]+/', '/b|c/i', '/(.)(.)/', '/[0-9]/', '/e(b)?/']);

  #higher(depth: number): string {
    const list = this.#any(depth - 1);
    return this.#pick([
      [3, () => `$map(${list}, ${this.#lambda(depth - 1, 1 + this.#int(3))})`],
      [3, () => `$filter(${list}, ${this.#lambda(depth - 1, 1 + this.#int(2))})`],
      [1, () => `$single(${list}, ${this.#lambda(depth - 1, 1)})`],
      [2, () => `$reduce(${list}, ${this.#lambda(depth - 1, 2)}${this.#chance() < 0.3 ? `, ${this.#literal()}` : ''})`],
      [1, () => `$sift(${list}, ${this.#lambda(depth - 1, 1 + this.#int(2))})`],
      [1, () => `$each(${list}, ${this.#lambda(depth - 1, 2)})`],
      [1, () => `$sort(${list}, ${this.#lambda(depth - 1, 2)})`],
      [1, () => `$map(${list}, $${this.#one(['string', 'number', 'uppercase', 'not', 'count', 'keys', 'boolean'])})`],
      [1, () => `${this.#lambda(depth - 1, 1)}(${list})`],
    ]);
  }

  #call(depth: number): string {
    const a = () => this.#any(depth - 1);
    const text = () => (this.#chance() < 0.5 ? this.#one(["'web-1'", "'abc'", "'a,b,c'", 'image', 'name']) : a());
    const numbers = () => (this.#chance() < 0.5 ? this.#one(['[3,1,2]', '1.5', '-2', 'n', 'replicas']) : a());
    return this.#pick([
      ...[
        'count',
        'exists',
        'not',
        'boolean',
        'string',
        'type',
        'keys',
        'distinct',
        'reverse',
        'spread',
        'merge',
        'sort',
        'sum',
        'max',
        'number',
        'single',
        'clone',
      ].map((name): readonly [number, () => string] => [1, () => `$${name}(${a()})`]),
      ...['min', 'average', 'floor', 'ceil', 'abs', 'sqrt', 'round', 'formatBase'].map(
        (name): readonly [number, () => string] => [0.5, () => `$${name}(${numbers()})`],
      ),
      ...[
        'uppercase',
        'lowercase',
        'length',
        'trim',
        'base64encode',
        'encodeUrlComponent',
        'encodeUrl',
        'decodeUrl',
      ].map((name): readonly [number, () => string] => [0.5, () => `$${name}(${text()})`]),
      ...['keys', 'string', 'uppercase', 'length', 'number', 'boolean', 'spread', 'floor'].map(
        (name): readonly [number, () => string] => [0.3, () => `${a()}.$${name}()`],
      ),
      [1, () => `$contains(${text()}, ${this.#chance() < 0.5 ? this.#regex() : text()})`],
      [1, () => `$match(${text()}, ${this.#regex()})`],
      [
        1,
        () =>
          `$replace(${text()}, ${this.#chance() < 0.5 ? this.#regex() : "'a'"}, ${this.#one(["'x'", "'$1-$0'", "'$$'", 'name'])})`,
      ],
      [1, () => `$split(${text()}, ${this.#one(["','", "'-'", this.#regex()])}${this.#chance() < 0.3 ? ', 2' : ''})`],
      [1, () => `$join(${this.#chance() < 0.5 ? "['a','b']" : a()}${this.#chance() < 0.5 ? ", '-'" : ''})`],
      [1, () => `$substring(${text()}, ${this.#one(['0', '1', '-2', '5'])}${this.#chance() < 0.5 ? ', 2' : ''})`],
      [1, () => `$substringBefore(${text()}, ${this.#one(["'-'", "'b'", "','"])})`],
      [0.5, () => `$substringAfter(${text()}, ${this.#one(["'-'", "'b'", "','"])})`],
      [0.5, () => `$pad(${text()}, ${this.#one(['5', '-5', '2', 'n'])}${this.#chance() < 0.5 ? ", '#'" : ''})`],
      [1, () => `$append(${a()}, ${a()})`],
      [1, () => `$lookup(${a()}, '${this.#name()}')`],
      [0.5, () => `$zip(${a()}, ${a()})`],
      [0.5, () => `$power(${numbers()}, ${numbers()})`],
      [0.5, () => `$formatNumber(${numbers()}, ${this.#one(["'0.00'", "'#,##0'", "'##;(0)'"])})`],
      [0.3, () => `$formatInteger(${numbers()}, ${this.#one(["'w'", "'I'", "'000'", "'a'"])})`],
      [0.3, () => `$fromMillis(${numbers()}, '[Y]-[M01]')`],
      [0.2, () => `$toMillis('2020-01-0${this.#int(9) + 1}T00:00:00Z')`],
      [0.2, () => `$assert(${a()}, 'm')`],
      [0.1, () => `$error(${text()})`],
      [
        0.3,
        () =>
          `$${this.#one(['substring', 'contains', 'sum', 'count', 'lookup', 'join'])}(${[a(), a(), a()].slice(0, this.#int(4)).join(', ')})`,
      ],
      [0.2, () => `${this.#one(['sum', 'name', 'count'])}(${a()})`],
    ]);
  }

  #applied(depth: number): string {
    return this.#pick([
      [
        3,
        () =>
          `${this.#primary(depth - 1)} ~> $${this.#one(['string', 'count', 'keys', 'sum', 'uppercase', 'distinct', 'not', 'type', 'sort'])}`,
      ],
      [2, () => `${this.#primary(depth - 1)} ~> $map(${this.#lambda(depth - 1, 1)})`],
      [1, () => `${this.#primary(depth - 1)} ~> ${this.#lambda(depth - 1, 1)}`],
      [
        1,
        () =>
          `${this.#primary(depth - 1)} ~> $${this.#one(['string', 'keys'])} ~> $${this.#one(['string', 'count', 'length'])}`,
      ],
      [1, () => `(${this.#primary(depth - 1)} ~> ($string ~> $length))`],
    ]);
  }

  #partial(depth: number): string {
    return this.#one([
      `(${this.#lambda(depth - 1, 2)})(?, ${this.#literal()})(${this.#any(depth - 1)})`,
      `($f := $substring(?, 1); $f('abc'))`,
      `$map(['abc', 'b'], $contains(?, 'b'))`,
      `($f := ${this.#lambda(depth - 1, 3)}; $f(1, ?, ?)(${this.#any(depth - 1)}, 2))`,
    ]);
  }

  #tuples(depth: number): string {
    const list = this.#one(['items', 'containers', 'tree', this.#name()]);
    return this.#pick([
      [2, () => `${list}#$i.${this.#scoped(['i'], () => this.#object(depth - 1))}`],
      [2, () => `${list}@$e.${this.#name()}[${this.#scoped(['e'], () => this.#any(depth - 1))}]`],
      [2, () => `${list}.${this.#name()}.{'p': %.${this.#name()}, 'v': $}`],
      [1, () => `${list}[%.${this.#name()}]`],
      [1, () => `${list}@$e.${list}@$g[$e.n = $g.n].[$e.n, $g.n]`],
      [1, () => `${list}#$i[$i > 0].${this.#name()}`],
      [1, () => `${list}@$e.${this.#name()}^($)`],
      [
        1,
        () =>
          `${list}@$e.${this.#name()}{$string($e.${this.#name()}): ${this.#scoped(['e'], () => this.#any(depth - 2))}}`,
      ],
    ]);
  }

  /** Updates hold no part of the document: jsonata would build a document that contains itself and never end. */
  #transform(depth: number): string {
    const deletion = this.#chance() < 0.3 ? `, '${this.#name()}'` : '';
    const update =
      this.#chance() < 0.9
        ? `{'${this.#name()}': ${this.#one([this.#literal(), `$string(${this.#any(depth - 1)})`])}}`
        : this.#literal();
    const pattern = this.#one(['$', this.#name(), '**', `$.${this.#name()}`, `${this.#name()}.${this.#name()}`]);
    return `${this.#one(['$', '$$', this.#name()])} ~> |${pattern}|${update}${deletion}|`;
  }
}
