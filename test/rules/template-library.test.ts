import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { completionFor } from '../../src/bundle/api-data.ts';
import { labelOf, referenced, solveObject } from '../../src/rules/template-library.ts';
import { evaluationOf } from '../builders/evaluation.ts';
import { templateOf } from '../builders/template.ts';

const template = templateOf({
  properties: { ns: { type: 'string', 'x-sallyport': { from: 'namespace' } } },
  body: { metadata: { labels: { ns: '${ns}' } } },
});
const library = { templates: [template], broken: new Set<string>(['bad']), completionFor };
const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { labels: { ns: 'shop' } } };

describe('the templates that rules may name', () => {
  it('are found by name and major', () => {
    assert.equal(referenced({ name: 'web-service', major: 1 }, library, ''), template);
    assert.deepEqual(referenced({ name: 'web-service', major: 2 }, library, '/r'), {
      code: 'template-unknown',
      message: 'the template `web-service` has no major 2, only 1',
      pointer: '/r/major',
    });
    const none = referenced({ name: 'x', major: 1 }, { ...library, templates: [] }, '');
    assert.equal(referenced({ name: 'bad', major: 1 }, library, ''), undefined);
    assert.match(none && 'message' in none ? none.message : '', /the bundle holds none/);
    assert.equal(labelOf(template), 'web-service.v1');
  });

  it('a template that asks for the namespace needs to know it', () => {
    const failed = solveObject(template, object, evaluationOf(object), library);
    assert.equal('code' in failed && failed.code, 'namespace-unknown');
    const known = { ...evaluationOf(object), bindings: { namespace: { name: 'shop' } } };
    const solved = solveObject(template, object, { ...known, change: { ...known.change, namespace: 'shop' } }, library);
    assert.deepEqual('params' in solved && [solved.params, solved.drifts], [{ ns: 'shop' }, []]);
  });
});
