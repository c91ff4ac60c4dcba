import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { generate } from '../../src/commands/generate.ts';
import { parseText } from '../../src/manifest/parse.ts';

const generated = await generate([]);
assert.ok(generated.ok);
const { files } = generated.tree;
const SCHEMAS = 'schemas/sallyport.dev/v1alpha1';

/** An editor's validator: formats that it does not know are passed over. */
const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: false });
for (const [path, text] of files)
  if (path.endsWith('.schema.json')) ajv.addSchema(JSON.parse(text), path.slice(SCHEMAS.length + 1));
const validate = ajv.getSchema('documents.schema.json')!;

describe('generate()', () => {
  it('makes schemas by which every document that we ship is valid', () => {
    let seen = 0;
    for (const name of readdirSync('policies', { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.yaml')) continue;
      for (const { value } of parseText(readFileSync(join('policies', name), 'utf8')).documents) {
        seen++;
        assert.ok(validate(value), `${name}: ${ajv.errorsText(validate.errors)}`);
      }
    }
    assert.ok(seen >= 40, `saw ${seen} documents`);
  });

  it('makes schemas that notice a mistake of each kind', () => {
    const head = { apiVersion: 'sallyport.dev/v1alpha1', metadata: { name: 'a' } };
    for (const kind of ['Policy', 'PolicyBinding', 'Exemption', 'WorkloadKind', 'PolicyTest'])
      assert.equal(validate({ ...head, kind, spec: { unknown: true } }), false, kind);
    assert.equal(validate({ ...head, kind: 'Polcy', spec: {} }), false);
  });

  it('shows exemptions that are valid documents', () => {
    let seen = 0;
    for (const [path, text] of files) {
      const block = /## Exemptions.*?```yaml\n(.*?)```/s.exec(text)?.[1];
      if (!path.startsWith('docs/policies/') || block === undefined) continue;
      seen++;
      assert.ok(validate(parseText(block).documents[0]?.value), `${path}: ${ajv.errorsText(validate.errors)}`);
    }
    assert.ok(seen >= 20, `saw ${seen} examples`);
  });
});
