import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { completionFor } from '../../src/bundle/api-data.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import { compileRights } from '../../src/rules/parameter-rights.ts';
import { evaluationOf } from '../builders/evaluation.ts';
import { casesOf, type Parts, templateOf } from '../builders/template.ts';

const [RIGHTS] = casesOf<Parts>('rights');
const template = templateOf(RIGHTS ?? {});
const library = { templates: [template], broken: new Set<string>(['bad']), completionFor };
const reference = { name: 'web-service', major: 1 };
const web = (spec: JsonObject, labels: JsonObject = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'web', labels },
  spec,
});
const BASE = { image: 'a', size: 2, half: 1, free: 'x', env: [{ name: 'A' }] };

function judged(only: readonly string[], fresh: JsonObject, old: JsonObject = BASE) {
  const compiled = compileRights({ template: reference, only }, '', library);
  assert.ok(compiled.ok);
  const { violations, failures } = compiled.value.judge(evaluationOf(web(fresh), web(old)));
  assert.deepEqual(failures, []);
  return violations.map(({ pointer, message }) => `${pointer} ${message}`);
}
const may = (names: string) => `only ${names} may change (template web-service.v1)`;

describe('rights by parameter', () => {
  it('let the named ones change, with what is derived of them', () => {
    assert.deepEqual(judged(['image'], { ...BASE, image: 'b' }), []);
    assert.deepEqual(judged(['size'], { ...BASE, size: 4, half: 2 }), []);
    assert.deepEqual(judged(['vars'], { ...BASE, env: [{ name: 'A' }, { name: 'B' }] }), []);
    assert.deepEqual(judged(['vars'], { ...BASE, env: [] }), []);
    assert.deepEqual(judged(['image'], BASE), []);
  });

  it('let nothing else change', () => {
    assert.deepEqual(judged(['image'], { ...BASE, image: 'b', size: 4, half: 2 }), [
      `/spec/size the parameter \`size\` changes from \`2\` to \`4\`, and ${may('`image`')}`,
    ]);
    assert.deepEqual(judged(['image'], { ...BASE, env: [] }).length, 1);
    assert.deepEqual(judged(['image'], { ...BASE, free: 'y' }), [
      `/spec/free this is no parameter, and ${may('`image`')}`,
    ]);
    assert.match(
      judged(['image'], { ...BASE, more: 1 })[0] ?? '',
      /^\/spec\/more .* no part of the standard, and only/,
    );
  });

  it('do not ask that the object conforms already', () => {
    const old = { ...BASE, more: 1 };
    assert.deepEqual(judged(['image'], { ...old, image: 'b' }, old), []);
  });

  it('are refused at load for parameters that no template has', () => {
    const compiled = compileRights({ template: reference, only: ['imgae'] }, '/p', library);
    assert.deepEqual(compiled.ok ? [] : compiled.problems, [
      {
        code: 'parameter-unknown',
        message: 'the template `web-service` has no parameter `imgae`, did you mean `image`',
        pointer: '/p/only/0',
      },
    ]);
  });

  it('need a template', () => {
    const compiled = compileRights({ only: ['image'] }, '', library);
    assert.ok(compiled.ok);
    const { violations } = compiled.value.judge(evaluationOf(web({ ...BASE, image: 'b' }), web(BASE)));
    assert.match(violations[0]?.message ?? '', /has no template/);
    const label = { 'sallyport.dev/template': 'web-service.v1' };
    const named = compiled.value.judge(evaluationOf(web({ ...BASE, image: 'b' }, label), web(BASE, label)));
    assert.deepEqual(named.violations, []);
  });
});
