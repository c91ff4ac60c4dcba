import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fieldProblems, kindProblems } from '../../src/bundle/field-check.ts';

const problems = (rule: object) =>
  fieldProblems({ match: { kinds: ['Deployment'] }, rules: [{ id: 'a', message: '', ...rule }] } as never).map(
    ({ pointer }) => pointer,
  );

describe('field check', () => {
  it('points at the path in the document', () => {
    assert.deepEqual(problems({ at: 'spec.replica' }), ['/spec/rules/0/at']);
    assert.deepEqual(problems({ transition: { only: ['spec.replicas', 'spec.none'] } }), [
      '/spec/rules/0/transition/only/1',
    ]);
    assert.deepEqual(problems({ assert: 'true' }), []);
  });

  it('refuses what is nearly the name of a built-in kind, wherever a document names kinds', () => {
    const kinds = ['Deploymnt', 'apps/StatefullSet', 'Pod', 'Rollout', 'policy/v1/Eviction', '*', 'workload', 'apps/*'];
    assert.deepEqual(
      kindProblems({ match: { kinds, exclude: { kinds: ['Podd'] } }, subjects: { kinds: ['Jobb'] } }).map(
        ({ pointer }) => pointer,
      ),
      ['/spec/match/kinds/0', '/spec/match/kinds/1', '/spec/match/exclude/kinds/0', '/spec/subjects/kinds/0'],
    );
    const [problem] = kindProblems({ scope: { kinds: ['Deploymnt'] } });
    assert.match(problem?.message ?? '', /did you mean `Deployment`; a custom kind is written with its group/);
  });
});
