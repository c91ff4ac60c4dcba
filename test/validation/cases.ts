// Cases of validators as data: a manifest that the API server accepts, and changes to it with what they are refused for. Knows no
// kind; the manifests are completed as the server does before they are judged.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { load } from 'js-yaml';
import { completionData } from '../../src/bundle/api-data.ts';
import { parsePointer } from '../../src/change/pointer.ts';
import { complete } from '../../src/completion/complete.ts';
import { isJsonList, isJsonObject, type Json, type JsonObject } from '../../src/kube/object.ts';
import { validate } from '../../src/validation/validate.ts';

/** Values by the pointer at which they are set; null takes a member away. */
type Changes = Readonly<Record<string, Json>>;

/** One case: what is set in the base, and all that is refused then, as `type pointer`; nothing where the server accepts. */
interface Case {
  readonly set: Changes;
  /** What is set in the base to make the object that an update replaces; without it the object is created. */
  readonly update?: Changes;
  readonly minor?: number;
  readonly refused?: readonly string[];
}

/** A file of cases. */
export interface CaseFile {
  readonly base: JsonObject;
  readonly cases: readonly Case[];
}

/** Reads a file of cases below test/validation. */
function readCases(file: string): CaseFile {
  return load(readFileSync(join('test/validation', file), 'utf8')) as CaseFile;
}

/** The manifests of a case: what is judged, and what it replaces. */
function manifestsOf({ base }: CaseFile, { set, update }: Case): { object: JsonObject; old?: JsonObject } {
  return { object: changed(base, set), ...(update && { old: changed(base, update) }) };
}

/** Declares a test of every case of a file: what is refused is exactly what the case says. */
export function judgeCases(file: string): void {
  const cases = readCases(file);
  it(`accepts the base of ${file}, as a new object and unchanged`, () => {
    assert.deepEqual(refusalsOf(cases.base), []);
    assert.deepEqual(refusalsOf(cases.base, cases.base), []);
  });
  for (const [index, one] of cases.cases.entries()) {
    it(`${file} ${index}: ${JSON.stringify(one.set).slice(0, 100)}`, () => {
      const { object, old } = manifestsOf(cases, one);
      assert.deepEqual(refusalsOf(object, old, one.minor), [...(one.refused ?? [])].sort());
    });
  }
}

function refusalsOf(object: JsonObject, old?: JsonObject, minor = 35): readonly string[] {
  const errors = validate({ object: completed(object), old: old && completed(old), minor });
  for (const { message } of errors)
    assert.match(message, /^[^A-Z\n][^\n]*[^.\n]$/, 'one sentence, without a full stop');
  return errors.map(({ type, pointer }) => `${type} ${pointer}`).sort();
}

function completed(object: JsonObject): JsonObject {
  const answer = complete(object, completionData());
  assert.ok(answer.ok, 'the server can read the object');
  return answer.object;
}

function changed(base: JsonObject, changes: Changes): JsonObject {
  const copy = structuredClone(base) as Record<string, Json>;
  for (const [pointer, value] of Object.entries(changes)) {
    const tokens = [...(parsePointer(pointer) ?? [])];
    const last = tokens.pop() ?? '';
    let at: Json | undefined = copy;
    for (const token of tokens) {
      if (isJsonObject(at) && at[token] === undefined) (at as Record<string, Json>)[token] = {};
      at = isJsonList(at) ? at[Number(token)] : isJsonObject(at) ? at[token] : undefined;
    }
    if (isJsonList(at)) (at as Json[])[Number(last)] = value;
    else if (value === null) delete (at as Record<string, Json>)[last];
    else (at as Record<string, Json>)[last] = value;
  }
  return copy;
}
