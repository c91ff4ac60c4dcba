// Parameters to render a template with: each one through its values with the others as plain as can be, then mixtures of all.

import { isJsonObject, type Json, type JsonObject } from '../../kube/object.ts';
import { valueKey } from '../infer/column.ts';
import type { CompiledTemplate } from '../template.ts';
import { sequence } from './random.ts';
import { sampleValues } from './sample-value.ts';

/** Mixtures that are tried after each parameter by itself. */
const MIXTURES = 120;
const SEED = 20260801;

/** Parameters that the template may take, each set different from the others. Relations between parameters are for who renders. */
export function sampleParameters({ program }: CompiledTemplate): readonly JsonObject[] {
  const properties = program.scope.schema['properties'];
  const samples = isJsonObject(properties)
    ? Object.entries(properties).map(([name, schema]) => ({ name, values: sampleValues(schema) }))
    : [];
  const plain = Object.fromEntries(
    samples.flatMap(({ name, values: [value] }): [string, Json][] =>
      program.required.has(name) && value !== undefined ? [[name, value]] : [],
    ),
  );
  const found: JsonObject[] = [plain];
  for (const { name, values } of samples) for (const value of values) found.push({ ...plain, [name]: value });
  const random = sequence(SEED);
  for (let index = 0; index < MIXTURES; index++) {
    const mixed = samples.flatMap(({ name, values }): [string, Json][] => {
      const value = random.pick(values);
      const isThere = program.required.has(name) || random.below(2) === 0;
      return value !== undefined && isThere ? [[name, value]] : [];
    });
    found.push(Object.fromEntries(mixed));
  }
  return [...new Map(found.map((params) => [valueKey(params), params])).values()];
}
