import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Json } from '../../../src/kube/object.ts';
import type { HolePattern } from '../../../src/template/infer/pattern.ts';
import { type Parameter, readingsOf } from '../../../src/template/infer/readings.ts';
import { vectorsOf } from '../../../src/template/infer/vectors.ts';

const hole = (name: string, values: readonly (Json | undefined)[], object = 'workload'): HolePattern => ({
  type: 'hole',
  column: { raw: values, done: values },
  path: [name],
  object,
});
const label = (parameter: Parameter) => parameter.name || `<${parameter.paths[0]?.[0]}>`;
function read(holes: readonly HolePattern[], outer: readonly Parameter[] = [], inItems = false) {
  const { parameters, of } = readingsOf(vectorsOf(holes), outer, inItems ? undefined : new Set(holes));
  const texts = holes.map((one) => {
    const reading = of.get(one);
    return `${reading?.asText ? '=' : ''}${reading?.pieces.map((piece) => (typeof piece === 'string' ? piece : label(piece))).join('')}`;
  });
  return { parameters: parameters.map(label), texts };
}

describe('readingsOf()', () => {
  it('makes a parameter of each vector, and texts of parameters', () => {
    const holes = [hole('config', ['web-config', 'api-config']), hole('name', ['web', 'api']), hole('n', [1, 2])];
    assert.deepEqual(read(holes), { parameters: ['<name>', '<n>'], texts: ['<name>-config', '<name>', '<n>'] });
  });

  it('finds what texts share where it stands nowhere alone', () => {
    const holes = [hole('config', ['web-config', 'api-config']), hole('keys', ['web-keys', 'api-keys'])];
    assert.deepEqual(read(holes), { parameters: ['<config>'], texts: ['<config>-config', '<config>-keys'] });
  });

  it('tells the text of a number by an expression, where its own object tells the number', () => {
    const port = hole('port', [8080, 8081]);
    assert.deepEqual(read([hole('text', ['8080', '8081']), port]).texts, ['=<port>', '<port>']);
    assert.deepEqual(read([hole('text', ['8080', '8081'], 'service'), port]).texts, ['<text>', '<port>']);
    assert.deepEqual(read([hole('text', ['8080', '8081']), port], [], true).texts, ['<text>', '<port>']);
  });

  it('explains by the parameters around a list and does not tell them again', () => {
    const outer: Parameter = {
      column: { raw: ['web', 'api'], done: ['web', 'api'] },
      paths: [],
      objects: new Set(),
      isEverywhere: true,
      name: 'name',
    };
    const holes = [hole('secret', ['web-keys', 'api-keys']), hole('own', ['web', 'api']), hole('key', ['a', 'b'])];
    assert.deepEqual(read(holes, [outer], true), { parameters: ['<key>'], texts: ['name-keys', 'name', '<key>'] });
  });
});
