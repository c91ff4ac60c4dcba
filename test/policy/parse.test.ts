import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describe as describeErrors, parseDocument } from '../../src/policy/parse.ts';
import { binding, policy, yaml } from '../builders/bundle.ts';

const RULE = '    - {id: a, assert: "true", message: ok}';
const good = yaml(policy('p', RULE).replace(/---\n$/, ''));
const problems = (value: unknown) => {
  const result = parseDocument(value as never);
  return result.ok ? [] : result.problems.map(({ message, pointer }) => `${pointer} ${message}`);
};

describe('parseDocument()', () => {
  it('takes a document of each kind', () => {
    assert.deepEqual(problems(good), []);
    assert.deepEqual(problems(yaml(binding('p').replace(/---\n$/, ''))), []);
  });

  it('suggests the field, kind and value that were meant', () => {
    const spec = good['spec'] as object;
    assert.deepEqual(problems({ ...good, spec: { ...spec, severty: 'high' } }), [
      '/spec/severty there is no field `severty`, did you mean `severity`',
    ]);
    assert.deepEqual(problems({ ...good, spec: { ...spec, severity: 'hihg' } }), [
      '/spec/severity `severity` is `hihg`, not one of low, medium, high, critical, did you mean `high`',
    ]);
    assert.match(problems({ ...good, kind: 'Polcy' })[0] ?? '', /did you mean `Policy`/);
  });

  it('names what is missing at the place where it belongs', () => {
    const { title, ...rest } = good['spec'] as { title: string };
    assert.equal(typeof title, 'string');
    assert.deepEqual(problems({ ...good, spec: rest }), ['/spec/title the field `title` is missing']);
  });

  it('refuses rule types of a later version and documents of other tools', () => {
    const spec = good['spec'] as object;
    assert.match(
      problems({ ...good, spec: { ...spec, rules: [{ id: 'a', message: 'm', template: {} }] } })[0] ?? '',
      /no rule type `template`/,
    );
    assert.match(problems({ apiVersion: 'v1', kind: 'Pod' })[0] ?? '', /no Sallyport document/);
    assert.match(problems([])[0] ?? '', /no document/);
  });

  it('describe() keeps one problem a place', () => {
    assert.deepEqual(describeErrors([]), []);
  });
});
