// What is shipped is trusted when it is loaded, so that no commit waits for its checks. Here it goes through all that an author's own
// documents go through.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readDocuments } from '../src/bundle/documents.ts';
import { compileDocument } from '../src/bundle/load.ts';
import { packFiles, packNames } from '../src/bundle/sources.ts';
import { compileSchema } from '../src/policy/json-schema.ts';
import type { PolicySpec } from '../src/policy/policy.ts';

const MINIMUM_DOCUMENTS = 60;
const MINIMUM_SCHEMAS = 20;
/** Only shipped policies may have the first, and only their rules the second. */
const RIGHTS_OF_SHIPPED: ReadonlySet<string> = new Set(['name-reserved']);

describe('what is shipped', () => {
  const read = packNames()
    .flatMap(packFiles)
    .map((file) => readDocuments({ ...file, pack: undefined }));
  const documents = read.flatMap((one) => one.documents);
  const policies = documents.filter(({ kind }) => kind === 'Policy');

  it('passes the schema of its kind', () => {
    assert.deepEqual(
      read.flatMap(({ problems }) => problems),
      [],
    );
    assert.ok(documents.length >= MINIMUM_DOCUMENTS, `saw ${documents.length} documents`);
  });

  it('compiles, with all kinds and fields known', () => {
    const problems = policies.flatMap((document) => {
      const { result } = compileDocument(document);
      return result.ok ? [] : result.problems.map((one) => ({ name: document.name, ...one }));
    });
    assert.deepEqual(
      problems.filter(({ code }) => !RIGHTS_OF_SHIPPED.has(code)),
      [],
    );
  });

  it('has schemas that are sound, and compile without being checked for it', () => {
    const schemas = policies.flatMap(({ spec }) => {
      const { rules, parameters } = spec as unknown as PolicySpec;
      return [...rules.map(({ schema }) => schema), parameters].filter((one) => one !== undefined);
    });
    assert.ok(schemas.length >= MINIMUM_SCHEMAS, `saw ${schemas.length} schemas`);
    for (const schema of schemas)
      for (const proven of [false, true]) assert.ok(compileSchema(schema, { proven }).ok, JSON.stringify(schema));
  });
});
