import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deriveChanges, type Sourced, type States } from '../../src/change/derive.ts';

const config = (file: string, name: string, x = '1', namespace?: string): Sourced => ({
  file,
  object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...(namespace && { namespace }) }, data: { x } },
});
const states = (old: States<Sourced>['old'], fresh: readonly Sourced[]): States<Sourced> => ({
  gate: 'commit',
  old,
  new: fresh,
  namespaceForPath: (path) => (path.startsWith('shop/') ? 'shop' : undefined),
  actor: { name: 'ada@example.com', groups: [], proof: 'claimed' },
});

describe('deriveChanges()', () => {
  it('makes every object of a plain folder a CREATE that cannot be compared', () => {
    const { changes, moved } = deriveChanges(
      states(undefined, [config('shop/a.yaml', 'one'), config('a.yaml', 'one')]),
    );
    assert.deepEqual(moved, []);
    assert.deepEqual(
      changes.map(({ change }) => [change.operation, change.namespace, change.name, change.origin]),
      [
        ['CREATE', 'shop', 'one', { gate: 'commit', comparable: false, path: 'shop/a.yaml' }],
        ['CREATE', undefined, 'one', { gate: 'commit', comparable: false, path: 'a.yaml' }],
      ],
    );
    assert.equal(changes[0]?.change.actor?.name, 'ada@example.com');
  });

  it('gives an UPDATE both objects, a DELETE the old one alone and the place of the judged object', () => {
    const old = [config('shop/a.yaml', 'one'), config('shop/b.yaml', 'two')];
    const fresh = [config('shop/a.yaml', 'one', '2'), config('shop/c.yaml', 'new')];
    const { changes } = deriveChanges(states(old, fresh));
    assert.deepEqual(
      changes.map(({ change, source }) => [change.operation, change.object, change.oldObject, source.file]),
      [
        ['UPDATE', fresh[0]?.object, old[0]?.object, 'shop/a.yaml'],
        ['CREATE', fresh[1]?.object, undefined, 'shop/c.yaml'],
        ['DELETE', undefined, old[1]?.object, 'shop/b.yaml'],
      ],
    );
    assert.ok(changes.every(({ change }) => change.origin.comparable));
  });

  it('sees a move as no change, but tells where from', () => {
    const { changes, moved } = deriveChanges(
      states([config('shop/a.yaml', 'one')], [config('shop/prod/a.yaml', 'one')]),
    );
    assert.deepEqual(changes, []);
    assert.deepEqual(
      moved.map(({ change, from }) => [change.operation, change.origin.path, from]),
      [['CREATE', 'shop/prod/a.yaml', 'shop/a.yaml']],
    );
  });

  it('sees a move into another namespace as a removal and an addition', () => {
    const { changes } = deriveChanges(
      states([config('shop/a.yaml', 'one')], [config('pay/a.yaml', 'one', '1', 'pay')]),
    );
    assert.deepEqual(
      changes.map(({ change }) => [change.operation, change.namespace]),
      [
        ['CREATE', 'pay'],
        ['DELETE', 'shop'],
      ],
    );
  });
});
