// Templates for tests: the parts that matter, with the rest of the document filled in.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { expressionsWith } from '../../src/bundle/expressions.ts';
import type { Json, JsonObject } from '../../src/kube/object.ts';
import { parseManifests } from '../../src/manifest/parse.ts';
import type { DocumentProblem } from '../../src/policy/rule-type.ts';
import { compileTemplate } from '../../src/template/compile.ts';
import type { CompiledTemplate, TemplateSpec } from '../../src/template/template.ts';

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
