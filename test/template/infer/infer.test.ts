import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isJsonObject, type JsonObject } from '../../../src/kube/object.ts';
import { infer } from '../../../src/template/infer/infer.ts';
import { templateOf } from '../../builders/template.ts';

const APP = 'app.kubernetes.io/name';
function deployment(
  name: string,
  more: { image?: string; replicas?: number; probe?: boolean; env?: readonly string[] } = {},
) {
  const { image = `r.example.com/shop/${name}:1`, replicas = 2, probe = false, env = [] } = more;
  const container: JsonObject = {
    name: 'app',
    image,
    ...(env.length > 0 && { env: env.map((one) => ({ name: one, value: `of-${one}` })) }),
    ...(probe && { readinessProbe: { httpGet: { path: '/ready', port: 8080 } } }),
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels: { [APP]: name } },
    spec: {
      replicas,
      selector: { matchLabels: { [APP]: name } },
      template: { metadata: { labels: { [APP]: name } }, spec: { containers: [container] } },
    },
  };
}
const service = (name: string) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { selector: { [APP]: name }, ports: [{ port: 80 }] },
});
let nestedSame: JsonObject = { value: 'x' };
for (let depth = 0; depth < 300; depth++) nestedSame = { down: nestedSame };
const from = (...objects: JsonObject[]) => infer(objects.map((object) => ({ object, origin: '' })));
function parametersOf({ parameters }: { readonly parameters: JsonObject }): readonly string[] {
  return isJsonObject(parameters['properties']) ? Object.keys(parameters['properties']) : [];
}

describe('infer()', () => {
  it('joins what belongs together and finds the parameters of all of it', () => {
    const found = from(deployment('web', { replicas: 3 }), service('web'), deployment('api'), service('api'));
    const [template] = found.templates;
    assert.equal(found.templates.length, 1);
    assert.equal(template?.name, 'web-app');
    assert.deepEqual(template && parametersOf(template), ['name', 'replicas', 'image']);
    assert.deepEqual(
      template?.objects.map(({ id }) => id),
      ['workload', 'service'],
    );
    assert.deepEqual(
      template?.instances.map((one) => [...one.values()]),
      [
        [0, 1],
        [2, 3],
      ],
    );
  });

  it('makes switches of blocks, and lists of items, that only some have', () => {
    const [template] = from(
      deployment('web', { probe: true, env: ['ALPHA', 'BETA'] }),
      deployment('api', { env: ['GAMMA'] }),
      deployment('pay', { probe: true }),
    ).templates;
    assert.deepEqual(template && parametersOf(template), ['name', 'image', 'readiness', 'vars']);
    const text = JSON.stringify(template?.objects);
    assert.match(text, /"readinessProbe":\{"\$when":"readiness"/);
    assert.match(
      text,
      /"each":\{"in":"vars","as":"item","item":\{"name":"\$\{item.name\}","value":"of-\$\{item.name\}"\}\}/,
    );
  });

  it('tells who departs, and who resembles no other', () => {
    const many = Array.from({ length: 11 }, (_, index) => deployment(`web-${index}`));
    const odd = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'odd' }, spec: { paused: true } };
    const found = from(...many, deployment('last', { replicas: 7 }), odd);
    assert.deepEqual([...(found.templates[0]?.departures ?? [])], [11]);
    assert.deepEqual(found.single, [12]);
  });

  it('looks at no Secret, and keeps versions of a kind apart', () => {
    const secret = (name: string) => ({ apiVersion: 'v1', kind: 'Secret', metadata: { name }, stringData: { a: 'b' } });
    const scaler = (version: string, name: string) => ({
      apiVersion: `autoscaling/${version}`,
      kind: 'HorizontalPodAutoscaler',
      metadata: { name },
    });
    const found = from(secret('a'), secret('b'), scaler('v1', 'a'), scaler('v2', 'b'), scaler('v2', 'c'));
    assert.deepEqual(found.secrets, [0, 1]);
    assert.deepEqual(found.single, [2]);
    assert.equal(found.templates.length, 1);
  });

  it('takes what lies very deep as one value', () => {
    const nested = (value: number) => {
      let at: JsonObject = { value };
      for (let depth = 0; depth < 300; depth++) at = { down: at };
      return { apiVersion: 'v1', kind: 'Thing', metadata: { name: `a${value}` }, spec: at, same: nestedSame };
    };
    const [template] = from(nested(1), nested(2)).templates;
    assert.ok(template);
    templateOf({ parameters: template.parameters, objects: template.objects as never });
  });

  it('says nothing where there is nothing to compare', () => {
    assert.deepEqual(from(), { templates: [], single: [], secrets: [] });
    assert.deepEqual(from(deployment('web')), { templates: [], single: [0], secrets: [] });
  });

  it('keeps text that looks like a hole, and keys that look like operators', () => {
    const map = (name: string) => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name },
      data: { run: `echo $\{HOME}`, other: name },
      spec: { list: [{ $ref: '#/x' }] },
    });
    const text = JSON.stringify(from(map('a'), map('b')).templates[0]?.objects);
    assert.match(text, /"run":"echo \$\$\{HOME\}"/);
    assert.match(text, /"\$literal":\[\{"\$ref":"#\/x"\}\]/);
  });
});
