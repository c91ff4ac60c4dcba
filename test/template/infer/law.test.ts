// The two laws of inference: what was rendered from one template gives its parameters back, and what was inferred fits.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { completionFor } from '../../../src/bundle/api-data.ts';
import { isJsonObject, type Json, type JsonObject } from '../../../src/kube/object.ts';
import { type InferredTemplate, infer } from '../../../src/template/infer/infer.ts';
import { render } from '../../../src/template/render.ts';
import { solve } from '../../../src/template/solve.ts';
import { templateOf } from '../../builders/template.ts';
import { noisySet, parametersOf, TEN } from './estate.ts';

const SERVICES = 100;
const RUNS = 10;
const NOISY_RUNS = 200;
/** The same estates in every run: another seed is a search of its own. */
const SEED = Number(process.env['INFER_SEED'] ?? 7);

const compiled = ({ parameters, objects }: InferredTemplate) => templateOf({ parameters, objects: objects as never });

/** The parameters of a template, each as the vector of its values. */
function vectors(rows: readonly JsonObject[], names: readonly string[]): ReadonlyMap<string, string> {
  return new Map(names.map((name) => [name, JSON.stringify(rows.map((row) => sorted(row[name] ?? null)))]));
}

/** Members by name, and lists of items by their text: what they are called and how they are ordered is not the point. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map((one: Json) => JSON.stringify(Object.values(one as JsonObject))).sort();
  return value;
}

describe('inference', () => {
  it('gives back exactly the ten parameters that a hundred Deployments were rendered from', () => {
    const source = templateOf(TEN);
    const estate = fc.tuple(...Array.from({ length: SERVICES }, (_, index) => parametersOf(index)));
    let seen = 0;
    fc.assert(
      fc.property(estate, (rows) => {
        const objects = rows.map((row) => {
          const made = render(source, row);
          assert.ok(made.ok, JSON.stringify(made));
          return made.value[0]?.object as JsonObject;
        });
        const found = infer(objects.map((object) => ({ object, origin: '' })));
        assert.equal(found.templates.length, 1);
        assert.deepEqual(found.single, []);
        const [inferred] = found.templates;
        assert.ok(inferred);
        assert.equal(inferred.departures.size, 0);
        const properties = inferred.parameters['properties'];
        const names = isJsonObject(properties) ? Object.keys(properties) : [];
        assert.equal(names.length, 10, names.join(', '));
        const template = compiled(inferred);
        const solved = objects.map((object) => {
          const solution = solve(template, [{ object }]);
          assert.deepEqual(solution.drifts, []);
          return solution.params;
        });
        const mine = [...vectors(rows, Object.keys(TEN.properties)).values()].sort();
        assert.deepEqual([...vectors(solved, names).values()].sort(), mine);
        seen += objects.length;
      }),
      { numRuns: RUNS, seed: SEED },
    );
    assert.equal(seen, SERVICES * RUNS);
  });

  it('makes templates that compile, and to which every resource conforms that departs from nothing', () => {
    let conforming = 0;
    let departing = 0;
    const { complete } = completionFor('1.35');
    const estate = fc.array(noisySet, { minLength: 2, maxLength: 24 });
    fc.assert(
      fc.property(estate, fc.constantFrom(0, 0.4, 0.6), fc.boolean(), (sets, similarity, completes) => {
        const done = (object: JsonObject) => (completes ? complete(object) : object);
        const context = completes ? { complete } : {};
        const objects = sets.flat();
        const found = infer(
          objects.map((object) => ({ object, origin: '' })),
          { similarity, ...context },
        );
        const members = found.templates.flatMap(({ instances }) => instances.flatMap((one) => [...one.values()]));
        assert.deepEqual(
          [...members, ...found.single].sort((a, b) => a - b),
          objects.map((_, index) => index),
        );
        for (const inferred of found.templates) {
          const template = compiled(inferred);
          for (const [instance, ids] of inferred.instances.entries()) {
            const resources = [...ids].map(([id, index]) => ({ id, object: done(objects[index] as JsonObject) }));
            const { drifts, params } = solve(template, resources, context);
            if (inferred.departures.has(instance)) {
              // What the server fills in may excuse a departure.
              if (!completes) assert.notEqual(drifts.length, 0);
              departing += 1;
            } else {
              assert.deepEqual(drifts, []);
              assert.ok(render(template, params).ok);
              conforming += 1;
            }
          }
        }
      }),
      { numRuns: NOISY_RUNS, seed: SEED },
    );
    assert.ok(conforming >= NOISY_RUNS, `saw ${conforming} conforming resources`);
    assert.ok(departing > 0, `saw ${departing} departing resources`);
  });
});
