import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { intake, type PushSource } from '../../../src/gates/push/intake.ts';
import type { KubeObject } from '../../../src/kube/object.ts';
import { parseManifests } from '../../../src/manifest/parse.ts';
import { MODEL } from '../../builders/model.ts';

const sources = (text: string): readonly PushSource[] =>
  parseManifests(text).documents.map((document) => ({
    file: 'a.yaml',
    document,
    object: document.value as KubeObject,
  }));

describe('intake()', () => {
  it('compares the old tip with the new one, as changes of the push gate by the one who pushes', () => {
    const actor = { name: 'ada', groups: [], proof: 'push' } as const;
    const pod = (image: string) =>
      sources(
        `apiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: shop}\nspec: {containers: [{name: c, image: ${image}}]}\n`,
      );
    const push = (old: readonly PushSource[], fresh: readonly PushSource[]) =>
      intake({ old, new: fresh, namespaceForPath: () => undefined, actor }, MODEL).changes.map(({ change }) => change);
    assert.deepEqual(push(pod('one'), pod('one')), []);
    const [update] = push(pod('one'), pod('two'));
    assert.equal(update?.operation, 'UPDATE');
    assert.deepEqual(update?.origin, { gate: 'push', comparable: true, path: 'a.yaml' });
    assert.equal(update?.actor, actor);
    assert.equal(push([], pod('one'))[0]?.operation, 'CREATE');
    assert.equal(push(pod('one'), [])[0]?.operation, 'DELETE');
  });
});
