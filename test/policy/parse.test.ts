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
      problems({ ...good, spec: { ...spec, rules: [{ id: 'a', message: 'm', inventory: {} }] } })[0] ?? '',
      /no rule type `inventory`/,
    );
    assert.match(problems({ apiVersion: 'v1', kind: 'Pod' })[0] ?? '', /no Sallyport document/);
    assert.match(problems([])[0] ?? '', /no document/);
  });

  it('refuses a selector that could select nothing, and a remedy without its value', () => {
    const messages = (spec: object, kind: string) => {
      const result = parseDocument({
        apiVersion: 'sallyport.dev/v1alpha1',
        kind,
        metadata: { name: 'a' },
        spec,
      } as never);
      return result.ok ? [] : result.problems.map(({ pointer, message }) => `${pointer} ${message}`);
    };
    const binding = (requirement: object) =>
      messages(
        { policies: ['p'], enforcement: 'deny', scope: { objectSelector: { matchExpressions: [requirement] } } },
        'PolicyBinding',
      );
    const at = '/spec/scope/objectSelector/matchExpressions/0/values';
    assert.deepEqual(binding({ key: 'a', operator: 'In', values: ['x'] }), []);
    assert.deepEqual(binding({ key: 'a', operator: 'Exists' }), []);
    assert.deepEqual(binding({ key: 'a', operator: 'In' }), [`${at} the field \`values\` is missing`]);
    assert.deepEqual(binding({ key: 'a', operator: 'NotIn', values: [] }), [`${at} \`values\` must not be empty`]);
    assert.equal(binding({ key: 'a', operator: 'Exists', values: ['x'] }).length, 1);
    const rule = {
      id: 'r',
      assert: 'true',
      message: 'm',
      remedy: [
        { op: 'add', path: '/a' },
        { op: 'remove', path: '/a' },
      ],
    };
    const policy = {
      title: 't',
      category: 'c',
      severity: 'low',
      since: '1',
      why: 'w',
      remediation: 'r',
      match: { kinds: ['Pod'] },
      rules: [rule],
    };
    assert.deepEqual(messages(policy, 'Policy'), ['/spec/rules/0/remedy/0/value the field `value` is missing']);
    assert.deepEqual(messages({ ...policy, rules: [{ ...rule, id: 'R', remedy: undefined }] }, 'Policy'), [
      '/spec/rules/0/id `id` is `R`, which is not a lower-case name, unique in the policy, stable over releases',
    ]);
  });

  it('says how a text is written that YAML reads as something else', () => {
    const result = parseDocument({
      apiVersion: 'sallyport.dev/v1alpha1',
      kind: 'WorkloadKind',
      metadata: { name: false },
      spec: { kinds: ['x.y/Z'], podSpec: 'spec' },
    });
    assert.ok(!result.ok);
    assert.deepEqual(
      result.problems.map(({ message }) => message),
      ['`name` must be of type string, but YAML reads `false` here: put it in quotes'],
    );
  });

  it('takes no findings of an accept case', () => {
    const spec = {
      policy: 'p',
      cases: [{ name: 'a', accept: {}, findings: [{ rule: 'r', pointer: '', message: 'm' }] }],
    };
    const result = parseDocument({
      apiVersion: 'sallyport.dev/v1alpha1',
      kind: 'PolicyTest',
      metadata: { name: 'a' },
      spec,
    });
    assert.ok(!result.ok);
    assert.deepEqual(
      result.problems.map(({ code, pointer }) => [code, pointer]),
      [['wrong-shape', '/spec/cases/0']],
    );
  });

  it('describe() keeps one problem a place', () => {
    assert.deepEqual(describeErrors([]), []);
  });
});
