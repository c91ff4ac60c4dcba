import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { DOCUMENTS } from './documents.ts';
import { Grammar } from './grammar.ts';
import { classify, oursOf, theirsOf } from './oracle.ts';

interface Difference {
  readonly name: string;
  readonly cause: string;
  readonly reproducer: { readonly expression: string; readonly input: unknown };
  readonly ours: string;
  readonly jsonata: string;
  /** How many of all pairs may differ for this cause. */
  readonly maximum: number;
}

const differences = JSON.parse(readFileSync('test/expression/differences.json', 'utf8')) as readonly Difference[];
/** Expressions times documents: at least 200,000 pairs. */
const EXPRESSIONS = 21_000;
const SEED = 20_260;

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null)
    for (const member of Object.values(Object.freeze(value))) frozen(member);
  return value;
}

describe('jsonata as oracle', () => {
  it('differs in at most twelve named ways', () => {
    assert.ok(differences.length <= 12);
    assert.equal(new Set(differences.map(({ name }) => name)).size, differences.length);
  });

  for (const { name, reproducer, ours, jsonata } of differences) {
    it(`${name} is reproduced by ${reproducer.expression}`, async () => {
      const json = JSON.stringify(reproducer.input);
      const theirs = await theirsOf(reproducer.expression)(json);
      const own = oursOf(reproducer.expression)(frozen(reproducer.input));
      assert.deepEqual([own, theirs.outcome], [ours, jsonata]);
      assert.notEqual(ours, jsonata);
      assert.equal(classify(reproducer.expression, json, ours, theirs), name);
    });
  }

  it('agrees on every other pair of a random expression and a document', async (test) => {
    const documents = DOCUMENTS.map((value) => ({
      value: frozen(structuredClone(value)),
      json: JSON.stringify(value),
    }));
    const grammar = new Grammar(SEED);
    const counts = new Map<string, number>();
    const unexplained: string[] = [];
    // every error of jsonata takes a stack that nobody reads
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    let pairs = 0;
    let values = 0;
    let errors = 0;
    for (let i = 0; i < EXPRESSIONS; i++) {
      const text = grammar.expression();
      const [ours, theirs] = [oursOf(text), theirsOf(text)];
      for (const { value, json } of documents) {
        pairs++;
        const own = ours(value);
        const other = await theirs(json);
        if (own === other.outcome) {
          if (own.startsWith('!')) errors++;
          else if (own !== 'nothing') values++;
          continue;
        }
        const name = classify(text, json, own, other);
        if (name === undefined) unexplained.push(`${text}\n  on ${json}\n  ours ${own}\n  jsonata ${other.outcome}`);
        else counts.set(name, (counts.get(name) ?? 0) + 1);
      }
    }
    Error.stackTraceLimit = stackTraceLimit;
    test.diagnostic(`${pairs} pairs, seed ${SEED}: ${values} equal values, ${errors} equal errors`);
    for (const [name, count] of counts) test.diagnostic(`${count} ${name}`);
    assert.ok(pairs >= 200_000);
    assert.ok(values > pairs / 5, `only ${values} pairs yield a value`);
    assert.deepEqual(unexplained.slice(0, 20), [], `${unexplained.length} unexplained differences`);
    for (const { name, maximum } of differences)
      assert.ok((counts.get(name) ?? 0) <= maximum, `${name}: ${counts.get(name)} of at most ${maximum}`);
  });
});
