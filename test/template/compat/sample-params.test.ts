import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sampleParameters } from '../../../src/template/compat/sample-params.ts';
import { templateOf } from '../../builders/template.ts';

const hole = (name: string) => `$\{${name}}`;

describe('sampleParameters()', () => {
  const template = templateOf({
    properties: {
      name: { type: 'string', enum: ['web', 'api'] },
      size: { type: 'integer', minimum: 1, maximum: 9, default: 2 },
      open: { type: 'boolean', default: false },
    },
    required: ['name'],
    body: {
      data: { name: hole('name'), size: { $expr: '$string(params.size)' }, raw: hole('size'), open: hole('open') },
    },
  });

  it('begins with what must be said, and goes through each parameter', () => {
    const found = sampleParameters(template);
    assert.deepEqual(found[0], { name: 'web' });
    for (const wanted of [
      { name: 'api' },
      { name: 'web', size: 1 },
      { name: 'web', size: 9 },
      { name: 'web', open: true },
    ])
      assert.ok(
        found.some((one) => JSON.stringify(one) === JSON.stringify(wanted)),
        JSON.stringify(wanted),
      );
  });

  it('says nothing twice, and the same each time', () => {
    const found = sampleParameters(template).map((one) => JSON.stringify(one));
    assert.equal(new Set(found).size, found.length);
    assert.deepEqual(
      sampleParameters(template).map((one) => JSON.stringify(one)),
      found,
    );
  });
});
