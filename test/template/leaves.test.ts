import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { leaves } from '../../src/template/leaves.ts';
import { templateOf } from '../builders/template.ts';

describe('leaves', () => {
  it('lists what is fixed and what may vary', () => {
    const template = templateOf({
      properties: { name: { type: 'string' }, image: { type: 'string' } },
      required: ['name', 'image'],
      body: {
        metadata: { name: '${name}', labels: { 'a/b': 'x', $extra: 'allow' } },
        spec: { containers: [{ name: 'app', image: 'shop/${image}', tty: { $any: true, $optional: true } }] },
      },
    });
    assert.deepEqual(
      leaves(template).map(
        ({ path, kind, parameters, optional }) => `${path} ${kind} ${parameters}${optional ? ' optional' : ''}`,
      ),
      [
        'apiVersion literal ',
        'kind literal ',
        'metadata.name parameter name',
        'metadata.labels["a/b"] literal ',
        'metadata.labels extra ',
        'spec.containers[name=app].name literal ',
        'spec.containers[name=app].image parameter image',
        'spec.containers[name=app].tty any  optional',
      ],
    );
  });
});
