// Independent mistakes are told one by one: so many mistakes, so many drifts, and the parameters are found all the same.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { completionFor } from '../../src/bundle/api-data.ts';
import type { Json, JsonObject } from '../../src/kube/object.ts';
import { render } from '../../src/template/render.ts';
import { solve } from '../../src/template/solve.ts';
import { templateIn } from '../builders/template.ts';

const template = templateIn('examples/policies/web-service.yaml');
const PARAMS: JsonObject = {
  name: 'web',
  image: 'registry.example.com/shop/web:1',
  division: 'retail',
  group: 'web',
  contact: '#web',
  environment: 'prod',
  size: 'small',
  port: 8443,
  replicas: 3,
  public: true,
  memory: '512Mi',
  vars: [
    { name: 'A', value: '1' },
    { name: 'B', secret: 'b' },
  ],
};
const rendered = render(template, PARAMS);
assert.ok(rendered.ok);
const WEB = rendered.value[0]?.object as JsonObject;

type Loose = { [key: string]: Loose } & Loose[] & Json;
const app = (web: Loose) => web['spec']!['template']!['spec']!['containers']![0]!;

/** Each mistake by itself is one drift, wherever the others are. */
const MISTAKES: Readonly<Record<string, (web: Loose) => unknown>> = {
  'value /spec/revisionHistoryLimit': (web) => Object.assign(web['spec']!, { revisionHistoryLimit: 9 }),
  'type /spec/strategy/rollingUpdate/maxSurge': (web) =>
    Object.assign(web['spec']!['strategy']!['rollingUpdate']!, { maxSurge: '1%' }),
  'missing /spec/template/spec/automountServiceAccountToken': (web) =>
    delete (web['spec']!['template']!['spec'] as JsonObject as Record<string, Json>)['automountServiceAccountToken'],
  'extra /spec/template/spec/hostNetwork': (web) =>
    Object.assign(web['spec']!['template']!['spec']!, { hostNetwork: true }),
  'extra /spec/paused': (web) => Object.assign(web['spec']!, { paused: true }),
  'conflict /spec/selector/matchLabels/app.kubernetes.io~1name': (web) =>
    Object.assign(web['spec']!['selector']!['matchLabels']!, { 'app.kubernetes.io/name': 'other' }),
  'conflict /spec/template/spec/containers/0/resources/requests/memory': (web) =>
    Object.assign(app(web)['resources']!['requests']!, { memory: '1Gi' }),
  'parameter /spec/template/spec/containers/0/image': (web) => Object.assign(app(web), { image: 'nginx' }),
  'order /spec/template/spec/containers/0/command': (web) => (app(web)['command'] as unknown as string[]).reverse(),
  'duplicate-key /spec/template/spec/containers/0/env/3': (web) =>
    (app(web)['env'] as unknown as Json[]).push({ name: 'A', value: '2' }),
  'value /spec/template/spec/containers/0/livenessProbe/httpGet/path': (web) =>
    Object.assign(app(web)['livenessProbe']!['httpGet']!, { path: 'x' }),
  'value /spec/template/spec/volumes/0/name': (web) =>
    Object.assign(web['spec']!['template']!['spec']!['volumes']![0]!, { name: 'temp' }),
  'extra /metadata/labels/team': (web) => Object.assign(web['metadata']!['labels']!, { team: 'x' }),
  'value /spec/template/spec/containers/0/resources/limits/cpu': (web) =>
    Object.assign(app(web)['resources']!['limits']!, { cpu: '600m' }),
};
const NAMES = Object.keys(MISTAKES);

describe('independent mistakes', () => {
  for (const [form, completion] of [
    ['as written', undefined],
    ['as completed', { complete: completionFor('1.35').complete }],
    ['as completed, with the short cut', completionFor('1.35')],
  ] as const) {
    it(`five of them are exactly five drifts, ${form}`, () => {
      fc.assert(
        fc.property(fc.shuffledSubarray(NAMES, { minLength: 5, maxLength: 5 }), (chosen) => {
          const web = structuredClone(WEB) as Loose;
          for (const name of chosen) MISTAKES[name]?.(web);
          const object = completion ? completion.complete(web as JsonObject) : (web as JsonObject);
          const { drifts, params } = solve(template, [{ object }], { ...completion, partial: true });
          const found = drifts.map(({ type, pointer }) => `${type} ${pointer}`).sort();
          assert.deepEqual(found, [...chosen].sort(), drifts.map(({ message }) => message).join('\n'));
          const { image: _, ...others } = params;
          const { image: __, ...given } = PARAMS;
          assert.deepEqual(others, given);
        }),
        { numRuns: 300, seed: 7 },
      );
    });
  }

  it('every number of them is so many drifts', () => {
    for (let count = 0; count <= NAMES.length; count += 1) {
      const web = structuredClone(WEB) as Loose;
      for (const name of NAMES.slice(0, count)) MISTAKES[name]?.(web);
      assert.equal(solve(template, [{ object: web as JsonObject }], { partial: true }).drifts.length, count);
    }
  });
});
