import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadTemplates } from '../../src/bundle/template-documents.ts';
import { templateFile, templateIndex, templatePage } from '../../src/catalog/template-page.ts';
import { templateOf } from '../builders/template.ts';

const template = loadTemplates([{ path: 'test/fixtures/standards/templates' }]).own[0]!.template;
const example = { name: 'web', team: 'shop', image: 'shop/web:1', port: 8080, vars: [{ name: 'A', value: "it's" }] };

describe('templatePage()', () => {
  it('says what a template is, takes, fixes and makes', () => {
    const page = templatePage({ template, example });
    for (const part of [
      '# web-service\n\nA stateless HTTP service behind the shared ingress.',
      'version 2.3.0, owner `team:platform`. Objects say that they are of it by the label `sallyport.dev/template: web-service.v2`, or by what it is meant for: paths `apps/**`.',
      '| `ingress` | networking.k8s.io/v1 Ingress | where `exposure = public` |  |',
      '| `memory` | string | `"256Mi"` | format `quantity`, at most `4Gi` |',
      '| `team` | one of `shop`, `pay`, `search` | required | who runs it |',
      "- `params.exposure = 'internal' or params.replicas >= 3`: a public service needs at least 3 replicas",
      '19 of 33 places; all others are constant.',
      '| `workload` | `spec.template.spec.containers[name=app].livenessProbe.httpGet.path` | any value that its schema takes; may be absent |',
      `port=8080 vars='[{"name":"A","value":"it'\\''s"}]'`,
      'kind: Service\n',
    ])
      assert.ok(page.includes(part), `${part} is missing in\n${page}`);
    assert.doesNotMatch(page, /undefined|\[object Object\]|## Upgrading/);
  });

  it('says how to come from older versions, and until when they are supported', () => {
    const page = templatePage({
      template: templateOf({
        version: '2.0.0',
        upgrade: [{ from: '1.x', params: '{}', note: 'all is new' }],
        support: { '1.x': { until: '2027-03-31' } },
        status: 'deprecated',
      }),
      example: undefined,
    });
    assert.match(page, /version 2\.0\.0, owner `team:platform`, deprecated\./);
    assert.match(page, /## Upgrading\n\n- from `1\.x`: all is new\n- `1\.x` is supported until 2027-03-31\n$/);
    assert.match(page, /## Parameters\n\nNone\./);
  });
});

describe('templateIndex()', () => {
  it('links every page', () => {
    assert.equal(templateFile(template), 'web-service.md');
    assert.match(
      templateIndex([{ template, example }]),
      /\| \[`web-service`\]\(web-service\.md\) \| 2\.3\.0 \| a stateless .* \| 19 of 33 \|/,
    );
  });
});
