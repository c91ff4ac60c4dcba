import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { JsonObject } from '../../src/kube/object.ts';
import { solve } from '../../src/template/solve.ts';
import type { TemplateContext } from '../../src/template/template.ts';
import { casesOf, type Parts, resourceOf, templateOf } from '../builders/template.ts';

interface Case {
  readonly resource: JsonObject;
  readonly context?: TemplateContext;
  readonly params?: JsonObject;
  readonly drifts?: readonly string[];
}
type Group = Parts & { readonly name: string; readonly cases: readonly Case[] };

describe('solve', () => {
  for (const { name, cases, ...parts } of casesOf<Group>('solve')) {
    it(name, () => {
      const template = templateOf(parts);
      for (const { resource, context, params, drifts = [] } of cases) {
        const found = solve(template, [{ object: resourceOf(resource) }], context);
        const about = JSON.stringify(resource);
        assert.deepEqual(found.failures, [], about);
        assert.deepEqual(
          found.drifts.map(({ type, pointer }) => `${type} ${pointer}`),
          drifts,
          `${about}\n${found.drifts.map(({ message }) => message).join('\n')}`,
        );
        if (params) assert.deepEqual(found.params, params, about);
      }
    });
  }
});
