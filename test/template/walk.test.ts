import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { makeFrame } from '../../src/template/frame.ts';
import { attempt, bind, commit, driftsIn, goTo, report, spotOf, startWalk } from '../../src/template/walk.ts';
import { templateOf } from '../builders/template.ts';

const template = templateOf({ properties: { a: { type: 'string' } }, required: ['a'], body: { data: { a: '${a}' } } });
const node = template.program.objects[0]!.body;
const [slot] = template.program.scope.slots;

describe('a walk', () => {
  it('undoes a trial wholly, and makes it true when it is taken', () => {
    const walk = startWalk(template, {}, true, () => undefined);
    const frame = makeFrame(template.program.scope);
    const outcome = attempt(walk, () => {
      bind({ slot: slot!, up: 0 }, 'x', frame, walk);
      report(walk, 'value', node, frame);
    });
    assert.equal(driftsIn(outcome), 1);
    assert.deepEqual([frame.values[slot!.index], walk.log.drifts.length, walk.log.sites.length], [undefined, 0, 0]);
    commit(walk, outcome);
    assert.deepEqual([frame.values[slot!.index], walk.log.drifts.length, walk.log.sites.length], ['x', 1, 1]);
    assert.equal(walk.log.trail.length, 0);
  });

  it('undoes trials within trials', () => {
    const walk = startWalk(template, {}, false, () => undefined);
    const frame = makeFrame(template.program.scope);
    const outer = attempt(walk, () =>
      commit(
        walk,
        attempt(walk, () => bind({ slot: slot!, up: 0 }, 'x', frame, walk)),
      ),
    );
    assert.equal(frame.values[slot!.index], undefined);
    commit(walk, outer);
    assert.equal(frame.values[slot!.index], 'x');
  });

  it('goes back to where it was', () => {
    const walk = startWalk(template, {}, false, () => undefined);
    walk.tokens.push('a', 0);
    const spot = spotOf(walk);
    goTo(walk, { object: 1, resource: 2, tokens: ['b'] });
    goTo(walk, spot);
    assert.deepEqual(walk.tokens, ['a', 0]);
  });
});
