// How much work solving takes, in compared places and never in seconds: linear in lists, and bounded for whatever anyone writes.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json, JsonObject } from '../../src/kube/object.ts';
import { solve } from '../../src/template/solve.ts';
import { casesOf, type Parts, problemsOf, resourceOf, templateOf } from '../builders/template.ts';
import { drawFrom, drawParams, drawTemplate, mutate, pick } from './generator.ts';

const [LISTS, ITEMS, SPLIT] = casesOf<Parts & { readonly name: string }>('effort');
const steps = (parts: Parts | undefined, resource: JsonObject) =>
  solve(templateOf(parts ?? {}), [{ object: resourceOf(resource) }]).steps;
const many = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** How many places a value has. */
function sizeOf(value: Json): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, one) => sum + sizeOf(one), 1);
}

describe('the work of solving', () => {
  it('grows with a list as the list does', () => {
    const at = (count: number) =>
      steps(LISTS, {
        spec: {
          env: many(count, (index) => ({ name: `V${index}`, value: `${index}` })),
          args: many(count, (index) => `--a${index}`),
        },
      });
    const [few, more] = [at(1_000), at(10_000)];
    assert.ok(more < 10.1 * few && more < 12 * 10_000, `${few} and ${more} steps`);
  });

  it('grows so with superfluous, repeated and wrong items as well', () => {
    for (const item of [
      { name: 'same', value: 'x' },
      { value: 1 },
      'text',
      { name: 'A', value: 1, more: 2 },
    ] as readonly Json[]) {
      const at = (count: number) => steps(LISTS, { spec: { env: many(count, () => item) } });
      const [few, more] = [at(1_000), at(10_000)];
      assert.ok(more < 10.5 * few && more < 20 * 10_000, `${few} and ${more} steps`);
    }
  });

  it('grows so with texts that wait for a parameter', () => {
    const at = (count: number, name?: string) =>
      steps(ITEMS, {
        ...(name !== undefined && { metadata: { name } }),
        spec: { items: many(count, (index) => ({ k: `k${index}`, ref: `a-b-${index}` })) },
      });
    for (const name of ['a', undefined]) {
      const [few, more] = [at(1_000, name), at(10_000, name)];
      assert.ok(more < 10.5 * few, `${few} and ${more} steps`);
    }
  });

  it('does not split a huge text in every way', () => {
    const text = 'a-'.repeat(200_000);
    assert.ok(steps(SPLIT, { data: { all: text } }) < 5_000);
    assert.ok(
      solve(templateOf(SPLIT ?? {}), [{ object: resourceOf({ data: { all: text } }) }]).drifts.some(
        ({ type }) => type === 'ambiguous',
      ),
    );
  });

  it('tries nested alternatives once each', () => {
    let body: JsonObject = { end: 1 };
    for (let depth = 0; depth < 20; depth += 1) body = { x: { $oneOf: [body, { [`o${depth}`]: 1 }, `t${depth}`] } };
    assert.deepEqual(problemsOf({ body: { data: body } }), []);
    let resource: Json = { end: 2 };
    for (let depth = 0; depth < 20; depth += 1) resource = { x: resource };
    assert.ok(steps({ body: { data: body } }, { data: resource as JsonObject }) < 2_000);
  });

  it('is bounded for templates and resources of any kind', (context) => {
    let worst = 0;
    for (let seed = 1; seed <= 400; seed += 1) {
      const draw = drawFrom(seed);
      const { body, strict: _, ...parts } = drawTemplate(draw);
      const template = templateOf({ body, ...parts });
      const other = drawTemplate(draw).body;
      const wild = [
        other,
        { data: drawParams(template.program.names, draw) },
        pick([{ data: body }, { data: [body, body] }], draw),
      ];
      for (const one of wild as readonly JsonObject[]) {
        const object = resourceOf(mutate(one, draw));
        const bound = sizeOf(body) * (1 + Math.log2(sizeOf(object))) + sizeOf(object);
        const { steps: taken } = solve(template, [{ object }]);
        worst = Math.max(worst, taken / bound);
      }
    }
    context.diagnostic(`at most ${worst.toFixed(2)} steps a place`);
    assert.ok(worst < 2, `${worst} steps a place`);
  });
});
