import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { KUBERNETES_VERSIONS } from '../../src/bundle/api-data.ts';
import { modelMaker } from '../../src/bundle/api-model.ts';
import { saidOf } from '../builders/reserved.ts';

const LEASE_CANDIDATE = `apiVersion: coordination.k8s.io/v1alpha2
kind: LeaseCandidate
metadata: {name: c}
`;

describe('modelMaker()', () => {
  it('has a model of every release that the package carries', async () => {
    let judged = 0;
    for (const version of KUBERNETES_VERSIONS) {
      const model = await modelMaker({ version, strictKinds: false })([]);
      const text =
        'apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {containers: [{name: c, image: "c:1"}], nope: 1}\n';
      assert.match((await saidOf(text, { model })).join('\n'), /^kubernetes-schema\/unknown-field \/spec\/nope: /);
      judged++;
    }
    assert.ok(judged >= 4);
  });

  it('says of a version that is off by default how it is switched on', async () => {
    const model = await modelMaker({ version: '1.35', strictKinds: false })([]);
    const said = await saidOf(LEASE_CANDIDATE, { model });
    assert.match(said.join('\n'), /current-api-versions\/not-served \/apiVersion: .*--runtime-config/);
  });

  it('knows the custom kinds of definitions, and completes their resources', async () => {
    const schema = {
      type: 'object',
      properties: { spec: { type: 'object', properties: { size: { type: 'integer', default: 3 } } } },
    };
    const definition = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'widgets.example.com' },
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { kind: 'Widget', plural: 'widgets' },
        versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } }],
      },
    };
    const model = await modelMaker({ version: '1.35', strictKinds: true })([definition]);
    const widget = 'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\nspec: {sise: 1}\n';
    const said = await saidOf(widget, { model });
    assert.match(said.join('\n'), /^kubernetes-schema\/unknown-field \/spec\/sise: .*did you mean `size`/);
    const completed = model.complete({ apiVersion: 'example.com/v1', kind: 'Widget', spec: {} });
    assert.deepEqual(completed['spec'], { size: 3 });
  });
});
