import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../../src/kube/object.ts';
import { render } from '../../src/template/render.ts';
import type { TemplateContext } from '../../src/template/template.ts';
import { casesOf, type Parts, templateOf } from '../builders/template.ts';

interface Case {
  readonly params: JsonObject;
  readonly context?: TemplateContext;
  readonly data?: JsonObject;
  readonly problems?: readonly string[];
}
type Group = Parts & { readonly name: string; readonly cases: readonly Case[] };

describe('render', () => {
  for (const { name, cases, ...parts } of casesOf<Group>('render')) {
    it(name, () => {
      for (const { params, context, data, problems } of cases) {
        const made = render(templateOf(parts), params, context);
        if (problems)
          assert.deepEqual(made.ok ? made : made.problems.map(({ code, pointer }) => `${code} ${pointer}`), problems);
        else assert.deepEqual(made.ok ? made.value[0]?.object['data'] : made.problems, data);
      }
    });
  }

  it('makes every object whose condition holds', () => {
    const template = templateOf({
      properties: { public: { type: 'boolean', default: false } },
      objects: [
        { id: 'config', body: { apiVersion: 'v1', kind: 'ConfigMap' } },
        { id: 'ingress', when: 'public', body: { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress' } },
      ],
    });
    const ids = (params: JsonObject) => {
      const made = render(template, params);
      return made.ok ? made.value.map(({ id }) => id) : made.problems;
    };
    assert.deepEqual(ids({}), ['config']);
    assert.deepEqual(ids({ public: true }), ['config', 'ingress']);
  });
});
