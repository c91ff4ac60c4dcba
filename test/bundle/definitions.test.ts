import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { definitionsAt, joinFacts, snapshotAt } from '../../src/bundle/definitions.ts';
import { parseManifests } from '../../src/manifest/parse.ts';
import { printSnapshot } from '../../src/snapshot/snapshot.ts';

const definition = (group: string) => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: widgets.${group}}
spec:
  group: ${group}
  scope: Namespaced
  names: {kind: Widget, listKind: WidgetList, plural: widgets, singular: widget}
  versions:
    - name: v1
      served: true
      storage: true
      schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object}}}}
`;

describe('facts in files', () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'sallyport-definitions-'));
    for (const name of ['good', 'half', 'broken', 'none']) mkdirSync(at(name));
    writeFileSync(
      at('good/a.yaml'),
      `${definition('a.io')}---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\n`,
    );
    writeFileSync(at('good/b.json'), JSON.stringify(parseManifests(definition('b.io')).documents[0]?.value));
    writeFileSync(at('half/a.yaml'), definition('a.io').slice(0, -3));
    const broken = definition('a.io').replace(
      'properties: {spec: {type: object}}',
      'properties: {spec: {type: thing}}',
    );
    writeFileSync(at('broken/a.yaml'), broken);
    writeFileSync(at('none/a.yaml'), 'a: 1\n');
    const namespaces = [{ name: 'shop', labels: {} }];
    writeFileSync(at('cluster.yaml'), printSnapshot({ kubernetes: '1.34', namespaces, definitions: [] }));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('definitionsAt() finds definitions among other objects, in YAML and JSON', async () => {
    const { definitions, problems } = await definitionsAt(at('good'));
    assert.deepEqual(problems, []);
    assert.equal(definitions.length, 2);
    assert.equal((await definitionsAt(at('good/a.yaml'))).definitions.length, 1);
  });

  it('definitionsAt() says what is wrong: half a file, a schema that no server takes, nothing, no such path', async () => {
    const told = async (name: string) =>
      (await definitionsAt(at(name))).problems.map(({ code, location }) => [code, location?.line]);
    assert.deepEqual(await told('half'), [['yaml-syntax', 12]]);
    assert.deepEqual(await told('broken'), [['schema-broken', 12]]);
    assert.deepEqual(await told('none'), [['schemas-empty', undefined]]);
    assert.deepEqual(await told('nowhere'), [['schemas-unreadable', undefined]]);
  });

  it('joinFacts() joins a snapshot with folders, or tells every problem', async () => {
    const facts = joinFacts([await definitionsAt(at('good'))], snapshotAt(at('cluster.yaml')));
    assert.ok(facts.ok);
    assert.deepEqual([facts.definitions.length, facts.namespaces.length, facts.kubernetes], [2, 1, '1.34']);
    const broken = joinFacts([await definitionsAt(at('none'))], snapshotAt(at('nowhere.yaml')));
    assert.deepEqual(broken.ok ? [] : broken.problems.map(({ code }) => code), [
      'schemas-empty',
      'snapshot-unreadable',
    ]);
  });
});
