import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Json } from '../../src/kube/object.ts';
import { parseText } from '../../src/manifest/parse.ts';
import { printYaml } from '../../src/manifest/print.ts';

/** Texts that some YAML reads as something else. */
const TRAPS = [
  'yes',
  'on',
  'n',
  '0777',
  '0o17',
  '1:30',
  '2020-01-01',
  '~',
  '',
  '.inf',
  '1_000',
  '=',
  '<<',
  '#',
  'a: b',
  '- x',
];

describe('printYaml()', () => {
  it('writes block style without anchors', () => {
    const labels = { app: 'web' };
    assert.equal(
      printYaml({ metadata: { labels }, spec: { selector: labels, ports: [{ port: 80 }] } }),
      'metadata:\n  labels:\n    app: web\nspec:\n  selector:\n    app: web\n  ports:\n    - port: 80\n',
    );
  });

  it('is read back as the same value', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom(...TRAPS));
    const leaf = fc.oneof(text, fc.integer(), fc.boolean());
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.array(tie('value')),
        fc.dictionary(text, tie('value'), { noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(value, (one) => {
        const { documents, problems } = parseText(printYaml(one as Json));
        assert.deepEqual(problems, []);
        assert.deepEqual(documents[0]?.value, one);
      }),
    );
  });
});
