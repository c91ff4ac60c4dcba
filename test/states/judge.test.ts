import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { modelMaker } from '../../src/bundle/api-model.ts';
import { loadBundle } from '../../src/bundle/load.ts';
import { intake } from '../../src/gates/commit/intake.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import { parseManifests } from '../../src/manifest/parse.ts';
import { judgeStates, type StatesJudging } from '../../src/states/judge.ts';
import { binding, policy } from '../builders/bundle.ts';

const objects = (text: string) =>
  parseManifests(text).documents.map((document) => ({
    object: document.value as JsonObject,
    file: 'a.yaml',
    document,
  }));
const DEFINITION = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.example.com}
spec:
  group: example.com
  scope: Namespaced
  names: {kind: Widget, plural: widgets, singular: widget, listKind: WidgetList}
  versions:
    - name: v1
      served: true
      storage: true
      schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, properties: {size: {type: integer}}}}}}
`;
const WIDGET = 'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w, namespace: shop}\nspec: {size: big}\n';
const RULE = '    - {id: r, assert: "$namespace.labels.team = \'a\'", message: "not of team a"}';

async function judged(text: string, replaced: Partial<StatesJudging<ReturnType<typeof objects>[number]>> = {}) {
  const source = {
    name: 'text',
    files: [{ path: 'p.yaml', bytes: new TextEncoder().encode(policy('team-a', RULE) + binding('team-a')) }],
  };
  const loaded = await loadBundle([source], { reserved: true });
  assert.ok(loaded.ok, JSON.stringify(loaded.ok || loaded.problems));
  const asked: string[] = [];
  const { judgements } = await judgeStates({
    states: { old: undefined, new: objects(text), namespaceForPath: () => undefined, actor: undefined },
    intake,
    bundle: loaded.bundle,
    now: 0,
    kubernetesVersion: '1.35',
    described: [],
    facts: { definitions: [], namespaces: [] },
    modelOf: modelMaker({ version: '1.35', strictKinds: false }),
    others: async (word) => {
      asked.push(word);
      return [];
    },
    isNamed: () => true,
    ...replaced,
  });
  const said = judgements.flatMap(({ decision: { findings, errors, unjudged } }) => [
    ...findings.map(({ policy, rule }) => `${policy}/${rule}`),
    ...errors.map(({ code }) => code),
    ...unjudged.map(({ rule }) => `not judged ${rule}`),
  ]);
  return { said, asked };
}

describe('judgeStates()', () => {
  it('asks the rest of the tree only for what is needed, and says what nobody knows', async () => {
    const { said, asked } = await judged(WIDGET);
    assert.deepEqual(said, ['namespace-labels-unknown', 'not judged unknown-kind']);
    assert.deepEqual(asked, ['CustomResourceDefinition', 'Namespace']);
  });

  it('takes labels and definitions of a cluster', async () => {
    const definitions = objects(DEFINITION).map(({ object }) => object);
    const facts = { definitions, namespaces: [{ name: 'shop', labels: { team: 'a' } }] };
    const { said, asked } = await judged(WIDGET, { facts });
    assert.deepEqual(said, ['kubernetes-schema/type-invalid']);
    assert.deepEqual(asked, []);
  });

  it('takes a definition from the rest of the tree', async () => {
    const rest = `${DEFINITION}---\napiVersion: v1\nkind: Namespace\nmetadata: {name: shop, labels: {team: a}}\n`;
    const others = async () => objects(rest).map(({ object }) => object);
    assert.deepEqual((await judged(WIDGET, { others })).said, ['kubernetes-schema/type-invalid']);
  });

  it('judges only what is named', async () => {
    assert.deepEqual((await judged(WIDGET, { isNamed: () => false })).said, []);
  });
});
