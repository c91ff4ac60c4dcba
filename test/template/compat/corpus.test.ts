import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadTemplates } from '../../../src/bundle/template-documents.ts';
import { conforms, generateCorpus, describe as nameOf } from '../../../src/template/compat/corpus.ts';

describe('generateCorpus()', () => {
  const { own } = loadTemplates([{ pack: 'templates' }]);

  for (const { template } of own) {
    it(`knows many sets of ${template.name}, all of which conform`, () => {
      const corpus = generateCorpus(template, {});
      assert.ok(corpus.length >= 300, `made ${corpus.length} sets`);
      assert.ok(corpus.some(({ params }) => params === undefined));
      const strays = corpus.filter(({ objects }) => !conforms(template, objects, {}));
      assert.deepEqual(strays, []);
    });
  }

  it('calls an object by its kind and name', () => {
    assert.equal(nameOf({ object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' } } }), 'Pod web');
    assert.equal(nameOf({ object: { apiVersion: 'v1', kind: 'Pod' } }), 'Pod');
  });
});
