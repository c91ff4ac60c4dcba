// Cases of what is wrong with pods, as data: each file of src/validation/pods has a list of them in test/validation/pods/cases.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { load } from 'js-yaml';
import { completionData } from '../../src/bundle/api-data.ts';
import { complete } from '../../src/completion/complete.ts';
import type { FieldError } from '../../src/kube/field-error.ts';
import { isJsonObject, type Json, type JsonObject } from '../../src/kube/object.ts';
import { validate } from '../../src/validation/validate.ts';

/** One case: a pod of one container, with changes, and the errors it gives. */
interface PodCase {
  readonly title: string;
  readonly metadata?: JsonObject;
  readonly spec?: JsonObject;
  /** Put into the first container. */
  readonly container?: JsonObject;
  /** Judged within a PodTemplate. */
  readonly template?: boolean;
  /** What the update replaces: a case of its own. */
  readonly old?: Omit<PodCase, 'title' | 'errors'>;
  readonly minor?: number;
  /** `type /pointer`, in any order; none where the server takes it. */
  readonly errors?: readonly string[];
}

/** What the server would refuse about an object, which is completed first. */
function judged(object: JsonObject, old?: JsonObject, minor = 35): readonly FieldError[] {
  return validate({ object: completed(object), old: old && completed(old), minor });
}

function completed(object: JsonObject): JsonObject {
  const result = complete(object, completionData());
  if (!result.ok) throw new Error(`${result.problem.pointer}: ${result.problem.message}`);
  return result.object;
}

/** Errors as cases name them. */
export const named = (errors: readonly FieldError[]): readonly string[] =>
  errors.map(({ type, pointer }) => `${type} ${pointer}`).sort();

function podOf({ metadata = {}, spec = {}, container = {}, template = false }: Omit<PodCase, 'title'>): JsonObject {
  const given = Array.isArray(spec['containers']) ? (spec['containers'] as readonly Json[]) : [{}];
  const containers = given.map((one, index) => ({
    ...(index === 0 ? { name: 'app', image: 'nginx:1', ...container } : {}),
    ...(isJsonObject(one) ? one : {}),
  }));
  const whole = { ...spec, containers };
  return template
    ? { apiVersion: 'v1', kind: 'PodTemplate', metadata: { name: 'web' }, template: { metadata, spec: whole } }
    : { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', ...metadata }, spec: whole };
}

/** A test of every case of a file; `least` says how many there must be. */
export function testPodCases(file: string, least: number): void {
  const cases = load(readFileSync(`test/validation/pods/cases/${file}.yaml`, 'utf8')) as readonly PodCase[];
  describe(`pods: ${file}`, () => {
    for (const one of cases) {
      it(one.title, () => {
        const old = one.old && podOf({ template: one.template ?? false, ...one.old });
        const found = judged(podOf(one), old, one.minor);
        assert.deepEqual(named(found), [...(one.errors ?? [])].sort());
        for (const { message } of found) {
          assert.match(message, /^[a-z`]/);
          assert.doesNotMatch(message, /undefined|\[object|\.$/);
        }
      });
    }
    it('has its cases', () => assert.ok(cases.length >= least, `saw ${cases.length}`));
  });
}
