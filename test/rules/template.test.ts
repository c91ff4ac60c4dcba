import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { completionFor } from '../../src/bundle/api-data.ts';
import { decide } from '../../src/engine/decide.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import type { CaseInput } from '../../src/policy/policy.ts';
import { binding, bundleOf, CONTEXT, change, load, policy } from '../builders/bundle.ts';

const TEMPLATES = readFileSync('test/fixtures/template/web.yaml', 'utf8');
const RULE = 'template: {name: web-service, major: 2}';
const bundle = (rule: string, more?: string) =>
  bundleOf(TEMPLATES + policy('p', `    - {id: a, message: conforms, ${rule}}`, more) + binding('p'));
const { complete } = completionFor('1.35');

/** What both gates show: a completed object. */
async function judge(rule: string, object: JsonObject, input: Partial<CaseInput> = {}) {
  const made = change({ object: complete(object), namespace: { name: 'shop', labels: {} }, ...input });
  const { findings, errors } = decide(made, await bundle(rule), CONTEXT);
  assert.deepEqual(errors, []);
  return findings;
}
const lines = async (...given: Parameters<typeof judge>) =>
  (await judge(...given)).map(({ pointer, message }) => `${pointer} ${message}`);

const web = (
  more: {
    readonly labels?: JsonObject;
    readonly spec?: JsonObject;
    readonly pod?: JsonObject;
    readonly app?: JsonObject;
  } = {},
): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', labels: { app: 'web', ...more.labels } },
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: 'web' } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        automountServiceAccountToken: false,
        containers: [
          {
            name: 'app',
            image: 'shop/web:1',
            resources: { requests: { memory: '1024Mi' }, limits: { memory: '1Gi' } },
            ...more.app,
          },
        ],
        ...more.pod,
      },
    },
    ...more.spec,
  },
});

describe('template rule', () => {
  it('accepts a completed object that conforms', async () => {
    assert.deepEqual(await lines(RULE, web()), []);
  });

  it('makes one finding of each drift, with its fix and its reason', async () => {
    const found = await judge(
      RULE,
      web({ pod: { hostNetwork: true, automountServiceAccountToken: true }, spec: { replicas: 1 } }),
    );
    assert.deepEqual(
      found.map(({ pointer, message, remedy }) => [pointer, message, remedy?.length ?? 0]),
      [
        [
          '/spec/replicas',
          '`spec.replicas` is `1`: the parameter `replicas` must be >= 2 (template web-service.v2)',
          0,
        ],
        [
          '/spec/template/spec/automountServiceAccountToken',
          '`spec.template.spec.automountServiceAccountToken` is `true`, the standard is `false`: most services never call the API (template web-service.v2)',
          1,
        ],
        [
          '/spec/template/spec/hostNetwork',
          '`spec.template.spec.hostNetwork` is no part of the standard (template web-service.v2)',
          1,
        ],
      ],
    );
  });

  it('refuses an object that says it conforms to another template', async () => {
    assert.deepEqual(await lines(RULE, web({ labels: { 'sallyport.dev/template': 'old.v1' } })), [
      '/metadata/labels/sallyport.dev~1template the object is labelled for the template `old.v1`, and must conform to `web-service.v2`',
    ]);
  });

  it('`any` goes by the label, then by what templates are meant for', async () => {
    const any = 'template: any';
    assert.deepEqual(await lines(any, web()), []);
    assert.deepEqual(await lines(any, web({ labels: { 'sallyport.dev/template': 'web-service.v2' } })), []);
    assert.deepEqual(await lines(any, web({ labels: { 'sallyport.dev/template': 'web-servic.v2' } })), [
      '/metadata/labels/sallyport.dev~1template there is no template `web-servic`, did you mean `web-service`',
    ]);
    const elsewhere = { namespace: { name: 'pay', labels: {} } };
    assert.deepEqual(await lines(any, web(), elsewhere), [
      ' the object conforms to no template: nearest is `web-service.v2` with 0 drifts; name one by the label `sallyport.dev/template`',
    ]);
    assert.deepEqual(await lines(any, { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' }, spec: {} }), [
      ' the object conforms to no template: no template has a Service',
    ]);
  });

  it('knows the life of templates', async () => {
    const labelled = (kind: string, label: string) => ({
      apiVersion: 'v1',
      kind,
      metadata: { name: 'a', labels: { 'sallyport.dev/template': label } },
    });
    assert.deepEqual(await lines('template: any', labelled('Secret', 'old.v1')), [
      '/metadata/labels/sallyport.dev~1template the template `old.v1` is retired (template old.v1)'.replace(
        ' (template old.v1)',
        '',
      ),
    ]);
    assert.deepEqual(await lines('template: any', labelled('ConfigMap', 'web-service.v1')), [
      '/metadata/labels/sallyport.dev~1template the support of the template `web-service.v1` ended on 2025-06-30, go to `web-service.v2`',
    ]);
  });

  it('is refused at load where it names nothing, with what was meant', async () => {
    const problems = async (rule: string) => {
      const loaded = await load(TEMPLATES + policy('p', `    - {id: a, message: m, ${rule}}`) + binding('p'));
      return loaded.ok ? [] : loaded.problems.map(({ message }) => message);
    };
    assert.deepEqual(await problems('template: {name: web-servise, major: 2}'), [
      'no template is named `web-servise`, did you mean `web-service`',
    ]);
    assert.deepEqual(await problems('template: {name: web-service, major: 3}'), [
      'the template `web-service` has no major 3, only 1, 2',
    ]);
    assert.deepEqual(await problems('template: all'), ['`template` must be `any`']);
    assert.deepEqual(await problems('template: any, at: spec'), ['a template is for the whole object: remove `at`']);
  });
});
