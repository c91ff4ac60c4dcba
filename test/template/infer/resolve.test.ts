import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../../src/kube/object.ts';
import { generalise } from '../../../src/template/infer/generalise.ts';
import { resolve } from '../../../src/template/infer/resolve.ts';

function resolved(values: readonly Json[], path: readonly string[] = []) {
  const judgement = { agreement: 0.9, depart: () => {} };
  const around = { scope: { size: values.length }, judgement, object: 'workload', names: [] };
  const root = { key: 'workload', path, pattern: generalise({ raw: values, done: values }, path, around) };
  return resolve([root]);
}
const names = (found: ReturnType<typeof resolved>) => ({
  parameters: found.parameters.map(({ name }) => name),
  switches: found.switches.map(({ name }) => name),
  chosen: found.chosen.map(({ name }) => name),
  conditions: [...found.conditions].map(([{ key }, condition]) => `${key}: ${condition}`),
});

describe('resolve()', () => {
  it('names parameters and lets a hole that some lack say so itself', () => {
    const found = names(resolved([{ a: 'x', b: 1 }, { a: 'y', b: 2 }, { a: 'z' }]));
    assert.deepEqual(found, { parameters: ['a', 'b'], switches: [], chosen: [], conditions: [] });
  });

  it('makes one switch for all that comes and goes together', () => {
    const found = names(resolved([{ a: 'x', b: { c: 1 }, d: { e: 2 } }, { a: 'y' }]));
    assert.deepEqual(found.switches, ['b']);
    assert.deepEqual(found.conditions, ['b: b', 'd: b']);
  });

  it('calls the switch of annotations by their domain', () => {
    const annotations = { 'prometheus.io/scrape': 'true', 'prometheus.io/path': '/metrics' };
    assert.deepEqual(names(resolved([{ annotations }, {}])).switches, ['prometheus']);
    const more = [{ annotations: { note: 'x', ...annotations } }, { annotations: { note: 'x' } }];
    assert.deepEqual(names(resolved(more)).switches, ['prometheus']);
  });

  it('makes a choice of alternatives, unless another parameter tells which', () => {
    const source = (name: string) => ({ volume: { [name]: { id: 1 } } });
    assert.deepEqual(names(resolved([source('disk'), source('memory')])).chosen, ['volumeKind']);
    const told = (type: string, ...sizes: number[]) => sizes.map((size) => ({ type, [type]: { size } }));
    const found = names(resolved([...told('disk', 1, 2), ...told('memory', 3, 4)]));
    assert.deepEqual(found.chosen, []);
    assert.deepEqual(found.conditions, ['disk: type = disk', 'memory: type = memory']);
  });

  it('gives items of a list names of their own', () => {
    const env = (...found: readonly string[]) => ({ env: found.map((name) => ({ name, value: `${name}!` })) });
    const found = resolved([env('AA', 'BB'), env('CC'), { env: [] }]);
    const [list] = found.lists.values();
    assert.deepEqual([list?.name, list?.as], ['vars', 'item']);
    assert.deepEqual(
      list?.items.parameters.map(({ name }) => name),
      ['item.name'],
    );
  });

  it('needs no switch where to be empty is to be absent', () => {
    const lists: Json[] = [{ env: [{ name: 'AA' }, { name: 'BB' }] }, { env: [{ name: 'CC' }] }, {}];
    assert.deepEqual(names(resolved(lists)).switches, []);
  });
});
