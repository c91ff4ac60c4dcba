import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { modelMaker } from '../../src/bundle/api-model.ts';
import { judgedBy } from '../../src/validation/api-model.ts';
import { change } from '../builders/bundle.ts';
import { MODEL } from '../builders/model.ts';
import { saidOf } from '../builders/reserved.ts';

const pod = (spec: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: ${spec}\n`;
const CASES: readonly { readonly what: string; readonly text: string; readonly said: readonly RegExp[] }[] = [
  { what: 'a pod as the server takes it', text: pod('{containers: [{name: c, image: "c:1"}]}'), said: [] },
  {
    what: 'a field that the kind does not have',
    text: pod('{hostpid: true, containers: [{name: c, image: "c:1"}]}'),
    said: [/^kubernetes-schema\/unknown-field \/spec\/hostpid: .*did you mean `hostPID`$/],
  },
  {
    what: 'a value of another type, without what validating the unreadable would say',
    text: pod('{hostPID: "yes", containers: [{name: C, image: "c:1"}]}'),
    said: [/^kubernetes-schema\/type-invalid \/spec\/hostPID: /],
  },
  {
    what: 'a default made of a wrong value only once',
    text: 'apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {ports: [{port: 70000}]}\n',
    said: [/^kubernetes-schema\/invalid \/spec\/ports\/0\/port: /],
  },
  {
    what: 'a kind that is in no release',
    text: 'apiVersion: v1\nkind: Deployment\nmetadata: {name: d}\n',
    said: [/^kubernetes-schema\/unknown-kind \/kind: .*did you mean `apiVersion: apps\/v1`$/],
  },
  {
    what: 'a version that was removed, and nothing else of it',
    text: 'apiVersion: extensions/v1beta1\nkind: Deployment\nmetadata: {name: d}\nspec: {x: 1}\n',
    said: [/^api-versions\/removed \/apiVersion: .*apps\/v1/],
  },
  {
    what: 'a version that is deprecated',
    text: 'apiVersion: v1\nkind: Endpoints\nmetadata: {name: e}\n',
    said: [/^current-api-versions\/deprecated \/apiVersion: .*EndpointSlice/],
  },
  {
    what: 'a kind without a schema, as not judged',
    text: 'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\n',
    said: [/^kubernetes-schema\/unknown-kind not judged: no schema of `example.com\/v1 Widget` is at hand/],
  },
  {
    what: 'nothing of a document of our own',
    text: 'apiVersion: sallyport.dev/v1alpha1\nkind: Policy\nmetadata: {name: w}\n',
    said: [],
  },
];

describe('apiModel()', () => {
  for (const { what, text, said } of CASES)
    it(`says ${what}`, async () => {
      const found = await saidOf(text);
      assert.equal(found.length, said.length, JSON.stringify(found));
      for (const [index, pattern] of said.entries()) assert.match(found[index] ?? '', pattern);
    });

  it('takes a kind without a schema for an error where kinds are strict', async () => {
    const model = await modelMaker({ version: '1.35', strictKinds: true })([]);
    const found = await saidOf('apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: w}\n', { model });
    assert.match(found.join('\n'), /^kubernetes-schema error kind-unknown: no schema of/);
  });

  it('compares an update with what it replaces', async () => {
    const text = (app: string) =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: d}\nspec:\n  selector: {matchLabels: {app: ${app}}}\n` +
      `  template:\n    metadata: {labels: {app: ${app}}}\n    spec: {containers: [{name: c, image: "c:1"}]}\n`;
    assert.match(
      (await saidOf(text('b'), { old: text('a') })).join('\n'),
      /^kubernetes-schema\/immutable \/spec\/selector/,
    );
    assert.deepEqual(await saidOf(text('a'), { old: text('a') }), []);
  });

  it('knows what has a schema and what can only be a mistake', () => {
    const knows = (apiVersion: string, kind: string) => MODEL.knows({ apiVersion, kind });
    assert.deepEqual(
      [knows('v1', 'Pod'), knows('v1', 'Deployment'), knows('extensions/v1beta1', 'Deployment'), knows('x.io/v1', 'X')],
      [true, true, true, false],
    );
  });
});

describe('judgedBy()', () => {
  it('completes and observes the change of a case, but not a subresource', () => {
    const object = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p' }, spec: { containers: [] } };
    const judged = judgedBy(MODEL)(change({ object }));
    assert.ok(judged.object);
    assert.equal((judged.object['spec'] as { restartPolicy?: string }).restartPolicy, 'Always');
    assert.ok((judged.observations?.seen.length ?? 0) > 0);
    const scale = change({ object, subresource: 'scale' });
    assert.equal(judgedBy(MODEL)(scale), scale);
  });
});
