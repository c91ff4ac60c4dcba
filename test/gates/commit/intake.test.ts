import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type CommitSource, type CommitStates, intake as intakeWith } from '../../../src/gates/commit/intake.ts';
import type { KubeObject } from '../../../src/kube/object.ts';
import { parseManifests } from '../../../src/manifest/parse.ts';
import { MODEL } from '../../builders/model.ts';

const sources = (file: string, text: string): readonly CommitSource[] =>
  parseManifests(text).documents.map((document) => ({ file, document, object: document.value as KubeObject }));

const intake = (states: CommitStates) => intakeWith(states, MODEL);

describe('intake()', () => {
  const actor = { name: 'ada@example.com', groups: [], proof: 'claimed' } as const;

  it('proposes every object of plain files as a CREATE of the commit gate', () => {
    const { changes } = intake({
      old: undefined,
      new: sources(
        'a.yaml',
        'apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: a}}\n- {apiVersion: v1, kind: Node, metadata: {name: b}}\n',
      ),
      namespaceForPath: () => 'shop',
      actor,
    });
    assert.deepEqual(
      changes.map(({ change }) => [
        change.operation,
        change.gvk.kind,
        change.namespace,
        change.origin.gate,
        change.origin.comparable,
      ]),
      [
        ['CREATE', 'Pod', 'shop', 'commit', false],
        ['CREATE', 'Node', '', 'commit', false],
      ],
    );
    assert.equal(changes[0]?.change.actor, actor);
    assert.equal(changes[1]?.source.document.basePointer, '/items/1');
  });

  it('compares with the old state where there is one, if only an empty one', () => {
    const pod = sources('a.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: shop}\n');
    const states = { namespaceForPath: () => undefined, actor: undefined };
    assert.deepEqual(intake({ ...states, old: pod, new: pod }).changes, []);
    assert.equal(intake({ ...states, old: [], new: pod }).changes[0]?.change.origin.comparable, true);
    assert.equal(intake({ ...states, old: pod, new: [] }).changes[0]?.change.operation, 'DELETE');
  });

  it('shows rules the completed object on both sides, and what cannot be completed as it is', () => {
    const map = (text: string) => sources('a.yaml', `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n${text}\n`);
    const [derived] = intake({
      old: map('data: {a: null, b: x}'),
      new: map('data: {a: 1}\nimmutable: true'),
      namespaceForPath: () => 'shop',
      actor,
    }).changes;
    assert.deepEqual(derived?.change.oldObject?.['data'], { a: '', b: 'x' });
    assert.deepEqual(derived?.change.object?.['data'], { a: 1 });
  });
});
