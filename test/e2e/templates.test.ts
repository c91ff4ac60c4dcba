// The shipped templates at a real API server, with `serve` as its webhook: what the accept cases make is created; what the reject cases
// make of it is refused with the findings of the git gate, drift by drift.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { loadBundle } from '../../src/bundle/load.ts';
import { loadTemplates } from '../../src/bundle/template-documents.ts';
import { decide } from '../../src/engine/decide.ts';
import { gvkOf, isNamespaced } from '../../src/kube/gvk.ts';
import type { JsonObject } from '../../src/kube/object.ts';
import type { Bundle } from '../../src/policy/bundle.ts';
import { objectsOf, type TemplateTestSpec } from '../../src/suite/template-cases.ts';
import { type Binaries, ensureBinaries, SKIP_REASON } from './binaries.ts';
import { yamlOf } from './case-bindings.ts';
import { type ApiAnswer, type ControlPlane, grantEverything, startControlPlane } from './control-plane.ts';
import { type Gate, startGate } from './gate.ts';
import { contextFor, gitChange } from './two-gates.ts';
import { registerWebhook, untilCalled } from './webhook.ts';

const LEAST_CREATED = 40;
const LEAST_REFUSED = 12;
const NAMESPACE = 'template-e2e';

/** Every object that has a label must conform: also those that the pack's own policy does not ask for one. */
const POLICY: readonly JsonObject[] = [
  {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'Policy',
    metadata: { name: 'labelled-objects-conform' },
    spec: {
      title: 'Objects conform to the template that they name',
      category: 'templates',
      severity: 'high',
      since: '0.2.0',
      why: 'a label that says so must be true',
      remediation: 'mend what drifts',
      match: { kinds: ['*'] },
      conditions: [
        { name: 'has the label', expression: "$exists($lookup($object.metadata.labels, 'sallyport.dev/template'))" },
      ],
      rules: [{ id: 'conforms', template: 'any', message: 'the object conforms' }],
    },
  },
  {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'PolicyBinding',
    metadata: { name: 'labelled' },
    spec: { policies: ['labelled-objects-conform'], enforcement: 'deny' },
  },
];

interface Subject {
  readonly title: string;
  readonly expects: 'accept' | 'reject';
  readonly object: JsonObject;
}

const binaries = await ensureBinaries();

describe('shipped templates at a real API server', { skip: binaries ? false : SKIP_REASON }, () => {
  const subjects = subjectsOf();
  let plane: ControlPlane;
  let gate: Gate;
  let bundle: Bundle;
  const answers = new Map<Subject, ApiAnswer>();

  before(async () => {
    plane = await startControlPlane(binaries as Binaries);
    await grantEverything(plane);
    const policies = join(plane.folder, 'labelled.yaml');
    writeFileSync(policies, yamlOf(POLICY));
    const loaded = await loadBundle([{ path: policies }]);
    assert.ok(loaded.ok, JSON.stringify(loaded.ok || loaded.problems));
    bundle = loaded.bundle;
    await plane.send('POST', '/api/v1/namespaces', { metadata: { name: NAMESPACE } });
    gate = await startGate(plane, [policies], { selfSigned: true });
    await registerWebhook(plane, 'templates.sallyport.dev', gate);
    const probe = { metadata: { name: 'probe', labels: { 'sallyport.dev/template': 'none.v1' } } };
    let called = false;
    await untilCalled(
      async () => {
        const answer = await plane.send('POST', `/api/v1/namespaces/${NAMESPACE}/configmaps?dryRun=All`, probe);
        called = answer.status === 403;
        return answer;
      },
      () => called,
    );
    for (const subject of subjects) answers.set(subject, await create(plane, subject.object));
  });
  after(async () => {
    await gate?.stop();
    await plane?.stop();
  });

  const found = ({ object }: Subject) => {
    const input = { object, namespace: { name: NAMESPACE, labels: { 'kubernetes.io/metadata.name': NAMESPACE } } };
    return decide(gitChange(input), bundle, contextFor(input)).findings;
  };

  it('creates all that conforms, and the git gate has nothing against it', (context) => {
    const conforming = subjects.filter(({ expects }) => expects === 'accept');
    const refused = conforming.flatMap((one) => {
      const { status, body } = answers.get(one) as ApiAnswer;
      return status === 201 ? [] : [`${one.title}: ${status} ${String(body['message'])}`];
    });
    assert.deepEqual(refused, []);
    assert.deepEqual(conforming.flatMap(found), []);
    context.diagnostic(`${conforming.length} objects created`);
    assert.ok(conforming.length >= LEAST_CREATED, `only ${conforming.length}`);
  });

  it('refuses what drifts, with what the git gate finds', (context) => {
    let refused = 0;
    for (const one of subjects.filter(({ expects }) => expects === 'reject')) {
      const { status, body } = answers.get(one) as ApiAnswer;
      const findings = found(one);
      // What the server refuses itself no webhook is shown.
      if (status === 422) continue;
      assert.equal(status, findings.length > 0 ? 403 : 201, `${one.title}: ${status} ${String(body['message'])}`);
      for (const { message } of findings)
        assert.ok(String(body['message']).includes(message), `${one.title}: ${message}`);
      if (findings.length > 0) refused += 1;
    }
    context.diagnostic(`${refused} objects refused`);
    assert.ok(refused >= LEAST_REFUSED, `only ${refused}`);
  });
});

/** The objects of all cases of the shipped templates, each to be created by itself. */
function subjectsOf(): readonly Subject[] {
  const { own, documents } = loadTemplates([{ pack: 'templates' }]);
  const tests = documents
    .filter(({ kind }) => kind === 'TemplateTest')
    .map(({ spec }) => spec as unknown as TemplateTestSpec);
  return tests.flatMap(({ template: name, cases }) => {
    const found = own.find(({ template }) => template.name === name);
    assert.ok(found, name);
    return cases.flatMap(({ name: title, accept, reject }) => {
      const objects = objectsOf(found.template, accept ?? reject ?? {}, {});
      if (typeof objects === 'string') return [];
      return objects.map(
        ({ object }): Subject => ({
          title: `${name}, ${title}: ${gvkOf(object).kind}`,
          expects: accept ? 'accept' : 'reject',
          object,
        }),
      );
    });
  });
}

/** Creates an object without keeping it, so that cases do not meet each other. */
async function create(plane: ControlPlane, object: JsonObject): Promise<ApiAnswer> {
  const gvk = gvkOf(object);
  const base = gvk.group === '' ? `/api/${gvk.version}` : `/apis/${gvk.group}/${gvk.version}`;
  const { body } = await plane.send('GET', base);
  const resources = body['resources'] as readonly { readonly name: string; readonly kind: string }[];
  const plural = resources.find(({ kind, name }) => kind === gvk.kind && !name.includes('/'))?.name;
  const namespace = isNamespaced(gvk) === false ? '' : `/namespaces/${NAMESPACE}`;
  const metadata = { ...(object['metadata'] as JsonObject), ...(namespace !== '' && { namespace: NAMESPACE }) };
  return plane.send('POST', `${base}${namespace}/${plural}?dryRun=All`, { ...object, metadata });
}
