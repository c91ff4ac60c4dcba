import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compileDocument } from '../../src/bundle/load.ts';
import { defaultsOf, trusts } from '../../src/policy/compile.ts';
import { documentOf, policy } from '../builders/bundle.ts';

const compile = (name: string, rules: string, more?: string) =>
  compileDocument(documentOf(policy(name, rules, more))).result;
const codes = (result: ReturnType<typeof compile>) =>
  result.ok ? [] : result.problems.map(({ code, pointer }) => `${code} ${pointer}`);

describe('compilePolicy()', () => {
  it('gathers all problems, each at its pointer', () => {
    const result = compile(
      'wrong',
      `    - {id: a, at: "containers", assert: "$ = ", message: "{x"}
    - {id: a, schema: {typo: 1}, message: ok}
    - {id: c, message: ok}
    - {id: d, assert: "true", schema: {}, message: ok}`,
    );
    const found = codes(result);
    assert.ok(found.includes('path-syntax /spec/rules/0/at'), found.join());
    assert.ok(found.includes('message-syntax /spec/rules/0/message'), found.join());
    assert.ok(found.includes('duplicate-rule /spec/rules/1/id'), found.join());
    assert.ok(found.includes('schema-invalid /spec/rules/1/schema'), found.join());
    assert.ok(found.includes('rule-type /spec/rules/2'), found.join());
    assert.ok(found.includes('rule-type /spec/rules/3'), found.join());
  });

  it('refuses names that Sallyport keeps for itself', () => {
    assert.deepEqual(codes(compile('yaml-reading', '    - {id: a, assert: "true", message: ok}')), [
      'name-reserved /metadata/name',
    ]);
  });

  it('trusts an actor by the proof that the policy asks for', () => {
    const result = compile(
      'who',
      '    - {id: a, assert: "true", message: ok}',
      '  match: {kinds: ["*"]}\n  actorProof: push',
    );
    assert.ok(result.ok);
    assert.deepEqual(
      [undefined, 'claimed', 'push', 'apiserver'].map((proof) => trusts(result.value, proof as never)),
      [false, false, true, true],
    );
  });

  it('defaultsOf() reads the defaults of a parameter schema', () => {
    assert.deepEqual(defaultsOf({ properties: { a: { default: 1 }, b: {} } }), { a: 1 });
    assert.deepEqual(defaultsOf(undefined), {});
  });
});
