// Templates for tests: the parts that matter, with the rest of the document filled in.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { expressionsWith } from '../../src/bundle/expressions.ts';
import type { Json, JsonObject } from '../../src/kube/object.ts';
import { parseManifests } from '../../src/manifest/parse.ts';
import type { DocumentProblem } from '../../src/policy/rule-type.ts';
import { compileTemplate } from '../../src/template/compile.ts';
import { solve } from '../../src/template/solve.ts';
import type { CompiledTemplate, TemplateContext, TemplateSpec } from '../../src/template/template.ts';

/** The parts of a spec that a test states; `body` alone stands for one object. */
export type Parts = Partial<TemplateSpec> & {
  readonly body?: JsonObject;
  readonly properties?: JsonObject;
  readonly required?: readonly string[];
};

const HEAD = { apiVersion: 'v1', kind: 'ConfigMap' };

/** A whole spec. */
export function specOf({ body, properties, required, ...parts }: Parts): TemplateSpec {
  const schema: JsonObject = { type: 'object', properties: properties ?? {}, ...(required && { required }) };
  return {
    version: '1.0.0',
    owner: 'team:platform',
    description: 'for a test',
    parameters: schema,
    objects: [{ id: 'it', body: { ...HEAD, ...body } }],
    ...parts,
  };
}

/** The template that a file states. */
export function templateIn(file: string): CompiledTemplate {
  const [document] = parseManifests(readFileSync(file, 'utf8')).documents;
  const { spec, metadata } = document!.value as unknown as { spec: TemplateSpec; metadata: { name: string } };
  const compiled = compileTemplate(
    metadata.name,
    spec,
    expressionsWith(() => undefined),
  );
  assert.ok(compiled.ok, compiled.ok ? '' : JSON.stringify(compiled.problems));
  return compiled.value;
}

/** The compiled template, which must have no problem. */
export function templateOf(parts: Parts, name = 'web-service'): CompiledTemplate {
  const compiled = compileTemplate(
    name,
    specOf(parts),
    expressionsWith(() => undefined),
  );
  assert.ok(compiled.ok, compiled.ok ? '' : JSON.stringify(compiled.problems, null, 2));
  return compiled.value;
}

/** What is wrong with a template. */
export function problemsOf(parts: Parts): readonly DocumentProblem[] {
  const compiled = compileTemplate(
    'web-service',
    specOf(parts),
    expressionsWith(() => undefined),
  );
  return compiled.ok ? [] : compiled.problems;
}

/** A resource as a test states it: what every object has is filled in. */
export function resourceOf(object: JsonObject): JsonObject {
  return { ...HEAD, ...object };
}

/** Documents of a file of cases. */
export function casesOf<T>(name: string): readonly T[] {
  const path = `test/fixtures/template/${name}.yaml`;
  const { documents, problems } = parseManifests(
    `apiVersion: v1\nkind: Cases\ncases:\n${indented(readFileSync(path, 'utf8'))}`,
    { json: false },
  );
  assert.deepEqual(problems, [], path);
  const cases = (documents[0]?.value as JsonObject | undefined)?.['cases'] as readonly Json[] | undefined;
  assert.ok(cases && cases.length > 0, `${path} holds cases`);
  return cases as readonly T[];
}

const indented = (text: string) => text.replace(/^(?=.)/gm, '  ');

interface SolveCase {
  readonly resource: JsonObject;
  readonly context?: TemplateContext;
  readonly params?: JsonObject;
  readonly drifts?: readonly string[];
}

/** Tests of a file of templates with resources and what solving finds in them. */
export function testSolving(file: string): void {
  for (const { name, cases, ...parts } of casesOf<
    Parts & { readonly name: string; readonly cases: readonly SolveCase[] }
  >(file)) {
    it(name, () => {
      const template = templateOf(parts);
      for (const { resource, context, params, drifts = [] } of cases) {
        const found = solve(template, [{ object: resourceOf(resource) }], context);
        const about = JSON.stringify(resource);
        assert.deepEqual(found.failures, [], about);
        assert.deepEqual(
          found.drifts.map(({ type, pointer }) => `${type} ${pointer}`),
          drifts,
          `${about}\n${found.drifts.map(({ message }) => message).join('\n')}`,
        );
        if (params) assert.deepEqual(found.params, params, about);
      }
    });
  }
}

/** Tests of a file of templates that are refused. */
export function testRefusing(file: string): void {
  type Refused = Parts & { readonly name: string; readonly problems: readonly string[]; readonly says?: string };
  for (const { name, problems, says, ...parts } of casesOf<Refused>(`refused-${file}`)) {
    it(`refuses ${name}`, () => {
      const found = problemsOf(parts);
      assert.deepEqual(
        found.map(({ code, pointer }) => `${code} ${pointer}`),
        problems,
        JSON.stringify(found),
      );
      if (says !== undefined) assert.ok(found[0]?.message.includes(says), found[0]?.message);
    });
  }
}
